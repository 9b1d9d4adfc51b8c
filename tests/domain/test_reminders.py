"""Which reminders are due on a day: the rules of 逾期, 临期 and 未报进展 as tables."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tracker.domain.reminders import (
    DueTask,
    Reminded,
    ReminderDay,
    ReminderFacts,
    ReminderKey,
    ReminderPolicy,
    Section,
    due,
)
from tracker.domain.values import ReminderKind, ReportEvery, TaskState
from tracker.domain.workdays import Workdays, workdays

POLICY = ReminderPolicy()
PLAIN = Workdays()
# 2026: 25 September and 1, 2, 5, 6, 7 October off; a Sunday and a Saturday worked for them.
AUTUMN = workdays(
    {date(2026, 9, 25): False}
    | {date(2026, 10, day): False for day in (1, 2, 5, 6, 7)}
    | {date(2026, 9, 20): True, date(2026, 10, 10): True},
    {},
    {2026},
)
TASK = ReminderFacts(
    task_id=7,
    state=TaskState.IN_PROGRESS,
    starts_on=date(2026, 1, 1),
    due_on=date(2026, 11, 20),
    issued_on=date(2026, 1, 5),
    report_every=ReportEvery.MONTH,
    last_reported_on=date(2026, 11, 2),
)


def told_on(day: date, facts: ReminderFacts = TASK, calendar: Workdays = PLAIN, before=None):
    """What one task says on one day, as kind to its entry."""
    sections = due([facts], before or {}, ReminderDay(day, POLICY, calendar))
    return {section.kind: section.tasks[0] for section in sections}


def walk(
    first: date,
    last: date,
    facts: ReminderFacts | Callable[[date], ReminderFacts] = TASK,
    *,
    calendar: Workdays = PLAIN,
    down: frozenset[date] = frozenset(),
) -> list[tuple[date, ReminderKind, DueTask]]:
    """Each day in turn with what was said before; on the days `down` nothing runs."""
    before: dict[ReminderKey, Reminded] = {}
    said = []
    day = first
    while day <= last:
        if day not in down:
            now = facts(day) if callable(facts) else facts
            for kind, entry in told_on(day, now, calendar, before).items():
                key = ReminderKey(entry.task_id, kind, entry.due_on)
                least = min(entry.days, before[key].least_days if key in before else entry.days)
                before[key] = Reminded(entry.times, day, least)
                said.append((day, kind, entry))
        day += timedelta(days=1)
    return said


def days_of(said, kind):
    return [(day.month, day.day) for day, its_kind, _ in said if its_kind is kind]


def test_an_overdue_task_is_named_on_the_first_working_day_and_then_every_third():
    friday = replace(TASK, due_on=date(2026, 11, 6))
    said = walk(date(2026, 11, 6), date(2026, 11, 24), friday)
    assert days_of(said, ReminderKind.OVERDUE) == [(11, 9), (11, 12), (11, 17), (11, 20)]
    overdue = [entry for _, kind, entry in said if kind is ReminderKind.OVERDUE]
    assert [(entry.times, entry.days) for entry in overdue] == [(1, 3), (2, 6), (3, 11), (4, 14)]


def test_a_task_is_not_overdue_on_the_day_it_is_due():
    assert ReminderKind.OVERDUE not in told_on(TASK.due_on)
    assert told_on(date(2026, 11, 21)) == {}  # a Saturday
    assert told_on(date(2026, 11, 23))[ReminderKind.OVERDUE] == DueTask(7, TASK.due_on, 1, 3)


def test_downtime_neither_skips_nor_doubles_a_reminder():
    task = replace(TASK, due_on=date(2026, 11, 6))
    down = frozenset(date(2026, 11, day) for day in (9, 12, 13, 16))
    said = walk(date(2026, 11, 6), date(2026, 11, 24), task, down=down)
    assert days_of(said, ReminderKind.OVERDUE) == [(11, 10), (11, 17), (11, 20)]
    assert [entry.times for _, kind, entry in said if kind is ReminderKind.OVERDUE] == [1, 2, 3]


def test_a_moved_deadline_begins_again_with_the_first_reminder():
    before = {
        ReminderKey(7, ReminderKind.OVERDUE, date(2026, 11, 6)): Reminded(4, date(2026, 11, 19), 3)
    }
    entry = told_on(date(2026, 11, 23), TASK, before=before)[ReminderKind.OVERDUE]
    assert entry.times == 1


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        # due Friday 20 November: 7 working days before is Wednesday 11
        (date(2026, 11, 20), [(11, 11), (11, 17), (11, 19)]),
        # due on a Sunday: Friday is the last working day, so it is announced as if due on Friday
        (date(2026, 11, 22), [(11, 11), (11, 17), (11, 19)]),
        (date(2026, 11, 23), [(11, 12), (11, 18), (11, 20)]),
    ],
)
def test_a_deadline_is_announced_seven_three_and_one_working_days_before(due_on, expected):
    said = walk(date(2026, 11, 1), date(2026, 11, 24), replace(TASK, due_on=due_on))
    assert days_of(said, ReminderKind.DUE_SOON) == expected
    soon = [entry for _, kind, entry in said if kind is ReminderKind.DUE_SOON]
    assert [(entry.times, entry.days) for entry in soon] == [(1, 7), (2, 3), (3, 1)]


def test_worked_saturdays_count_and_days_off_do_not():
    task = replace(TASK, due_on=date(2026, 10, 12), last_reported_on=date(2026, 10, 8))
    said = walk(date(2026, 9, 20), date(2026, 10, 12), task, calendar=AUTUMN)
    # Before Monday 12 October lie Saturday the 10th, the 9th, the 8th, then 30, 29, 28 and 24
    # September: the 25th is a holiday.
    assert days_of(said, ReminderKind.DUE_SOON) == [(9, 24), (10, 8), (10, 10)]


@pytest.mark.parametrize(
    ("issued_on", "expected"),
    [
        (date(2026, 11, 12), [(11, 12), (11, 17), (11, 19)]),  # six days left: the first step
        (date(2026, 11, 18), [(11, 18), (11, 19)]),  # two left: the second step, then the last
        (date(2026, 11, 19), [(11, 19)]),
        (date(2026, 11, 20), [(11, 20)]),  # on the very day
    ],
)
def test_a_task_issued_late_gets_the_smallest_step_not_yet_sent(issued_on, expected):
    said = walk(issued_on, date(2026, 11, 20), replace(TASK, issued_on=issued_on))
    assert days_of(said, ReminderKind.DUE_SOON) == expected


def test_a_step_missed_by_downtime_is_made_up_once():
    down = frozenset({date(2026, 11, 17), date(2026, 11, 11)})
    said = walk(date(2026, 11, 1), date(2026, 11, 20), down=down)
    assert days_of(said, ReminderKind.DUE_SOON) == [(11, 12), (11, 18), (11, 19)]


@pytest.mark.parametrize(
    ("every", "last_reported_on", "expected"),
    [
        # 25 September is a holiday; then every second working day to the end of the month
        (ReportEvery.MONTH, date(2026, 8, 31), [(9, 28), (9, 30)]),
        (ReportEvery.MONTH, None, [(9, 28), (9, 30)]),
        (ReportEvery.MONTH, date(2026, 9, 1), []),
        (ReportEvery.QUARTER, date(2026, 6, 30), [(9, 28), (9, 30)]),
        (ReportEvery.QUARTER, date(2026, 7, 1), []),
    ],
)
def test_reports_are_asked_for_from_the_25th_until_they_are_there(
    every, last_reported_on, expected
):
    task = replace(
        TASK, due_on=date(2026, 12, 31), report_every=every, last_reported_on=last_reported_on
    )
    said = walk(date(2026, 9, 1), date(2026, 9, 30), task, calendar=AUTUMN)
    assert days_of(said, ReminderKind.UNREPORTED) == expected


def test_a_quarterly_report_is_not_asked_for_in_the_first_two_months():
    task = replace(
        TASK,
        due_on=date(2026, 12, 31),
        report_every=ReportEvery.QUARTER,
        last_reported_on=date(2026, 6, 1),
    )
    assert walk(date(2026, 7, 1), date(2026, 8, 31), task, calendar=AUTUMN) == []


def test_a_report_ends_the_asking_and_the_next_month_counts_anew():
    def facts(day: date) -> ReminderFacts:
        reported = date(2026, 10, 28) if day >= date(2026, 10, 28) else date(2026, 9, 10)
        return replace(TASK, due_on=date(2026, 12, 31), last_reported_on=reported)

    said = walk(date(2026, 10, 1), date(2026, 11, 30), facts, calendar=AUTUMN)
    asked = [(day, entry.times, entry.due_on) for day, _, entry in said]
    assert asked == [
        (date(2026, 10, 26), 1, date(2026, 10, 31)),
        (date(2026, 11, 25), 1, date(2026, 11, 30)),
        (date(2026, 11, 27), 2, date(2026, 11, 30)),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"issued_on": date(2026, 11, 25)},
        {"starts_on": date(2026, 11, 26)},
        {"starts_on": date(2026, 12, 1)},
    ],
)
def test_a_task_that_began_after_the_asking_did_is_not_asked_in_that_period(changes):
    task = replace(TASK, due_on=date(2026, 12, 31), last_reported_on=None)
    assert ReminderKind.UNREPORTED in told_on(date(2026, 11, 27), task)
    assert told_on(date(2026, 11, 27), replace(task, **changes)) == {}


@pytest.mark.parametrize("state", TaskState)
def test_only_tasks_that_wait_for_their_chief_are_named(state):
    task = replace(TASK, state=state, last_reported_on=None)
    named = set(told_on(date(2026, 11, 25), task))
    waits = state in (TaskState.ISSUED, TaskState.IN_PROGRESS)
    assert named == ({ReminderKind.OVERDUE, ReminderKind.UNREPORTED} if waits else set())


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        (date(2026, 10, 9), True),
        (date(2026, 10, 10), True),  # a worked Saturday
        (date(2026, 10, 11), False),
        (date(2026, 10, 5), False),  # a Monday off
    ],
)
def test_nothing_is_said_on_a_day_off(day, is_told):
    assert bool(told_on(day, replace(TASK, due_on=date(2026, 9, 1)), AUTUMN)) is is_told


def test_sections_come_in_the_order_of_urgency_and_the_latest_first_in_each():
    today = ReminderDay(date(2026, 11, 25), POLICY, PLAIN)
    tasks = [
        replace(TASK, task_id=1, due_on=date(2026, 12, 31), last_reported_on=None),
        replace(TASK, task_id=2, due_on=date(2026, 11, 26)),
        replace(TASK, task_id=3, due_on=date(2026, 11, 24)),
        replace(TASK, task_id=4, due_on=date(2026, 10, 30)),
    ]
    assert due(tasks, {}, today) == (
        Section(
            ReminderKind.OVERDUE,
            (DueTask(4, date(2026, 10, 30), 1, 26), DueTask(3, date(2026, 11, 24), 1, 1)),
        ),
        Section(ReminderKind.DUE_SOON, (DueTask(2, date(2026, 11, 26), 1, 1),)),
        Section(ReminderKind.UNREPORTED, (DueTask(1, date(2026, 11, 30), 1, 3),)),
    )


def test_a_year_day_by_day_says_each_thing_as_often_as_the_rules_allow():
    def facts(day: date) -> ReminderFacts:
        """Reports on the 10th of every odd month and never else."""
        tenths = [date(2026, month, 10) for month in range(1, 13, 2)]
        reports = [tenth for tenth in tenths if tenth <= day]
        return replace(
            TASK, due_on=date(2026, 9, 30), last_reported_on=reports[-1] if reports else None
        )

    said = walk(date(2026, 1, 1), date(2026, 12, 31), facts, calendar=AUTUMN)
    days = [day for day, _, _ in said]
    assert all(AUTUMN.is_workday(day) for day in days)
    assert len(days_of(said, ReminderKind.DUE_SOON)) == 3
    overdue = [day for day, kind, _ in said if kind is ReminderKind.OVERDUE]
    assert overdue[0] == date(2026, 10, 8)
    assert {AUTUMN.between(a, b) for a, b in pairwise(overdue)} == {3}
    asked = {day.month for day, kind, _ in said if kind is ReminderKind.UNREPORTED}
    assert asked == {2, 4, 6, 8, 10, 12}
    assert min(day.day for day, kind, _ in said if kind is ReminderKind.UNREPORTED) >= 25
