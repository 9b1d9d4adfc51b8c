"""A plan gets another period: its edges take the tasks on them along, other dates must fit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.plan_periods import TaskDays, check_followed, followed
from tracker.domain.terms.dates import year_after
from tracker.domain.values import Period

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
SPRING_ON = Period(date(2026, 4, 1), date(2026, 12, 31))
TO_AUTUMN = Period(date(2026, 1, 1), date(2026, 10, 31))
NEXT_YEAR = Period(date(2027, 1, 1), date(2027, 12, 31))
LONGER = Period(date(2026, 1, 1), date(2027, 1, 31))
JUNE, DECEMBER = date(2026, 6, 30), date(2026, 12, 15)


def task(start=YEAR.start, due=YEAR.end, **more) -> TaskDays:
    return TaskDays("1-01", start, due, **more)


@pytest.mark.parametrize("now", [SPRING_ON, TO_AUTUMN, NEXT_YEAR, LONGER])
def test_a_task_of_the_whole_plan_stays_one(now) -> None:
    moved = followed(task(), YEAR, now)
    assert (moved.starts_on, moved.due_on) == (now.start, now.end)
    assert check_followed([task()], YEAR, now) == ()


def test_dates_of_its_own_stay() -> None:
    own = task(date(2026, 2, 1), JUNE)
    assert followed(own, YEAR, LONGER) == own


@pytest.mark.parametrize(
    ("one", "now", "expected"),
    [
        (task(due=JUNE), LONGER, []),
        (task(due=JUNE), SPRING_ON, []),
        (task(due=date(2026, 3, 31)), SPRING_ON, ["plan.tasks-before"]),
        (task(due=date(2026, 4, 1)), SPRING_ON, []),
        (task(start=date(2026, 2, 1)), SPRING_ON, ["plan.tasks-before"]),
        (task(due=JUNE), NEXT_YEAR, ["plan.tasks-before"]),
        (task(due=DECEMBER), TO_AUTUMN, ["plan.tasks-after"]),
        (task(due=date(2026, 10, 31)), TO_AUTUMN, []),
        (task(start=date(2026, 11, 1)), TO_AUTUMN, ["plan.tasks-after"]),
        (task(milestones=(date(2026, 3, 1),)), SPRING_ON, ["plan.tasks-before"]),
        (task(milestones=(date(2026, 4, 1),)), SPRING_ON, ["plan.tasks-before"]),
        (task(milestones=(date(2026, 4, 2),)), SPRING_ON, []),
        (task(milestones=(DECEMBER,)), TO_AUTUMN, ["plan.tasks-after"]),
        (task(targets=(date(2026, 3, 31),)), SPRING_ON, ["plan.tasks-before"]),
        (task(targets=(date(2026, 4, 1),)), SPRING_ON, []),
        (task(targets=(DECEMBER,)), TO_AUTUMN, ["plan.tasks-after"]),
        # Said to go on after the plan: it may, for a year at the most.
        (task(due=date(2027, 6, 30)), LONGER, []),
        (task(due=date(2027, 6, 30)), TO_AUTUMN, []),
        (task(due=date(2027, 11, 30)), TO_AUTUMN, ["plan.tasks-after"]),
        (
            task(milestones=(date(2026, 2, 1), DECEMBER)),
            Period(SPRING_ON.start, TO_AUTUMN.end),
            ["plan.tasks-before", "plan.tasks-after"],
        ),
    ],
)
def test_what_the_new_period_leaves_out_is_named(one, now, expected) -> None:
    assert [fault.code for fault in check_followed([one], YEAR, now)] == expected


def test_what_was_out_of_the_period_before_is_no_fault_of_the_new_one() -> None:
    odd = task(start=date(2025, 12, 1))
    assert check_followed([odd], YEAR, TO_AUTUMN) == ()


def test_all_are_counted_and_the_first_are_named() -> None:
    tasks = [TaskDays(f"1-{place:02}", YEAR.start, DECEMBER) for place in range(1, 11)]
    (fault,) = check_followed([*tasks, task()], YEAR, TO_AUTUMN)
    assert fault.field == "ends_on"
    assert fault.parameters["count"] == 10
    assert fault.parameters["numbers"].startswith("1-01、1-02、")
    assert fault.parameters["numbers"].endswith("、1-08 等")


DAYS = st.dates(date(2025, 6, 1), date(2028, 1, 1))
PERIODS = st.tuples(DAYS, DAYS).map(lambda pair: Period(min(pair), max(pair)))


@given(was=PERIODS, now=PERIODS, data=st.data())
def test_what_is_let_through_lies_in_the_new_period(was, now, data) -> None:
    inside = st.dates(was.start, was.end)
    start, due = sorted((data.draw(inside), data.draw(inside)))
    one = task(start, due)
    moved = followed(one, was, now)
    if not check_followed([one], was, now):
        assert now.start <= moved.starts_on <= moved.due_on <= now.end
    assert moved.due_on <= year_after(now.end) or check_followed([one], was, now)
