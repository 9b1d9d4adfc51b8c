"""Steps in the life of a task that somebody asked for and somebody decided."""

from collections.abc import Iterator
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.domain.task_events import VERDICTS, EventKind
from tracker.domain.values import ExtensionVerdict, TaskState, Verdict, WithdrawalVerdict
from tracker.models import DeadlineExtension, HelpRequest, Task, User, Verification, Withdrawal
from tracker.queries.step_columns import TASK_ID, Column, Steps, step_columns


def request_steps() -> Iterator[Steps]:
    yield from _verifications()
    yield from _extensions()
    yield from _withdrawals()
    yield _help()


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


def _verifications() -> Iterator[Steps]:
    row, mine = Verification, Verification.task_id == TASK_ID
    yield (
        step_columns(EventKind.ASKED, row.id, row.asked_at, row.statement)
        .join(User, User.id == row.asked_by_id)
        .where(mine)
    )
    kind, is_taken_back = by_verdict(row.verdict, Verdict), row.verdict == Verdict.TAKEN_BACK
    who_id = _who_closed(row.asked_by_id, row.decided_by_id, is_taken_back)
    yield (
        step_columns(kind, row.id, row.decided_at, row.reason, tag=row.grade)
        .join(User, User.id == who_id)
        .where(mine, row.decided_at.is_not(None))
    )


def _extensions() -> Iterator[Steps]:
    row, mine = DeadlineExtension, DeadlineExtension.task_id == TASK_ID
    yield (
        step_columns(
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
        step_columns(kind, row.id, row.decided_at, row.word, dates=dates)
        .outerjoin(User, User.id == who_id)
        .where(mine, row.decided_at.is_not(None))
    )


def _withdrawals() -> Iterator[Steps]:
    """A sub-task without its own withdrawal was withdrawn with its task."""
    row, mine = Withdrawal, Withdrawal.task_id == TASK_ID
    yield (
        step_columns(EventKind.WITHDRAWAL_PROPOSED, row.id, row.proposed_at, row.reason)
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
        step_columns(by_verdict(row.verdict, WithdrawalVerdict), row.id, row.decided_at, said)
        .join(User, User.id == who_id)
        .where(sa.or_(mine, sa.and_(row.task_id.in_(whole), row.verdict == confirmed)))
    )


def _help() -> Steps:
    """The report says what was asked for; a 批示 that answered is a step of its own."""
    row = HelpRequest
    return (
        step_columns(EventKind.HELP_ANSWERED, row.id, row.decided_at, row.word, row.text)
        .join(User, User.id == row.decided_by_id)
        .where(row.task_id == TASK_ID, row.instruction_id.is_(None))
    )
