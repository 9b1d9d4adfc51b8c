"""Every step in the life of a task that is no progress update, read by one query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.task_events import DISCARDED, LOGGED, EventKind
from tracker.models import (
    AuditEntry,
    Instruction,
    PlanDateMove,
    PlanDateMoveTask,
    Reminder,
    ReminderTask,
    Reopening,
    Suspension,
    Urging,
    User,
)
from tracker.queries.request_steps import request_steps
from tracker.queries.step_columns import TASK_ID, Steps, step_columns


@dataclass(frozen=True, slots=True)
class StepRow:
    """`ref` is the row that the step is about: what was asked for and what was decided share it.

    `tag` is the kind of a reminder or the grade of a verification; `note` what was said besides.
    """

    kind: EventKind
    ref: int
    at: datetime
    who: str
    text: str
    note: str
    tag: str | None
    times: int | None
    from_on: date | None
    to_on: date | None
    before: dict[str, Any]
    after: dict[str, Any]


def list_steps(task_id: int) -> Sequence[StepRow]:
    """The newest first; of one moment, the later row first."""
    return [_step(row) for row in db.session.execute(_statement(), {"task_id": task_id})]


@cache
def _statement() -> Steps:
    """Made once: building it costs more than running it."""
    union = sa.union_all(*_sources()).subquery()
    return sa.select(union).order_by(union.c.at.desc(), union.c.ref.desc(), union.c.kind.desc())


def _step(row: sa.Row[*tuple[Any, ...]]) -> StepRow:
    kind, ref, at, who, text, note, tag, times, from_on, to_on, before, after = row
    return StepRow(
        kind=LOGGED.get(kind) or EventKind(kind),
        ref=ref,
        at=at,
        who=who or "",
        text=text or "",
        note=note or "",
        tag=tag,
        times=times,
        from_on=from_on,
        to_on=to_on,
        before=before or {},
        after=after or {},
    )


def _sources() -> Iterator[Steps]:
    """The log first: its columns give the others' empty ones their types."""
    yield _logged()
    yield from _reminders()
    yield _urgings()
    yield from request_steps()
    yield from _instructions()
    yield from _suspensions()
    yield from _moves()


def _logged() -> Steps:
    """SQLite reuses the id of a discarded draft, so older entries may belong to another task."""
    mine = (AuditEntry.subject_kind == "task", AuditEntry.subject_id == TASK_ID)
    gone = sa.select(sa.func.max(AuditEntry.id)).where(*mine, AuditEntry.action == DISCARDED)
    return sa.select(
        AuditEntry.action.label("kind"),
        AuditEntry.id.label("ref"),
        AuditEntry.at.label("at"),
        AuditEntry.actor_name.label("who"),
        sa.cast(sa.null(), sa.Text).label("text"),
        sa.cast(sa.null(), sa.Text).label("note"),
        sa.cast(sa.null(), sa.Text).label("tag"),
        sa.cast(sa.null(), sa.Integer).label("times"),
        sa.cast(sa.null(), sa.Date).label("from_on"),
        sa.cast(sa.null(), sa.Date).label("to_on"),
        AuditEntry.before.label("before"),
        AuditEntry.after.label("after"),
    ).where(
        *mine,
        AuditEntry.action.in_(LOGGED),
        AuditEntry.id > sa.func.coalesce(gone.scalar_subquery(), 0),
    )


def _reminders() -> Iterator[Steps]:
    yield (
        step_columns(
            EventKind.REMINDER,
            Reminder.id,
            Reminder.written_at,
            tag=Reminder.kind,
            times=ReminderTask.times,
        )
        .join(ReminderTask, ReminderTask.reminder_id == Reminder.id)
        .join(User, User.id == Reminder.recipient_id)
        .where(ReminderTask.task_id == TASK_ID)
    )


def _urgings() -> Steps:
    row = Urging
    said = step_columns(EventKind.URGED, row.id, row.at, row.word, times=row.times)
    return said.join(User, User.id == row.by_id).where(row.task_id == TASK_ID)


def _instructions() -> Iterator[Steps]:
    row = Instruction
    steps = (
        (EventKind.INSTRUCTED, row.written_at, row.leader_id, row.text),
        (EventKind.ACKNOWLEDGED, row.acknowledged_at, row.acknowledged_by_id, sa.null()),
        (EventKind.ANSWERED, row.answered_at, row.answered_by_id, row.answer),
    )
    for kind, at, who_id, text in steps:
        yield (
            step_columns(kind, row.id, at, text)
            .join(User, User.id == who_id)
            .where(row.task_id == TASK_ID)
        )


def _suspensions() -> Iterator[Steps]:
    row, mine = Suspension, Suspension.task_id == TASK_ID
    yield (
        step_columns(EventKind.SUSPENDED, row.id, row.suspended_at, row.reason)
        .join(User, User.id == row.suspended_by_id)
        .where(mine)
    )
    dates = (row.due_from, row.due_to)
    yield (
        step_columns(EventKind.RESUMED, row.id, row.resumed_at, row.resume_reason, dates=dates)
        .join(User, User.id == row.resumed_by_id)
        .where(mine)
    )


def _moves() -> Iterator[Steps]:
    """What moved the task's date without anybody asking: the plan as a whole, or a look back."""
    plan, touched = PlanDateMove, aliased(PlanDateMoveTask)
    dates = (touched.from_on, touched.to_on)
    yield (
        step_columns(EventKind.POSTPONED, plan.id, plan.moved_at, plan.reason, dates=dates)
        .join(touched, touched.move_id == plan.id)
        .join(User, User.id == plan.moved_by_id)
        .where(touched.task_id == TASK_ID)
    )
    row = Reopening
    yield (
        step_columns(
            EventKind.REOPENED,
            row.id,
            row.reopened_at,
            row.reason,
            dates=(row.due_from, row.due_to),
        )
        .join(User, User.id == row.reopened_by_id)
        .where(row.task_id == TASK_ID)
    )
