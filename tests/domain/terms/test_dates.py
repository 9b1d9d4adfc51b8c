"""Dates: how people type them, and how far away one may be."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.terms.dates import (
    new_due_faults,
    period_faults,
    read_day,
    span_faults,
    year_after,
    year_faults,
)
from tracker.domain.values import Period
from tracker.domain.words.errors import error_sentence

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
HALF = Period(date(2026, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 6, 30), date(2027, 6, 30)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(9999, 6, 30), date.max),
    ],
)
def test_a_year_after_is_the_same_day(day, later):
    assert year_after(day) == later


@pytest.mark.parametrize(
    ("period", "day", "is_right"),
    [
        (YEAR, date(2025, 12, 31), False),
        (YEAR, date(2026, 1, 1), True),
        (YEAR, date(2027, 12, 31), True),
        (YEAR, date(2028, 1, 1), False),
        (HALF, date(2027, 6, 30), True),
        (HALF, date(2027, 7, 1), False),
        (HALF, date(2027, 12, 31), False),
    ],
)
def test_a_date_lies_between_the_start_of_the_plan_and_a_year_after_its_end(period, day, is_right):
    assert (period_faults({"due_on": day}, period) == []) is is_right


def test_the_sentence_names_the_days_that_the_rule_checks():
    (fault,) = period_faults({"due_on": date(2027, 7, 1)}, HALF)
    assert error_sentence(fault) == "日期应在 2026-01-01 到 2027-06-30 之间，请核对年份。"
    assert period_faults({"due_on": date(2027, 6, 30)}, HALF) == []


@pytest.mark.parametrize(
    ("starts_on", "due_on", "expected"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), []),
        (date(2026, 3, 2), date(2026, 3, 1), [("due.before-start", "part-1-due_on")]),
        (
            date(2025, 3, 1),
            date(2024, 3, 1),
            [("due.outside", "part-1-starts_on"), ("due.outside", "part-1-due_on")],
        ),
    ],
)
def test_a_task_does_not_end_before_it_starts(starts_on, due_on, expected):
    faults = span_faults(starts_on, due_on, YEAR, prefix="part-1-")
    assert [(fault.code, fault.field) for fault in faults] == expected


DUE, TODAY = date(2026, 6, 30), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (None, None),
        (date(2026, 6, 30), "due.not-later"),
        (date(2026, 8, 31), "due.passed"),
        (TODAY, None),
        (date(2027, 9, 1), None),
        (date(2027, 9, 2), "due.too-far"),
    ],
)
def test_a_task_taken_up_again_gets_a_day_from_today_to_a_year_on(new, code):
    codes = [fault.code for fault in new_due_faults(DUE, new, on=TODAY)]
    assert codes == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-06-30", date(2026, 6, 30)),
        ("2026/6/30", date(2026, 6, 30)),
        ("2026.6.30", date(2026, 6, 30)),
        (" 2026年6月30日 ", date(2026, 6, 30)),
        ("２０２６-06-30", date(2026, 6, 30)),
        ("2026-06-31", None),
        ("0000-01-01", None),
        ("6月30日", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed, day):
    assert read_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        (None, []),
        ("2000", []),
        ("2027", []),
        ("2099", []),
        ("1999", ["year.not-a-year"]),
        ("2100", ["year.not-a-year"]),
        ("26", ["year.not-a-year"]),
        ("2026.5", ["year.not-a-year"]),
        ("-2026", ["year.not-a-year"]),
    ],
)
def test_the_year_of_a_plan_has_four_digits_and_is_of_this_century(typed, codes):
    year = None if typed is None else Decimal(typed)
    assert [fault.code for fault in year_faults(year)] == codes
