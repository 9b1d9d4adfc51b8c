"""The calendar as the library and the administrator's table give it."""

from datetime import date

import pytest

from tracker.models import WorkdayException
from tracker.queries.workdays import get_workdays


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 1, 4), True),  # 调休
        (date(2026, 2, 14), True),
        (date(2026, 2, 16), False),
        (date(2026, 2, 24), True),
        (date(2026, 5, 9), True),
        (date(2026, 9, 25), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),
        (date(2025, 12, 31), True),
        (date(2025, 10, 8), False),
    ],
)
def test_the_days_of_announced_years_are_known(session, day, expected):
    assert get_workdays(2026).is_workday(day) is expected


def test_a_year_that_is_not_announced_has_its_statutory_days_and_is_estimated(session):
    workdays = get_workdays(2026, 2027)
    assert not workdays.is_estimated(2026)
    assert workdays.is_estimated(2027)
    assert not workdays.is_workday(date(2027, 10, 1))
    assert workdays.is_workday(date(2027, 10, 8))


def test_a_far_year_never_fails(session):
    workdays = get_workdays(2150)
    assert workdays.is_estimated(2150)
    assert workdays.is_workday(date(2150, 3, 2))  # a Monday


def test_the_administrators_table_wins_and_a_worked_weekend_in_it_ends_the_estimate(session):
    session.add_all(
        [
            WorkdayException(day=date(2026, 11, 23), is_workday=False, name="停电"),
            WorkdayException(day=date(2027, 10, 9), is_workday=True, name="国庆调休"),
        ]
    )
    session.commit()
    workdays = get_workdays(2026, 2027)
    assert not workdays.is_workday(date(2026, 11, 23))
    assert workdays.is_workday(date(2027, 10, 9))
    assert not workdays.is_estimated(2027)
