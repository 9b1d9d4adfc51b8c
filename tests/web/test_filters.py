"""How dates and figures are written on a page."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tracker.domain.lights import Colour
from tracker.domain.words.signs import SHAPES
from tracker.web import filters


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 3), "11-03"),
        (date(2026, 1, 31), "01-31"),
        (date(2025, 12, 31), "2025-12-31"),
        (date(2027, 1, 1), "2027-01-01"),
        (None, ""),
    ],
)
def test_a_table_names_the_year_only_when_it_is_another(clock, day, words):
    assert filters.month_day(day) == words


def test_which_year_it_is_is_decided_in_shanghai(clock):
    clock.move_to(datetime(2026, 12, 31, 16, 30, tzinfo=UTC))  # half past midnight there
    assert filters.month_day(date(2027, 1, 1)) == "01-01"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 20, 0, 0, tzinfo=UTC), "11-20 08:00"),
        (datetime(2026, 11, 20, 16, 5, tzinfo=UTC), "11-21 00:05"),
    ],
)
def test_a_moment_is_written_in_the_time_of_shanghai(at, words):
    assert filters.moment(at) == words


def test_a_sentence_names_month_and_day_without_zeros():
    assert filters.sentence_day(date(2026, 3, 5)) == "3月5日"


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 11, 23), "星期一"), (date(2026, 11, 29), "星期日")]
)
def test_days_of_the_week_have_their_names(day, words):
    assert filters.weekday(day) == words


@pytest.mark.parametrize(
    ("value", "plain", "signed"),
    [
        (None, "—", "—"),
        ("0", "0.0", "0.0"),
        ("-0.04", "0.0", "0.0"),
        ("0.04", "0.0", "0.0"),
        ("88.4", "88.4", "+88.4"),
        ("0.25", "0.3", "+0.3"),
        ("-0.05", "−0.1", "−0.1"),
        ("-1.76", "−1.8", "−1.8"),
        ("100", "100.0", "+100.0"),
    ],
)
def test_points_have_one_decimal_and_a_true_minus(value, plain, signed):
    number = None if value is None else Decimal(value)
    assert (filters.one_decimal(number), filters.signed(number)) == (plain, signed)


@pytest.mark.parametrize("colour", Colour)
def test_each_colour_has_a_shape_of_its_own(colour):
    others = {filters.shape(other) for other in Colour if other is not colour}
    assert filters.shape(colour) == SHAPES[colour]
    assert filters.shape(colour) not in others
