import pytest

from tracker.parsing.figures.context import Surroundings
from tracker.parsing.figures.quantities import find_quantities
from tracker.parsing.figures.tallies import is_listed, is_tally


def _tally(text: str) -> bool:
    quantity = next(find_quantities(text, 0, len(text)))
    return is_tally(quantity, Surroundings(text, 0, len(text)).of(quantity))


@pytest.mark.parametrize(
    "text",
    [
        "落实28条惠企举措",
        "办好20件民生实事",
        "安排9类30件实事",
        "对8个乡镇开展督导",
        "在全县16个村巡查",
        "为全县16个村讲解政策",
        "已验收的7处堰塘",
        "6个园区实现产值8亿元",
        "木材、食品、机械等3个行业",
        "建设1个中心+若干网点",
    ],
)
def test_it_only_sums_up(text: str) -> None:
    assert _tally(text)


@pytest.mark.parametrize(
    "text",
    [
        "新增产业工人500名",
        "为全县16个村安装路灯",
        "将全县16个村全部纳入",
        "不低于平均水平的2倍",
        "完成上级下达的70批次",
        "出台政策3项以上",
        "新建26条产业路",
        "吸引500名产业工人",
    ],
)
def test_it_counts_what_is_to_be_done(text: str) -> None:
    assert not _tally(text)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("打造康养、文旅两个示范区", True),
        ("打造康养两个示范区", False),
        ("打造康养、文旅2个示范区", False),
    ],
)
def test_a_number_in_characters_may_count_the_names_before_it(text: str, *, listed: bool) -> None:
    quantity = next(find_quantities(text, 0, len(text)))
    assert is_listed(quantity, Surroundings(text, 0, len(text)).of(quantity)) is listed
