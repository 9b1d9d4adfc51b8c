"""What happened to a task: its reports and every other step, the newest first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.evidence import can_be_shown
from tracker.domain.task_events import DETAILS, WISHES, EventKind
from tracker.domain.values import Confidence, EvidenceKind, Grade, ReminderKind
from tracker.domain.words.changes import Change, changes
from tracker.models import (
    AuditEntry,
    Evidence,
    ProgressUpdate,
    Task,
    User,
)
from tracker.queries.task_source import SourceRow, find_source
from tracker.queries.task_steps import StepRow, list_steps
from tracker.queries.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    id: int
    name: str
    kind: EvidenceKind
    size: int

    @property
    def can_be_shown(self) -> bool:
        return can_be_shown(self.kind)


@dataclass(frozen=True, slots=True)
class UpdateRow:
    id: int
    at: datetime
    reported_on: date
    author: str
    is_report: bool  # of the unit that led the task then
    unit_id: int
    unit: str
    percent: Decimal | None
    narrative: str
    problem: str
    next_step: str
    help_wanted: str
    setback_reason: str
    confidence: Confidence | None
    evidence: tuple[EvidenceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One step in the life of a task. Steps that answer one another share their `ref`."""

    kind: EventKind
    at: datetime
    who: str
    ref: int = 0
    text: str = ""
    note: str = ""
    update: UpdateRow | None = None
    reminder: ReminderKind | None = None
    times: int | None = None
    grade: Grade | None = None
    from_on: date | None = None
    to_on: date | None = None
    changes: tuple[Change, ...] = ()

    @property
    def day(self) -> date:
        return day_of(self.at)

    @property
    def is_instruction(self) -> bool:
        return self.kind is EventKind.INSTRUCTED

    @property
    def is_detail(self) -> bool:
        """Only for those who see 批示 and 存在问题."""
        return self.kind in DETAILS

    @property
    def is_bare(self) -> bool:
        """That it happened says all."""
        return self.kind in {EventKind.ISSUED, EventKind.SIGNED_OFF}

    @property
    def is_supplement(self) -> bool:
        return self.kind is EventKind.SUPPLEMENT

    @property
    def is_wish(self) -> bool:
        """Its dates were asked for and not given."""
        return self.kind in WISHES


@dataclass(frozen=True, slots=True)
class History:
    """What happened to a task, the newest first."""

    events: Sequence[Event]
    updates: Sequence[UpdateRow]
    source: SourceRow | None

    @property
    def busy_days(self) -> frozenset[date]:
        """On which several things happened: their order shows by the time of day."""
        times = Counter(event.day for event in self.events)
        return frozenset(day for day, count in times.items() if count > 1)

    @property
    def open_instructions(self) -> Sequence[Event]:
        return self._without_answer(EventKind.INSTRUCTED, {EventKind.ANSWERED})

    @property
    def unread_instructions(self) -> Sequence[Event]:
        return self._without_answer(EventKind.INSTRUCTED, {EventKind.ACKNOWLEDGED})

    @property
    def open_extension(self) -> Event | None:
        decided = {
            EventKind.EXTENSION_GRANTED,
            EventKind.EXTENSION_REFUSED,
            EventKind.EXTENSION_LAPSED,
            EventKind.EXTENSION_TAKEN_BACK,
        }
        return next(iter(self._without_answer(EventKind.EXTENSION_ASKED, decided)), None)

    @property
    def granted_extensions(self) -> int:
        return sum(event.kind is EventKind.EXTENSION_GRANTED for event in self.events)

    @property
    def open_withdrawal(self) -> Event | None:
        decided = {
            EventKind.WITHDRAWAL_CONFIRMED,
            EventKind.WITHDRAWAL_DECLINED,
            EventKind.WITHDRAWAL_TAKEN_BACK,
        }
        return next(iter(self._without_answer(EventKind.WITHDRAWAL_PROPOSED, decided)), None)

    @property
    def open_suspension(self) -> Event | None:
        return next(iter(self._without_answer(EventKind.SUSPENDED, {EventKind.RESUMED})), None)

    @property
    def evidence(self) -> Sequence[tuple[UpdateRow, EvidenceRow]]:
        return [(update, file) for update in self.updates for file in update.evidence]

    def _without_answer(self, kind: EventKind, answers: set[EventKind]) -> Sequence[Event]:
        answered = {event.ref for event in self.events if event.kind in answers}
        return [e for e in self.events if e.kind is kind and e.ref not in answered]


# Of one moment: what comes later in the life of a task is the later step.
_RANK = {kind: rank for rank, kind in enumerate(EventKind)}


def get_history(task: TaskRow) -> History:
    updates = _updates(task.id)
    steps = [_step_event(step) for step in list_steps(task.id)]
    events = [
        *_first_steps(task, steps),
        *(_update_event(update) for update in updates),
        *steps,
    ]
    return History(
        events=sorted(events, key=lambda e: (e.at, _RANK[e.kind], e.ref), reverse=True),
        updates=updates,
        source=find_source(task.id),
    )


def _first_steps(task: TaskRow, steps: Iterable[Event]) -> Iterator[Event]:
    """A task issued with its plan, or signed for by its first report, has no entry of its own."""
    known = {(step.kind, step.at) for step in steps}
    if task.issued_at is not None and (EventKind.ISSUED, task.issued_at) not in known:
        yield Event(EventKind.ISSUED, task.issued_at, "")
    if task.signed_at is not None and (EventKind.SIGNED_OFF, task.signed_at) not in known:
        yield Event(EventKind.SIGNED_OFF, task.signed_at, task.signed_by or "")


def _update_event(update: UpdateRow) -> Event:
    kind = EventKind.UPDATE if update.is_report else EventKind.SUPPLEMENT
    return Event(kind, update.at, update.author, update.id, update=update)


def _step_event(step: StepRow) -> Event:
    is_reminder = step.kind is EventKind.REMINDER
    return Event(
        kind=step.kind,
        at=step.at,
        who=step.who,
        ref=step.ref,
        text=step.text or str(step.after.get("reason", "")),
        note=step.note,
        reminder=ReminderKind(step.tag) if is_reminder and step.tag else None,
        times=step.times,
        grade=Grade(step.tag) if step.tag and not is_reminder else None,
        from_on=step.from_on,
        to_on=step.to_on,
        changes=changes(step.before, step.after),
    )


def _updates(task_id: int) -> Sequence[UpdateRow]:
    """A row for each file, or one for an update without any; units as they were called then."""
    updates: dict[int, UpdateRow] = {}
    for row in db.session.execute(_update_rows(), {"task_id": task_id}):
        update = updates.setdefault(row[0].id, _update_row(row))
        file: Evidence | None = row[3]
        if file is not None:
            files = (*update.evidence, EvidenceRow(file.id, file.name, file.kind, file.size))
            updates[update.id] = replace(update, evidence=files)
    return list(updates.values())


@cache
def _update_rows() -> sa.Select[ProgressUpdate, str, str, Evidence, bool]:
    """A report on a task whose parts are silent has no percent either: the log tells it from
    words that a supporting unit added."""
    task_id = sa.bindparam("task_id", type_=sa.Integer)
    reported = sa.exists().where(
        AuditEntry.subject_kind == "task",
        AuditEntry.subject_id == task_id,
        AuditEntry.action == "task.progress.reported",
        AuditEntry.at == ProgressUpdate.at,
        AuditEntry.actor_id == ProgressUpdate.author_id,
    )
    is_report = sa.or_(ProgressUpdate.percent.is_not(None), reported)
    return (
        sa.select(ProgressUpdate, User.name, ProgressUpdate.unit_name, Evidence, is_report)
        .join(User, User.id == ProgressUpdate.author_id)
        .outerjoin(Evidence, Evidence.update_id == ProgressUpdate.id)
        .where(ProgressUpdate.task_id == task_id)
        .order_by(ProgressUpdate.id.desc(), Evidence.id)
    )


def _update_row(row: sa.Row[ProgressUpdate, str, str, Evidence, bool]) -> UpdateRow:
    update, author, unit, _, is_report = row
    return UpdateRow(
        id=update.id,
        at=update.at,
        reported_on=update.reported_on,
        author=author,
        is_report=is_report,
        unit_id=update.unit_id,
        unit=unit,
        percent=update.percent,
        narrative=update.narrative,
        problem=update.problem,
        next_step=update.next_step,
        help_wanted=update.help_wanted,
        setback_reason=update.setback_reason,
        confidence=update.confidence,
    )


def find_last_update(task_id: int) -> UpdateRow | None:
    """What the lead unit wrote last, to stand beside the form."""
    newest = sa.select(Task.last_update_id).where(Task.id == task_id).scalar_subquery()
    rows = _update_rows().where(ProgressUpdate.id == newest)
    row = db.session.execute(rows, {"task_id": task_id}).first()
    return None if row is None else _update_row(row)
