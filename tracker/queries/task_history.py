"""What happened to a task, and the sentence of the plan it came from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.values import Confidence, Grade, ReminderKind, Verdict
from tracker.models import (
    PlanDocument,
    ProgressUpdate,
    Reminder,
    ReminderTask,
    Task,
    Unit,
    User,
    Verification,
    WorkPlan,
)
from tracker.queries.tasks import TargetRow, TaskRow

CONTEXT = 60  # characters of the plan shown before and after the task's own sentence


@dataclass(frozen=True, slots=True)
class UpdateRow:
    id: int
    at: datetime
    reported_on: date
    author: str
    unit: str
    percent: Decimal | None
    narrative: str
    problem: str
    next_step: str
    help_wanted: str
    setback_reason: str
    confidence: Confidence | None


@dataclass(frozen=True, slots=True)
class ReminderRow:
    at: datetime
    kind: ReminderKind
    recipient: str
    times: int


@dataclass(frozen=True, slots=True)
class VerificationRow:
    asked_at: datetime
    asked_by: str
    statement: str
    decided_at: datetime | None
    decided_by: str | None
    verdict: Verdict | None
    grade: Grade | None
    reason: str


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The sentence of the plan: `text` is a piece of the document that begins at `start`."""

    filename: str
    start: int
    text: str
    task_start: int
    task_end: int

    def pieces(self, targets: Sequence[TargetRow]) -> Sequence[Piece]:
        """The task's own text, cut where a figure of the plan begins and ends."""
        spans = sorted((t.source_start or 0, t.source_end or 0) for t in targets)
        cuts: list[Piece] = []
        at = self.task_start
        for start, end in spans:
            if at <= start < end <= self.task_end:
                cuts.append(Piece(self._between(at, start), is_marked=False))
                cuts.append(Piece(self._between(start, end), is_marked=True))
                at = end
        cuts.append(Piece(self._between(at, self.task_end), is_marked=False))
        return [piece for piece in cuts if piece.text]

    def _between(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start]


class EventKind(StrEnum):
    ISSUED = "issued"
    SIGNED_OFF = "signed_off"
    UPDATE = "update"
    SUPPLEMENT = "supplement"
    REMINDER = "reminder"
    ASKED = "asked"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class Event:
    """One step in the life of a task; of `update`, `reminder` and `verification` one at most."""

    kind: EventKind
    at: datetime
    who: str
    update: UpdateRow | None = None
    reminder: ReminderRow | None = None
    verification: VerificationRow | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Everything newest first."""

    events: Sequence[Event]
    updates: Sequence[UpdateRow]
    source: SourceRow | None


def get_history(task: TaskRow) -> History:
    updates = _updates(task.id)
    events = [
        *_first_steps(task),
        *(_update_event(update) for update in updates),
        *(_reminder_event(reminder) for reminder in _reminders(task.id)),
        *(event for row in _verifications(task.id) for event in _verification_events(row)),
    ]
    return History(
        events=sorted(events, key=lambda event: event.at, reverse=True),
        updates=updates,
        source=_source(task.id),
    )


def _first_steps(task: TaskRow) -> Iterator[Event]:
    if task.issued_at is not None:
        yield Event(EventKind.ISSUED, task.issued_at, "")
    if task.signed_at is not None:
        yield Event(EventKind.SIGNED_OFF, task.signed_at, task.signed_by or "")


def _update_event(update: UpdateRow) -> Event:
    kind = EventKind.SUPPLEMENT if update.percent is None else EventKind.UPDATE
    return Event(kind, update.at, update.author, update=update)


def _reminder_event(reminder: ReminderRow) -> Event:
    return Event(EventKind.REMINDER, reminder.at, reminder.recipient, reminder=reminder)


def _verification_events(row: VerificationRow) -> Iterator[Event]:
    yield Event(EventKind.ASKED, row.asked_at, row.asked_by, verification=row)
    if row.decided_at is not None:
        accepted = row.verdict is Verdict.ACCEPTED
        kind = EventKind.ACCEPTED if accepted else EventKind.SENT_BACK
        yield Event(kind, row.decided_at, row.decided_by or "", verification=row)


def _updates(task_id: int) -> Sequence[UpdateRow]:
    return [_update_row(row) for row in db.session.execute(_update_rows(task_id))]


def _update_rows(task_id: int) -> sa.Select[ProgressUpdate, str, str]:
    return (
        sa.select(ProgressUpdate, User.name.label("author"), Unit.name.label("unit"))
        .join(User, User.id == ProgressUpdate.author_id)
        .join(Unit, Unit.id == ProgressUpdate.unit_id)
        .where(ProgressUpdate.task_id == task_id)
        .order_by(ProgressUpdate.id.desc())
    )


def _update_row(row: sa.Row[ProgressUpdate, str, str]) -> UpdateRow:
    update, author, unit = row
    return UpdateRow(
        id=update.id,
        at=update.at,
        reported_on=update.reported_on,
        author=author,
        unit=unit,
        percent=update.percent,
        narrative=update.narrative,
        problem=update.problem,
        next_step=update.next_step,
        help_wanted=update.help_wanted,
        setback_reason=update.setback_reason,
        confidence=update.confidence,
    )


def _reminders(task_id: int) -> Sequence[ReminderRow]:
    rows = db.session.execute(
        sa.select(Reminder.written_at, Reminder.kind, User.name, ReminderTask.times)
        .join(ReminderTask, ReminderTask.reminder_id == Reminder.id)
        .join(User, User.id == Reminder.recipient_id)
        .where(ReminderTask.task_id == task_id)
        .order_by(Reminder.id.desc())
    )
    return [ReminderRow(*row) for row in rows]


def _verifications(task_id: int) -> Sequence[VerificationRow]:
    asker, decider = aliased(User), aliased(User)
    rows = db.session.execute(
        sa.select(
            Verification.asked_at,
            asker.name,
            Verification.statement,
            Verification.decided_at,
            decider.name,
            Verification.verdict,
            Verification.grade,
            Verification.reason,
        )
        .join(asker, asker.id == Verification.asked_by_id)
        .outerjoin(decider, decider.id == Verification.decided_by_id)
        .where(Verification.task_id == task_id)
        .order_by(Verification.id.desc())
    )
    return [VerificationRow(*row) for row in rows]


def _source(task_id: int) -> SourceRow | None:
    """A piece of the document's text, cut by the database: the whole may be megabytes long."""
    first = sa.case((Task.source_start > CONTEXT, Task.source_start - CONTEXT), else_=0)
    length = Task.source_end + CONTEXT - first
    row = db.session.execute(
        sa.select(
            PlanDocument.filename,
            first,
            sa.func.substr(PlanDocument.text, first + 1, length),
            Task.source_start,
            Task.source_end,
        )
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .join(PlanDocument, PlanDocument.id == WorkPlan.document_id)
        .where(Task.id == task_id, Task.source_start.is_not(None))
    ).one_or_none()
    return None if row is None else SourceRow(*tuple(row))


def find_last_update(task_id: int) -> UpdateRow | None:
    """What the lead unit wrote last, to stand beside the form."""
    newest = sa.select(Task.last_update_id).where(Task.id == task_id).scalar_subquery()
    row = db.session.execute(_update_rows(task_id).where(ProgressUpdate.id == newest)).one_or_none()
    return None if row is None else _update_row(row)
