"""Writing the day's reminders: to whom, how often, and never twice."""

from datetime import date, datetime, time

import sqlalchemy as sa

from tests.clocks import HERE
from tests.make import make_task
from tracker.domain.reminders import ReminderPolicy
from tracker.domain.values import MailState, ReminderKind
from tracker.models import OutboxEmail, Reminder, ReminderTask
from tracker.services import reminders
from tracker.services.reminders import Written

MONDAY = date(2026, 11, 23)


def write(on: date = MONDAY) -> Written:
    moment = datetime.combine(on, time(8, 30), HERE)
    return reminders.write_due(now=moment, policy=ReminderPolicy())


def test_an_overdue_task_is_put_to_every_chief_of_its_lead_unit_in_one_mail_each(people, session):
    late = make_task(lead=people.unit_a, due_on=date(2026, 11, 20))

    assert write() == Written(is_workday=True, people=2, tasks=2, mails=2)

    told = session.execute(
        sa.select(Reminder.recipient_id, Reminder.kind, ReminderTask.task_id, ReminderTask.times)
        .join(ReminderTask)
        .order_by(Reminder.recipient_id)
    ).all()
    assert told == [
        (people.chief_a.id, ReminderKind.OVERDUE, late.id, 1),
        (people.chief_a2.id, ReminderKind.OVERDUE, late.id, 1),
    ]
    mails = session.scalars(sa.select(OutboxEmail).order_by(OutboxEmail.id)).all()
    assert [mail.address for mail in mails] == [
        "chief_a@example.invalid",
        "chief_a2@example.invalid",
    ]
    assert mails[0].state is MailState.QUEUED
    assert mails[0].key == f"reminder_digest:{people.chief_a.id}:2026-11-23"


def test_a_second_run_of_the_day_writes_nothing(people, session):
    make_task(lead=people.unit_a, due_on=date(2026, 11, 20))
    write()
    # What becomes due later in the day waits for the next working day as well.
    make_task(lead=people.unit_a, due_on=date(2026, 11, 24))

    assert write() == Written(is_workday=True)
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxEmail)) == 2
