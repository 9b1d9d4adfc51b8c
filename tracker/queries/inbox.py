"""待办: what waits for a decision or an answer of one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Protocol

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.values import Actor, PlanState
from tracker.models import Evidence, ProgressUpdate, Task, Unit, User, Verification, WorkPlan
from tracker.queries.decisions import DecisionRow, list_decisions, unseen_ids
from tracker.queries.help_requests import HelpRow, help_ids, list_help
from tracker.queries.requests import (
    USER_ID,
    OpenInstruction,
    Roles,
    WaitingExtension,
    WaitingWithdrawal,
    decides,
    list_extensions,
    list_instructions,
    list_withdrawals,
    person,
    waiting_ids,
)
from tracker.queries.sent_back import SentBack, list_sent_back, to_redo
from tracker.queries.task_places import TaskPlace, list_places

MOST = 200  # rows of one kind; beyond that the worst are dealt with first


@dataclass(frozen=True, slots=True)
class WaitingVerification:
    """报请核查 that this person may decide."""

    task_id: int
    number: str
    title: str
    unit: str
    due_on: date
    percent: Decimal | None
    asked_by: str
    asked_at: datetime
    statement: str
    evidence: int  # files

    @property
    def asked_on(self) -> date:
        return day_of(self.asked_at)


class _OfTask(Protocol):
    @property
    def task_id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class InboxPage:
    verifications: Sequence[WaitingVerification]
    sent_back: Sequence[SentBack]
    extensions: Sequence[WaitingExtension]
    withdrawals: Sequence[WaitingWithdrawal]
    instructions: Sequence[OpenInstruction]
    help_wanted: Sequence[HelpRow]
    decisions: Sequence[DecisionRow]
    places: Mapping[int, TaskPlace]  # of all these tasks

    @property
    def count(self) -> int:
        return self.to_do + len(self.decisions)

    @property
    def to_do(self) -> int:
        """What waits for this person to act, not only to know."""
        return sum(
            map(
                len,
                (
                    self.verifications,
                    self.sent_back,
                    self.extensions,
                    self.withdrawals,
                    self.instructions,
                    self.help_wanted,
                ),
            )
        )


def get_inbox(actor: Actor) -> InboxPage:
    verifications, sent_back = _verifications(actor), list_sent_back(actor, limit=MOST)
    extensions = list_extensions(actor, limit=MOST)
    withdrawals = list_withdrawals(actor, limit=MOST)
    instructions = list_instructions(actor, limit=MOST)
    help_wanted, decisions = list_help(actor, limit=MOST), list_decisions(actor, limit=MOST)
    lists: Sequence[Sequence[_OfTask]] = (
        verifications,
        sent_back,
        extensions,
        withdrawals,
        instructions,
        help_wanted,
        decisions,
    )
    return InboxPage(
        verifications=verifications,
        sent_back=sent_back,
        extensions=extensions,
        withdrawals=withdrawals,
        instructions=instructions,
        help_wanted=help_wanted,
        decisions=decisions,
        places=list_places({row.task_id for row in chain(*lists)}),
    )


def count_inbox(actor: Actor) -> int:
    """One query: the navigation shows it on every page."""
    return db.session.scalar(_counts(actor.roles), person(actor)) or 0


@cache
def _counts(roles: Roles) -> sa.Select[int]:
    """Made once: building it costs more than running it."""
    counts = [
        sa.select(sa.func.count()).select_from(statement.subquery()).scalar_subquery()
        for statement in (
            _waiting(roles),
            to_redo(roles),
            *waiting_ids(roles),
            help_ids(roles),
            *unseen_ids(roles),
        )
    ]
    first, *rest = counts
    return sa.select(sum(rest, first))


def _verifications(actor: Actor) -> Sequence[WaitingVerification]:
    """The longest waiting first."""
    evidence = (
        sa.select(sa.func.count(Evidence.id))
        .join(ProgressUpdate, ProgressUpdate.id == Evidence.update_id)
        .where(ProgressUpdate.task_id == Task.id)
    )
    rows = db.session.execute(
        _waiting(actor.roles)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .join(User, User.id == Verification.asked_by_id)
        .with_only_columns(
            Task.id,
            Task.number,
            Task.title,
            Unit.name,
            Task.due_on,
            Task.percent,
            User.name,
            Verification.asked_at,
            Verification.statement,
            evidence.scalar_subquery(),
        )
        .order_by(Verification.id)
        .limit(MOST),
        person(actor),
    )
    return [WaitingVerification(*tuple(row)) for row in rows]


def _waiting(roles: Roles) -> sa.Select[int]:
    return (
        sa.select(Verification.id)
        .join(Task, Task.id == Verification.task_id)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .where(
            Verification.decided_at.is_(None),
            Verification.asked_by_id != USER_ID,
            WorkPlan.state == PlanState.ACTIVE,
            decides(roles),
        )
    )
