import pytest

from tracker.parsing.figures.context import Surroundings
from tracker.parsing.figures.in_characters import has_verb_before
from tracker.parsing.figures.quantities import find_quantities
from tracker.parsing.figures.traps import is_no_target


def _traps(text: str) -> list[bool]:
    return [
        (quantity.spoken and not has_verb_before(text, 0, quantity))
        or is_no_target(quantity, Surroundings(text, 0, len(text)).of(quantity))
        for quantity in find_quantities(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "出台33项举措",
        "规范10吨以下锅炉",
        "引进5亿元以上项目",
        "对两次以上不合格的约谈",
        "在30家试点单位的基础上",
        "去年建成12个站点",
        "在全区20个监测点",
        "保留的2家养殖场",
        "罚款3万元",
        "达标线为90分",
        "木材、食品、机械等3个行业",
        "组建1个平台+若干应用",
        "总投资9亿元的产业园",
        "三次创业",
        "三项制度",
        "24小时值守",
        "完成系统一期上线",
    ],
)
def test_these_figures_commit_nobody(text: str) -> None:
    assert _traps(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "出台政策不少于3项",
        "10家以上示范店",
        "满意率比去年提高3个百分点",
        "将我区60多家单位全部纳入",
        "完成下达的500批次抽检",
        "比上年增加12个站点",
        "在去年基础上增加12个站点",
        "办理时限压缩至3个工作日",
        "开展两次演练",
        "完成两个示范点创建",
        "森林防火站等12个项目",
    ],
)
def test_these_figures_are_to_be_reached(text: str) -> None:
    assert _traps(text) == [False]
