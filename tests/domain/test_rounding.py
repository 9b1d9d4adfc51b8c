"""Figures as they are printed, and differences of what is printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.rounding import difference, hundredth, is_far_behind, tenth

PERCENTS = st.decimals(0, 100, places=4)


@pytest.mark.parametrize(
    ("value", "printed"),
    [("97.65", "97.7"), ("97.75", "97.8"), ("0.05", "0.1"), ("-0.25", "-0.3"), ("99.949", "99.9")],
)
def test_a_half_is_rounded_away_from_nothing_as_people_do_it(value, printed) -> None:
    assert tenth(Decimal(value)) == Decimal(printed)


def test_percents_are_stored_with_two_decimals() -> None:
    assert hundredth(Decimal("33.345")) == Decimal("33.35")


def test_what_reads_as_the_same_has_no_difference() -> None:
    assert difference(Decimal("99.96"), Decimal("100")) == 0
    assert difference(None, Decimal(1)) is difference(Decimal(1), None) is None


@given(PERCENTS, PERCENTS)
def test_a_difference_is_that_of_the_figures_beside_it(left, right) -> None:
    printed = [Decimal(f"{tenth(value):.1f}") for value in (left, right)]
    assert difference(left, right) == printed[0] - printed[1]


@pytest.mark.parametrize(
    ("gap", "stands_out"), [(None, False), ("-9.9", False), ("-10.0", True), ("12", False)]
)
def test_only_a_gap_of_ten_points_behind_stands_out(gap, stands_out) -> None:
    assert is_far_behind(None if gap is None else Decimal(gap)) is stands_out
