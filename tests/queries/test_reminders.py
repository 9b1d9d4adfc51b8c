"""The facts behind the reminders, read in one go."""

from datetime import UTC, date, datetime

import pytest

from tests.make import make_reminder, make_task, make_user
from tracker.domain.reminders import Reminded, ReminderDay, ReminderKey, ReminderPolicy
from tracker.domain.values import ReminderKind, ReportEvery, Role
from tracker.domain.workdays import Workdays
from tracker.queries import reminders

TODAY = ReminderDay(date(2026, 11, 23), ReminderPolicy(), Workdays())
LATE_MONTH = ReminderDay(date(2026, 11, 25), ReminderPolicy(), Workdays())
QUARTER_END = ReminderDay(date(2026, 9, 28), ReminderPolicy(), Workdays())


def ids(unit, today=TODAY):
    facts = reminders.facts_of_units([unit.id], today)
    return [each.task_id for each in facts.get(unit.id, ())]


def test_only_units_with_something_due_are_visited(people, session):
    make_task(lead=people.unit_b, due_on=date(2026, 11, 20))
    make_task(lead=people.unit_a, due_on=date(2026, 12, 31))
    assert reminders.count_tasks_by_unit(TODAY) == {people.unit_b.id: 1}


@pytest.mark.parametrize(
    ("due_on", "is_read"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 12, 2), True),  # seven working days ahead
        (date(2026, 12, 3), False),
    ],
)
def test_tasks_are_read_up_to_the_first_announcement(people, session, due_on, is_read):
    make_task(lead=people.unit_b, due_on=due_on)
    assert bool(ids(people.unit_b)) is is_read


@pytest.mark.parametrize(
    ("today", "every", "last_reported_on", "is_read"),
    [
        (TODAY, ReportEvery.MONTH, None, False),
        (LATE_MONTH, ReportEvery.MONTH, None, True),
        (LATE_MONTH, ReportEvery.MONTH, date(2026, 10, 31), True),
        (LATE_MONTH, ReportEvery.MONTH, date(2026, 11, 1), False),
        (LATE_MONTH, ReportEvery.QUARTER, None, False),
        (QUARTER_END, ReportEvery.QUARTER, date(2026, 6, 30), True),
        (QUARTER_END, ReportEvery.QUARTER, date(2026, 7, 1), False),
    ],
)
def test_silent_tasks_are_read_when_reports_are_asked_for(
    people, session, today, every, last_reported_on, is_read
):
    make_task(lead=people.unit_b, report_every=every, last_reported_on=last_reported_on)
    assert bool(ids(people.unit_b, today)) is is_read


def test_the_day_of_issue_is_the_day_in_shanghai(people, session):
    make_task(
        lead=people.unit_b,
        due_on=date(2026, 11, 20),
        issued_at=datetime(2026, 3, 1, 16, 30, tzinfo=UTC),
    )
    ((facts,),) = reminders.facts_of_units([people.unit_b.id], TODAY).values()
    assert facts.issued_on == date(2026, 3, 2)


def test_recipients_are_the_active_chiefs_of_the_unit(people, session):
    make_user(people.unit_a, is_active=False)
    make_user(people.unit_a, roles=[Role.LEADER])
    double = make_user(people.unit_a, roles=[Role.PLAN_OFFICE, Role.CHIEF], mail=None)
    found = reminders.list_recipients([people.unit_a.id])[people.unit_a.id]
    assert [(r.user_id, r.mail) for r in found] == [
        (people.chief_a.id, "chief_a@example.invalid"),
        (people.chief_a2.id, "chief_a2@example.invalid"),
        (double.id, None),
    ]


def test_what_was_said_is_counted_by_person_task_kind_and_deadline(people, session):
    task = make_task(lead=people.unit_b, due_on=date(2026, 11, 20))
    chief, other = people.chief_b.user, make_user(people.unit_b)
    make_reminder(chief, task, on=date(2026, 11, 19), kind=ReminderKind.DUE_SOON)
    make_reminder(chief, task, on=date(2026, 11, 21))
    make_reminder(chief, task, on=date(2026, 11, 22), times=2)
    make_reminder(other, task, on=date(2026, 11, 22))

    told = reminders.told_before([people.unit_b.id], [people.chief_b.id, other.id], TODAY)

    overdue = ReminderKey(task.id, ReminderKind.OVERDUE, task.due_on)
    assert told[people.chief_b.id] == {
        overdue: Reminded(2, date(2026, 11, 22), 1),
        ReminderKey(task.id, ReminderKind.DUE_SOON, task.due_on): Reminded(
            1, date(2026, 11, 19), 1
        ),
    }
    assert told[other.id] == {overdue: Reminded(1, date(2026, 11, 22), 1)}


def test_who_was_reminded_on_the_day_is_known(people, session):
    task = make_task(lead=people.unit_a)
    make_reminder(people.chief_a.user, task, on=TODAY.on)
    make_reminder(people.chief_a2.user, task, on=date(2026, 11, 20))
    asked = [people.chief_a.id, people.chief_a2.id]
    assert reminders.list_reminded_ids(asked, TODAY.on) == {people.chief_a.id}


def test_a_late_sub_task_is_put_to_the_unit_that_leads_it(people, session):
    task = make_task(lead=people.unit_a, due_on=date(2026, 12, 31))
    part = make_task(parent=task, lead=people.unit_b, due_on=date(2026, 11, 20))
    assert reminders.count_tasks_by_unit(TODAY) == {people.unit_b.id: 1}
    assert ids(people.unit_b) == [part.id]
    assert ids(people.unit_a) == []
