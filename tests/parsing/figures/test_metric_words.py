import pytest

from tracker.parsing.figures.metric_words import (
    CUE,
    balanced,
    cut,
    last_item,
    noun_behind,
    shorten,
    without_cue,
    words_before,
)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("3.新建驿站", "新建驿站"),
        ("养老金由90元提高到", "养老金提高到"),
        ("围绕水电气等民生领域检查门店", "检查门店"),
        ("以冬闲田为重点扩种油菜", "扩种油菜"),
        ("新建驿站9座、公厕", "公厕"),
        ("木材、家具", "木材、家具"),
    ],
)
def test_the_words_before_belong_to_the_last_item(before: str, words: str) -> None:
    assert words_before(before) == words


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("合格率稳定在", "合格率"),
        ("床位供应", "床位供应"),
        ("社区数量达到城市社区的", "社区数量"),
        ("生均拨款不低于每生每年", "生均拨款"),
        ("投资较2026年", "投资"),
    ],
)
def test_cues_are_no_part_of_the_name(before: str, words: str) -> None:
    assert without_cue(CUE, before) == words


@pytest.mark.parametrize(
    ("after", "noun"),
    [
        ("示范站点和公园", "示范站点"),
        ("退休和困难妇女提供体检", "退休和困难妇女"),
        ("“建设者之家”床位", "“建设者之家”床位"),
        ("产业旺、环境美的名村", "名村"),
        ("以上企业完成改造", "企业"),
        ("用于养老", ""),
        ("", ""),
    ],
)
def test_the_noun_behind_ends_before_what_is_done_with_it(after: str, noun: str) -> None:
    assert noun_behind(after) == noun


def test_leading_words_of_time_and_will_go() -> None:
    assert cut("力争2027年底前全区新增驿站") == "新增驿站"
    assert cut("继续教育覆盖率") == "继续教育覆盖率"


def test_a_long_name_is_cut_where_a_word_may_begin() -> None:
    assert (
        shorten("战略性新兴产业增加值占规模以上工业全部增加值的比重") == "战略性新兴产业增加值占比"
    )
    assert shorten("在全区范围内进一步推动各类经营主体健康发展的重点项目开工率") == "重点项目开工率"


def test_a_mark_without_its_partner_goes() -> None:
    assert balanced("“云端车间") == "云端车间"
    assert balanced("(含提名)奖") == "(含提名)奖"


def test_the_last_item_may_stand_in_brackets() -> None:
    assert last_item("授权专利60件(其中发明专利") == "其中发明专利"
