"""整体顺延: the plan moves all dates, and an extension that was granted keeps the later one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.plan_dates import DueDates, check_new_end, clock_of, extended, postponed

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)


@pytest.mark.parametrize(
    ("dates", "days", "expected"),
    [
        (DueDates(SEPTEMBER), 15, DueDates(date(2026, 10, 15))),
        (DueDates(OCTOBER, SEPTEMBER), 15, DueDates(OCTOBER, date(2026, 10, 15))),
        (DueDates(OCTOBER, SEPTEMBER), 31, DueDates(OCTOBER)),
        (DueDates(OCTOBER, SEPTEMBER), 45, DueDates(date(2026, 11, 14))),
    ],
)
def test_the_later_of_the_plan_s_date_and_the_extension_holds(dates, days, expected) -> None:
    assert postponed(dates, days) == expected


def test_two_moves_of_the_plan_add_up_under_an_extension() -> None:
    once = postponed(extended(DueDates(SEPTEMBER), OCTOBER), 15)
    assert postponed(once, 30) == DueDates(SEPTEMBER + timedelta(days=45))


def test_a_second_extension_still_remembers_what_the_plan_gave() -> None:
    twice = extended(extended(DueDates(SEPTEMBER), OCTOBER), date(2026, 11, 30))
    assert twice == DueDates(date(2026, 11, 30), SEPTEMBER)


@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("plan"), st.integers(1, 90)),
            st.tuples(st.just("extension"), st.integers(1, 90)),
        ),
        max_size=8,
    )
)
def test_a_date_never_goes_back_and_never_before_the_plan_s_own(steps) -> None:
    dates, planned = DueDates(SEPTEMBER), SEPTEMBER
    for step, days in steps:
        before = dates.due_on
        if step == "plan":
            planned += timedelta(days=days)
            dates = postponed(dates, days)
        else:
            planned = dates.planned_on or dates.due_on
            dates = extended(dates, dates.due_on + timedelta(days=days))
        assert dates.due_on >= before
        assert (dates.planned_on or dates.due_on) == planned


@pytest.mark.parametrize(
    ("new_end", "expected"),
    [
        (date(2026, 12, 31), ["plan.end-not-later"]),
        (date(2026, 12, 1), ["plan.end-not-later"]),
        (date(2027, 1, 31), []),
        (date(2027, 12, 31), []),
        (date(2028, 1, 1), ["plan.end-too-far"]),
        (date(2062, 1, 31), ["plan.end-too-far"]),
    ],
)
def test_a_plan_ends_later_and_at_most_a_year_later(new_end, expected) -> None:
    assert [f.code for f in check_new_end(date(2026, 12, 31), new_end)] == expected


@pytest.mark.parametrize(
    ("closed_on", "day"),
    [(None, OCTOBER), (OCTOBER, OCTOBER), (SEPTEMBER, SEPTEMBER), (date(2026, 12, 1), OCTOBER)],
)
def test_the_clock_of_a_plan_stands_still_from_the_day_it_is_closed(closed_on, day):
    assert clock_of(OCTOBER, closed_on) == day
