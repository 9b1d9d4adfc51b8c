"""办理结果: what was decided on a person's own requests and they have not seen yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import UtcDateTime, db
from tracker.domain.decisions import Decision, DecisionKind
from tracker.domain.task_events import WISHES, EventKind
from tracker.domain.values import Actor, ExtensionVerdict, Verdict, WithdrawalVerdict
from tracker.models import (
    DeadlineExtension,
    HelpRequest,
    Instruction,
    Task,
    Unit,
    User,
    Verification,
    Withdrawal,
)
from tracker.queries.help_requests import is_unseen
from tracker.queries.request_steps import by_verdict
from tracker.queries.requests import USER_ID, Roles, person
from tracker.queries.sent_back import to_redo

Column = sa.SQLColumnExpression[Any]
Rows = sa.Select[*tuple[Any, ...]]
Asked = type[DeadlineExtension] | type[Verification] | type[Withdrawal]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    decision: Decision
    step: EventKind  # what it came to
    word: str
    who: str  # empty where it ended without anybody's word
    at: datetime
    from_on: date | None
    to_on: date | None
    task_id: int
    number: str
    title: str
    unit: str

    @property
    def is_wish(self) -> bool:
        """Its date was asked for and not given."""
        return self.step in WISHES


def list_decisions(actor: Actor, *, limit: int) -> Sequence[DecisionRow]:
    """The newest first."""
    union = sa.union_all(*unseen_ids(actor.roles)).subquery()
    rows = db.session.execute(
        sa.select(*union.c, Task.number, Task.title, Unit.name)
        .join(Task, Task.id == union.c.task_id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .order_by(union.c.at.desc(), union.c.kind, union.c.id.desc())
        .limit(limit),
        person(actor),
    )
    return [_row(*row) for row in rows]


def unseen_ids(roles: Roles) -> Sequence[Rows]:
    """One row for each, to be counted."""
    return _extensions(), _verifications(roles), _withdrawals(), _instructions(), _help()


def _row(kind: str, id_: int, step: str, word: str, who: str | None, *rest: Any) -> DecisionRow:
    decision = Decision(DecisionKind(kind), id_)
    return DecisionRow(decision, EventKind(step), word, who or "", *rest)


def _columns(
    kind: DecisionKind,
    row: Asked | type[HelpRequest] | type[Instruction],
    step: Column,
    word: Column,
    at: Column,
    dates: tuple[Column, Column] | None = None,
) -> Rows:
    from_on, to_on = dates or (sa.cast(sa.null(), sa.Date), sa.cast(sa.null(), sa.Date))
    return sa.select(
        sa.literal(kind.value, sa.Text).label("kind"),
        row.id.label("id"),
        step.label("step"),
        word.label("word"),
        User.name.label("who"),
        sa.type_coerce(at, UtcDateTime).label("at"),
        from_on.label("from_on"),
        to_on.label("to_on"),
        row.task_id.label("task_id"),
    ).where(at.is_not(None), row.seen_at.is_(None))


def _is_newest(row: Asked) -> Column:
    """What was asked for anew since is past."""
    newer = aliased(row)
    return ~sa.exists().where(newer.task_id == row.task_id, newer.id > row.id)


def _extensions() -> Rows:
    row = DeadlineExtension
    dates = (row.from_on, sa.func.coalesce(row.granted_on, row.to_on))
    step = by_verdict(row.verdict, ExtensionVerdict)
    return (
        _columns(DecisionKind.EXTENSION, row, step, row.word, row.decided_at, dates)
        .outerjoin(User, User.id == row.decided_by_id)
        .where(
            row.asked_by_id == USER_ID,
            row.verdict != ExtensionVerdict.TAKEN_BACK,
            _is_newest(row),
        )
    )


def _verifications(roles: Roles) -> Rows:
    """What was sent back stands among what is to be done again."""
    row = Verification
    step = by_verdict(row.verdict, Verdict)
    return (
        _columns(DecisionKind.VERIFICATION, row, step, row.reason, row.decided_at)
        .join(User, User.id == row.decided_by_id)
        .where(row.asked_by_id == USER_ID, _is_newest(row), row.id.not_in(to_redo(roles)))
    )


def _withdrawals() -> Rows:
    row = Withdrawal
    step = by_verdict(row.verdict, WithdrawalVerdict)
    return (
        _columns(DecisionKind.WITHDRAWAL, row, step, row.word, row.decided_at)
        .join(User, User.id == row.decided_by_id)
        .where(row.proposed_by_id == USER_ID, _is_newest(row))
    )


def _instructions() -> Rows:
    row = Instruction
    step = sa.literal(EventKind.ANSWERED.value, sa.Text)
    return (
        _columns(DecisionKind.INSTRUCTION, row, step, row.answer, row.answered_at)
        .join(User, User.id == row.answered_by_id)
        .where(row.leader_id == USER_ID)
    )


def _help() -> Rows:
    row = HelpRequest
    step = sa.literal(EventKind.HELP_ANSWERED.value, sa.Text)
    return (
        _columns(DecisionKind.HELP, row, step, row.word, row.decided_at)
        .join(User, User.id == row.decided_by_id)
        .join(Task, Task.id == row.task_id)
        .where(is_unseen())
    )
