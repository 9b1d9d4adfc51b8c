"""Counting and shifting working days, over a calendar written for the test."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.workdays import Workdays, workdays

# The week of National Day: Thursday 1 and Friday 2 off, Saturday 10 worked for them.
OFF = {date(2026, 10, day): False for day in (1, 2, 5, 6, 7)}
WORKED = {date(2026, 9, 20): True, date(2026, 10, 10): True}
CALENDAR = workdays(OFF | WORKED, {}, announced={2026})
PLAIN = Workdays()

DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
CALENDARS = st.dictionaries(DAYS, st.booleans(), max_size=40).map(
    lambda days: workdays(days, {}, ())
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 30), True),  # Wednesday
        (date(2026, 10, 1), False),  # a Thursday off
        (date(2026, 10, 4), False),  # Sunday
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # 调休: a Saturday that is worked
        (date(2026, 10, 11), False),
    ],
)
def test_a_day_is_worked_as_the_calendar_says(day, expected):
    assert CALENDAR.is_workday(day) is expected


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
        (date(2026, 10, 3), 1, date(2026, 10, 8)),
        (date(2026, 10, 3), 0, date(2026, 10, 3)),
        (date(2026, 10, 11), -2, date(2026, 10, 9)),
    ],
)
def test_a_shift_counts_working_days_only(day, count, expected):
    assert CALENDAR.shift(day, count) == expected


@pytest.mark.parametrize(
    ("after", "until", "expected"),
    [
        (date(2026, 9, 30), date(2026, 9, 30), 0),
        (date(2026, 9, 30), date(2026, 10, 7), 0),
        (date(2026, 9, 30), date(2026, 10, 8), 1),
        (date(2026, 9, 30), date(2026, 10, 12), 4),
        (date(2026, 10, 12), date(2026, 9, 30), -4),
    ],
)
def test_the_first_day_is_not_counted_and_the_last_one_is(after, until, expected):
    assert CALENDAR.between(after, until) == expected


@given(CALENDARS, DAYS, DAYS)
def test_counting_equals_walking_day_by_day(calendar, first, second):
    after, until = sorted((first, second))
    walked = sum(
        calendar.is_workday(after + timedelta(days=n)) for n in range(1, (until - after).days + 1)
    )
    assert calendar.between(after, until) == walked
    assert calendar.between(until, after) == -walked


@given(CALENDARS, DAYS, st.integers(1, 30))
def test_shifting_lands_on_a_working_day_that_lies_as_far_as_was_asked(calendar, day, count):
    later, earlier = calendar.shift(day, count), calendar.shift(day, -count)
    assert calendar.is_workday(later)
    assert calendar.is_workday(earlier)
    assert calendar.between(day, later) == count
    assert calendar.between(earlier, day) == count - 1 + calendar.is_workday(day)


def test_a_year_nobody_knows_anything_about_is_monday_to_friday_and_estimated():
    week = [date(2035, 1, day) for day in range(1, 8)]  # from a Monday
    assert [PLAIN.is_workday(day) for day in week] == [True] * 5 + [False] * 2
    assert PLAIN.is_estimated(2035)
    assert not CALENDAR.is_estimated(2026)


def test_the_administrators_table_wins_over_the_statutory_calendar():
    corrected = workdays(
        OFF | WORKED, {date(2026, 10, 7): True, date(2026, 10, 10): False}, announced={2026}
    )
    assert corrected.is_workday(date(2026, 10, 7))
    assert not corrected.is_workday(date(2026, 10, 10))


@pytest.mark.parametrize(
    ("exceptions", "estimated"),
    [
        ({}, True),
        ({date(2027, 3, 8): False}, True),  # a day off of this bureau alone
        ({date(2027, 2, 13): True}, False),  # a worked Saturday: the notice is in
    ],
)
def test_a_worked_weekend_in_the_administrators_table_ends_the_estimate(exceptions, estimated):
    assert workdays({}, exceptions, announced=()).is_estimated(2027) is estimated
