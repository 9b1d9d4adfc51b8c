"""写提醒: writes the day's reminders and queues one mail for each person."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.reminders import ReminderDay, Section, due
from tracker.domain.values import MailKind
from tracker.models import Reminder, ReminderTask
from tracker.queries import reminders as queries
from tracker.queries.reminders import RecipientRow
from tracker.queries.workdays import get_workdays
from tracker.transaction import post
from tracker.transaction.post import Letter
from tracker.transaction.unit_of_work import unit_of_work
from tracker.transaction.upsert import insert

IN_CHARGE = 0  # the level of the person in charge


@dataclass(frozen=True, slots=True)
class Written:
    is_workday: bool
    people: int = 0
    tasks: int = 0
    mails: int = 0
    unled: int = 0  # units with something due and nobody to tell

    def __add__(self, other: "Written") -> "Written":
        return Written(
            self.is_workday,
            self.people + other.people,
            self.tasks + other.tasks,
            self.mails + other.mails,
            self.unled + other.unled,
        )


def write_due(doing: Doing) -> Written:
    """Unit by unit, each its own transaction: a run that is killed is resumed by the next, and
    whoever has reminders of the day gets no second ones."""
    on = doing.on
    today = ReminderDay(on, doing.policy.reminders, get_workdays(on.year))
    written = Written(today.workdays.is_workday(on))
    if written.is_workday:
        for unit_id in queries.list_unit_ids(today):
            written += _write_unit(unit_id, today, doing)
    return written


def _write_unit(unit_id: int, today: ReminderDay, doing: Doing) -> Written:
    written = Written(is_workday=True)
    with unit_of_work() as session:
        chiefs = queries.list_recipients(unit_id)
        recipients = _not_yet_reminded(chiefs, today)
        if chiefs and not recipients:
            return written
        facts = queries.facts_of_unit(unit_id, today)
        if not chiefs:
            return Written(is_workday=True, unled=int(bool(due(facts, {}, today))))
        told = queries.told_before(unit_id, [r.user_id for r in recipients], today)
        for recipient in recipients:
            sections = due(facts, told.get(recipient.user_id, {}), today)
            written += _write_person(session, recipient, sections, today, doing)
    return written


def _not_yet_reminded(chiefs: Sequence[RecipientRow], today: ReminderDay) -> list[RecipientRow]:
    done = queries.list_reminded_ids([chief.user_id for chief in chiefs], today.on)
    return [chief for chief in chiefs if chief.user_id not in done]


def _write_person(
    session: Session,
    recipient: RecipientRow,
    sections: Sequence[Section],
    today: ReminderDay,
    doing: Doing,
) -> Written:
    tasks = sum(_write_section(session, recipient, s, today, doing) for s in sections)
    if not tasks:
        return Written(is_workday=True)
    return Written(
        is_workday=True,
        people=1,
        tasks=tasks,
        mails=int(_queue_mail(session, recipient, today, doing)),
    )


def _write_section(
    session: Session, recipient: RecipientRow, section: Section, today: ReminderDay, doing: Doing
) -> int:
    """How many tasks it names; 0 when another process wrote the section first."""
    statement = insert(session, Reminder).values(
        recipient_id=recipient.user_id,
        kind=section.kind,
        period=today.on.isoformat(),
        level=IN_CHARGE,
        on=today.on,
        written_at=doing.now,
    )
    reminder_id = session.scalar(
        statement.on_conflict_do_nothing(
            index_elements=["recipient_id", "kind", "period", "level"]
        ).returning(Reminder.id)
    )
    if reminder_id is None:
        return 0
    session.execute(
        sa.insert(ReminderTask),
        [
            {
                "reminder_id": reminder_id,
                "task_id": task.task_id,
                "due_on": task.due_on,
                "times": task.times,
                "days": task.days,
            }
            for task in section.tasks
        ],
    )
    return len(section.tasks)


def _queue_mail(
    session: Session, recipient: RecipientRow, today: ReminderDay, doing: Doing
) -> bool:
    if recipient.mail is None:
        return False
    on = today.on.isoformat()
    kind = MailKind.REMINDER_DIGEST
    letter = Letter(kind, recipient.mail, f"{kind}:{recipient.user_id}:{on}", recipient.user_id)
    return post.queue(session, doing, letter, parameters={"on": on}) is not None
