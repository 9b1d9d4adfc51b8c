"""数字: what people type is understood, and a figure in another unit is asked back."""

from decimal import Decimal

import pytest

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.figures import read_figure


@pytest.mark.parametrize(
    ("typed", "unit", "figure"),
    [
        ("1,200", "", "1200"),
        ("８０％", "", "80"),
        ("-3", "个百分点", "-3"),
        ("5%", "个百分点", "5"),
        ("3.2 万元", "万元", "3.2"),
        ("30家", "家", "30"),
    ],
)
def test_a_figure_is_read_as_people_write_it(typed, unit, figure):
    assert read_figure(typed, unit=unit) == Decimal(figure)


def test_nothing_typed_is_no_figure():
    assert read_figure(" 　", unit="家") is None


@pytest.mark.parametrize("typed", ["八十", "约40", "1/2", "NaN", "Infinity", "👍", "1.5.2", "--3"])
def test_words_are_no_figure(typed):
    with pytest.raises(RuleBroken) as refused:
        read_figure(typed, unit="家")
    assert refused.value.code == "reading.not-a-number"


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [("3.2亿元", "万元", "32000"), ("30000元", "万元", "3"), ("3.2万", "户次", "32000")],
)
def test_another_scale_is_told_as_what_to_type_instead(typed, unit, value):
    with pytest.raises(RuleBroken) as refused:
        read_figure(typed, unit=unit)
    assert refused.value.code == "reading.other-scale"
    assert refused.value.parameters == {"typed": typed, "value": value, "unit": unit}


@pytest.mark.parametrize(("typed", "unit"), [("5家", "户次"), ("80%", "户次"), ("1e99亿", "万元")])
def test_another_unit_is_asked_back(typed, unit):
    with pytest.raises(RuleBroken) as refused:
        read_figure(typed, unit=unit)
    assert refused.value.code == "reading.other-unit"
