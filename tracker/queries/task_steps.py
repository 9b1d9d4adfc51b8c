"""Every step in the life of a task that is no progress update, read by one query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import UtcDateTime, db
from tracker.domain.task_events import DISCARDED, LOGGED, VERDICTS, EventKind
from tracker.domain.values import ExtensionVerdict, TaskState, Verdict, WithdrawalVerdict
from tracker.models import (
    AuditEntry,
    DeadlineExtension,
    Instruction,
    PlanDateMove,
    PlanDateMoveTask,
    Reminder,
    ReminderTask,
    Reopening,
    Suspension,
    Task,
    User,
    Verification,
    Withdrawal,
)

Steps = sa.Select[*tuple[Any, ...]]
Column = sa.SQLColumnExpression[Any]
TASK_ID = sa.bindparam("task_id", type_=sa.Integer)


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
    yield from _verifications()
    yield from _extensions()
    yield from _instructions()
    yield from _suspensions()
    yield from _withdrawals()
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


def _columns(
    kind: EventKind | Column,
    ref: Column,
    at: Column,
    *said: Column,
    tag: Column | None = None,
    times: Column | None = None,
    dates: tuple[Column, Column] | None = None,
) -> Steps:
    """`said` is the text and the note. Who did it is joined as `User`."""
    text, note = (*said, sa.null(), sa.null())[:2]
    from_on, to_on = dates or (sa.null(), sa.null())
    return sa.select(
        sa.literal(kind.value, sa.Text) if isinstance(kind, EventKind) else kind,
        ref,
        sa.type_coerce(at, UtcDateTime),
        User.name,
        text,
        note,
        sa.null() if tag is None else sa.cast(tag, sa.Text),
        sa.null() if times is None else times,
        from_on,
        to_on,
        sa.null(),
        sa.null(),
    )


def by_verdict(column: Column, kind: type[StrEnum]) -> Column:
    """The step that a verdict is."""
    whens = [
        (column == verdict, sa.literal(step.value, sa.Text))
        for verdict, step in VERDICTS[kind].items()
    ]
    return sa.case(*whens)


def _who_closed(asked_by_id: Column, decided_by_id: Column, is_taken_back: Column) -> Column:
    """Nobody decided what was taken back: its end is the work of whoever asked."""
    return sa.case((is_taken_back, asked_by_id), else_=decided_by_id)


def _reminders() -> Iterator[Steps]:
    yield (
        _columns(
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


def _verifications() -> Iterator[Steps]:
    row, mine = Verification, Verification.task_id == TASK_ID
    yield (
        _columns(EventKind.ASKED, row.id, row.asked_at, row.statement)
        .join(User, User.id == row.asked_by_id)
        .where(mine)
    )
    kind, is_taken_back = by_verdict(row.verdict, Verdict), row.verdict == Verdict.TAKEN_BACK
    who_id = _who_closed(row.asked_by_id, row.decided_by_id, is_taken_back)
    yield (
        _columns(kind, row.id, row.decided_at, row.reason, tag=row.grade)
        .join(User, User.id == who_id)
        .where(mine, row.decided_at.is_not(None))
    )


def _extensions() -> Iterator[Steps]:
    row, mine = DeadlineExtension, DeadlineExtension.task_id == TASK_ID
    yield (
        _columns(
            EventKind.EXTENSION_ASKED,
            row.id,
            row.asked_at,
            row.reason,
            row.progress,
            dates=(row.from_on, row.to_on),
        )
        .join(User, User.id == row.asked_by_id)
        .where(mine)
    )
    dates = (row.from_on, sa.func.coalesce(row.granted_on, row.to_on))
    is_taken_back = row.verdict == ExtensionVerdict.TAKEN_BACK
    who_id = _who_closed(row.asked_by_id, row.decided_by_id, is_taken_back)
    kind = by_verdict(row.verdict, ExtensionVerdict)
    yield (
        _columns(kind, row.id, row.decided_at, row.word, dates=dates)
        .outerjoin(User, User.id == who_id)
        .where(mine, row.decided_at.is_not(None))
    )


def _instructions() -> Iterator[Steps]:
    row = Instruction
    steps = (
        (EventKind.INSTRUCTED, row.written_at, row.leader_id, row.text),
        (EventKind.ACKNOWLEDGED, row.acknowledged_at, row.acknowledged_by_id, sa.null()),
        (EventKind.ANSWERED, row.answered_at, row.answered_by_id, row.answer),
    )
    for kind, at, who_id, text in steps:
        yield (
            _columns(kind, row.id, at, text)
            .join(User, User.id == who_id)
            .where(row.task_id == TASK_ID)
        )


def _suspensions() -> Iterator[Steps]:
    row, mine = Suspension, Suspension.task_id == TASK_ID
    yield (
        _columns(EventKind.SUSPENDED, row.id, row.suspended_at, row.reason)
        .join(User, User.id == row.suspended_by_id)
        .where(mine)
    )
    dates = (row.due_from, row.due_to)
    yield (
        _columns(EventKind.RESUMED, row.id, row.resumed_at, row.resume_reason, dates=dates)
        .join(User, User.id == row.resumed_by_id)
        .where(mine)
    )


def _withdrawals() -> Iterator[Steps]:
    """A sub-task without its own withdrawal was withdrawn with its task."""
    row, mine = Withdrawal, Withdrawal.task_id == TASK_ID
    yield (
        _columns(EventKind.WITHDRAWAL_PROPOSED, row.id, row.proposed_at, row.reason)
        .join(User, User.id == row.proposed_by_id)
        .where(mine)
    )
    is_taken_back = row.verdict == WithdrawalVerdict.TAKEN_BACK
    who_id = _who_closed(row.proposed_by_id, row.decided_by_id, is_taken_back)
    own, confirmed = aliased(row), WithdrawalVerdict.CONFIRMED
    whole = sa.select(Task.parent_id).where(
        Task.id == TASK_ID,
        Task.state == TaskState.WITHDRAWN,
        Task.id.not_in(sa.select(own.task_id).where(own.verdict == confirmed)),
    )
    said = sa.case((mine, row.word), else_=row.reason)
    yield (
        _columns(by_verdict(row.verdict, WithdrawalVerdict), row.id, row.decided_at, said)
        .join(User, User.id == who_id)
        .where(sa.or_(mine, sa.and_(row.task_id.in_(whole), row.verdict == confirmed)))
    )


def _moves() -> Iterator[Steps]:
    """What moved the task's date without anybody asking: the plan as a whole, or a look back."""
    plan, touched = PlanDateMove, aliased(PlanDateMoveTask)
    dates = (touched.from_on, touched.to_on)
    yield (
        _columns(EventKind.POSTPONED, plan.id, plan.moved_at, plan.reason, dates=dates)
        .join(touched, touched.move_id == plan.id)
        .join(User, User.id == plan.moved_by_id)
        .where(touched.task_id == TASK_ID)
    )
    row = Reopening
    yield (
        _columns(
            EventKind.REOPENED,
            row.id,
            row.reopened_at,
            row.reason,
            dates=(row.due_from, row.due_to),
        )
        .join(User, User.id == row.reopened_by_id)
        .where(row.task_id == TASK_ID)
    )
