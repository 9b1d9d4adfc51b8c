import re

import pytest

from tracker.parsing.figures.measure_units import ALL_UNITS, SPOKEN_UNITS, base_unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("人次以上", "人次"),
        ("人左右", "人"),
        ("条次", "条次"),
        ("平方公里", "平方公里"),
        ("个百分点", "个百分点"),
        ("名校长", "名"),
        ("家庭院", "家"),
        ("批次/千人", "批次/千人"),
    ],
)
def test_the_longest_unit_is_taken(text: str, unit: str) -> None:
    match = re.match(ALL_UNITS, text)
    assert match is not None
    assert match[0] == unit


@pytest.mark.parametrize("text", ["项目", "部门", "对接", "个体户", "人才", "组织", "分类", "Pa"])
def test_a_word_that_begins_like_a_unit_is_none(text: str) -> None:
    assert re.match(ALL_UNITS, text) is None


def test_small_numbers_in_characters_count_fewer_things_than_digits_do() -> None:
    assert "场" in SPOKEN_UNITS
    assert "吨" not in SPOKEN_UNITS


@pytest.mark.parametrize(
    ("unit", "base"),
    [("元/家", "元"), ("批次/千人", "批次/千人"), ("次/ 年", "次/年"), ("项", "项")],
)
def test_money_per_head_is_money(unit: str, base: str) -> None:
    assert base_unit(unit) == base
