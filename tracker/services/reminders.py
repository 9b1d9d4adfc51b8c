"""写提醒: writes the day's reminders and queues one mail for each person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.reminders import ReminderDay, Section, due
from tracker.domain.values import MailKind, ReminderKind
from tracker.models import Reminder, ReminderTask
from tracker.queries import reminders as queries
from tracker.queries.reminders import RecipientRow, Told
from tracker.queries.workdays import get_workdays
from tracker.transaction import post
from tracker.transaction.post import Letter
from tracker.transaction.unit_of_work import unit_of_work

IN_CHARGE = 0  # the level of the person in charge
UNITS_AT_ONCE = 100
TASKS_AT_ONCE = 5_000

Due = tuple[RecipientRow, Sequence[Section]]


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
    """Some units at a time, each time in a transaction of its own: a run that is killed is resumed
    by the next, and whoever has reminders of the day gets no second ones."""
    on = doing.on
    today = ReminderDay(on, doing.policy.reminders, get_workdays(on.year))
    written = Written(today.workdays.is_workday(on))
    if written.is_workday:
        for unit_ids in _portions(queries.count_tasks_by_unit(today)):
            written += _write_units(unit_ids, today, doing)
    return written


def _portions(tasks: Mapping[int, int]) -> Iterator[list[int]]:
    """Units, so many that neither their number nor that of their tasks fills the memory."""
    portion, held = list[int](), 0
    for unit_id, count in tasks.items():
        if portion and (len(portion) == UNITS_AT_ONCE or held + count > TASKS_AT_ONCE):
            yield portion
            portion, held = [], 0
        portion.append(unit_id)
        held += count
    if portion:
        yield portion


def _write_units(unit_ids: Sequence[int], today: ReminderDay, doing: Doing) -> Written:
    with unit_of_work() as session:
        chiefs = queries.list_recipients(unit_ids)
        recipients = _not_yet_reminded(chiefs, today)
        asked = [
            unit_id for unit_id in unit_ids if unit_id in recipients or not chiefs.get(unit_id)
        ]
        facts = queries.facts_of_units(asked, today) if asked else {}
        unled = [id for id in facts if not chiefs.get(id) and due(facts[id], {}, today)]
        told = _told_before(recipients, today)
        due_now = [
            (person, sections)
            for unit_id, people in recipients.items()
            for person in people
            if (sections := due(facts.get(unit_id, ()), told.get(person.user_id, {}), today))
        ]
        written = _write_people(session, due_now, today, doing) if due_now else Written(True)
        return written + Written(True, unled=len(unled))


def _not_yet_reminded(
    chiefs: Mapping[int, Sequence[RecipientRow]], today: ReminderDay
) -> Mapping[int, Sequence[RecipientRow]]:
    """By unit; those of whom all have reminders of the day are left out."""
    ids = [chief.user_id for people in chiefs.values() for chief in people]
    done = queries.list_reminded_ids(ids, today.on)
    left = {
        unit_id: [chief for chief in people if chief.user_id not in done]
        for unit_id, people in chiefs.items()
    }
    return {unit_id: people for unit_id, people in left.items() if people}


def _told_before(
    recipients: Mapping[int, Sequence[RecipientRow]], today: ReminderDay
) -> Mapping[int, Told]:
    ids = [person.user_id for people in recipients.values() for person in people]
    return queries.told_before(list(recipients), ids, today) if ids else {}


def _write_people(
    session: Session, due_now: Sequence[Due], today: ReminderDay, doing: Doing
) -> Written:
    numbers = _write_sections(session, due_now, today, doing)
    entries = [
        {
            "reminder_id": numbers[person.user_id, section.kind],
            "task_id": task.task_id,
            "due_on": task.due_on,
            "times": task.times,
            "days": task.days,
        }
        for person, sections in due_now
        for section in sections
        for task in section.tasks
    ]
    session.execute(sa.insert(ReminderTask.__table__), entries)  # type: ignore[arg-type]
    mails = post.queue_all(session, doing, _letters(due_now, today))
    return Written(True, people=len(due_now), tasks=len(entries), mails=mails)


def _write_sections(
    session: Session, due_now: Sequence[Due], today: ReminderDay, doing: Doing
) -> Mapping[tuple[int, ReminderKind], int]:
    """The numbers of the reminders, by person and kind. Nobody else writes them meanwhile: the
    recipients are held."""
    rows = [
        {
            "recipient_id": person.user_id,
            "kind": section.kind,
            "period": today.on.isoformat(),
            "level": IN_CHARGE,
            "on": today.on,
            "written_at": doing.now,
        }
        for person, sections in due_now
        for section in sections
    ]
    statement = sa.insert(Reminder).returning(Reminder.recipient_id, Reminder.kind, Reminder.id)
    written = session.execute(statement, rows)
    return {(row.recipient_id, row.kind): row.id for row in written}


def _letters(due_now: Sequence[Due], today: ReminderDay) -> Sequence[Letter]:
    kind, on = MailKind.REMINDER_DIGEST, today.on.isoformat()
    return [
        Letter(kind, person.mail, f"{kind}:{person.user_id}:{on}", person.user_id, {"on": on})
        for person, _ in due_now
        if person.mail is not None
    ]
