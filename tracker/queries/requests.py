"""What was asked for and waits for a person: extensions, withdrawals, instructions to answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.lifecycle import Move, states_for
from tracker.domain.values import Actor, PlanState, Role, TaskState
from tracker.models import DeadlineExtension, Instruction, Task, Unit, User, Withdrawal, WorkPlan


@dataclass(frozen=True, slots=True)
class WaitingExtension:
    """申请延期 that this person may decide."""

    task_id: int
    number: str
    title: str
    unit: str
    from_on: date
    to_on: date
    reason: str
    progress: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingWithdrawal:
    """提出撤销 that this person may confirm."""

    task_id: int
    number: str
    title: str
    unit: str
    reason: str
    proposed_by: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class OpenInstruction:
    """批示 that this person's unit has not answered."""

    id: int
    task_id: int
    number: str
    title: str
    text: str
    leader: str
    written_at: datetime
    acknowledged_at: datetime | None


# The person who asks. Statements depend on the roles alone, so that one can serve many.
USER_ID = sa.bindparam("user_id", type_=sa.Integer)
UNIT_ID = sa.bindparam("unit_id", type_=sa.Integer)
SUPERVISED = sa.bindparam("supervised_unit_ids", type_=sa.Integer, expanding=True)
Roles = frozenset[Role]
# Written so that no index on it fits: SQLite would walk all tasks of a unit to see which of them
# a request waits for. See `is_in`, too.
_LEAD_UNIT = Task.lead_unit_id + 0


def person(actor: Actor) -> Mapping[str, object]:
    """Values for the parameters above."""
    return {
        "user_id": actor.user_id,
        "unit_id": actor.unit_id,
        "supervised_unit_ids": list(actor.supervised_unit_ids),
    }


def decides(roles: Roles) -> sa.ColumnElement[bool]:
    """As `permissions` has it for those who decide, for many tasks at once."""
    if Role.PLAN_OFFICE in roles:
        return sa.true()
    return _LEAD_UNIT.in_(SUPERVISED) if Role.LEADER in roles else sa.false()


def answers(roles: Roles) -> sa.ColumnElement[bool]:
    """The chiefs of the lead unit."""
    return _LEAD_UNIT == UNIT_ID if Role.CHIEF in roles else sa.false()


def is_in(states: Collection[TaskState], task: type[Task] = Task) -> sa.ColumnElement[bool]:
    """Of the task of a request: what waits is few, and it leads to its task."""
    return sa.cast(task.state, sa.String).in_([state.value for state in states])


def waiting_ids(roles: Roles) -> tuple[sa.Select[int], ...]:
    """One row for each that waits, to be counted."""
    return _extensions(roles), _withdrawals(roles), _instructions(roles)


def list_extensions(actor: Actor, *, limit: int) -> Sequence[WaitingExtension]:
    """The longest waiting first, as all of these."""
    row = DeadlineExtension
    rows = db.session.execute(
        sa.select(
            Task.id,
            Task.number,
            Task.title,
            Unit.name,
            row.from_on,
            row.to_on,
            row.reason,
            row.progress,
            User.name,
            row.asked_at,
        )
        .select_from(row)
        .join(Task, Task.id == row.task_id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .join(User, User.id == row.asked_by_id)
        .where(row.id.in_(_extensions(actor.roles)))
        .order_by(row.id)
        .limit(limit),
        person(actor),
    )
    return [WaitingExtension(*tuple(each)) for each in rows]


def _extensions(roles: Roles) -> sa.Select[int]:
    return (
        sa.select(DeadlineExtension.id)
        .join(Task, Task.id == DeadlineExtension.task_id)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .where(
            DeadlineExtension.decided_at.is_(None),
            DeadlineExtension.asked_by_id != USER_ID,
            is_in(states_for(Move.DECIDE_EXTENSION)),
            WorkPlan.state == PlanState.ACTIVE,
            decides(roles),
        )
    )


def list_withdrawals(actor: Actor, *, limit: int) -> Sequence[WaitingWithdrawal]:
    row = Withdrawal
    rows = db.session.execute(
        sa.select(
            Task.id,
            Task.number,
            Task.title,
            Unit.name,
            row.reason,
            User.name,
            row.proposed_at,
        )
        .select_from(row)
        .join(Task, Task.id == row.task_id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .join(User, User.id == row.proposed_by_id)
        .where(row.id.in_(_withdrawals(actor.roles)))
        .order_by(row.id)
        .limit(limit),
        person(actor),
    )
    return [WaitingWithdrawal(*each) for each in rows]


def _withdrawals(roles: Roles) -> sa.Select[int]:
    """A proposal for a task that was closed meanwhile, or withdrawn with its whole, waits for
    nobody."""
    return (
        sa.select(Withdrawal.id)
        .join(Task, Task.id == Withdrawal.task_id)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .where(
            Withdrawal.decided_at.is_(None),
            Withdrawal.proposed_by_id != USER_ID,
            is_in(states_for(Move.WITHDRAW)),
            WorkPlan.state == PlanState.ACTIVE,
            decides(roles),
        )
    )


def list_instructions(actor: Actor, *, limit: int) -> Sequence[OpenInstruction]:
    row = Instruction
    rows = db.session.execute(
        sa.select(
            row.id,
            Task.id,
            Task.number,
            Task.title,
            row.text,
            User.name,
            row.written_at,
            row.acknowledged_at,
        )
        .select_from(row)
        .join(Task, Task.id == row.task_id)
        .join(User, User.id == row.leader_id)
        .where(row.id.in_(_instructions(actor.roles)))
        .order_by(row.id)
        .limit(limit),
        person(actor),
    )
    return [OpenInstruction(*each) for each in rows]


def _instructions(roles: Roles) -> sa.Select[int]:
    return (
        sa.select(Instruction.id)
        .join(Task, Task.id == Instruction.task_id)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .where(
            Instruction.answered_at.is_(None),
            is_in(states_for(Move.ANSWER)),
            WorkPlan.state == PlanState.ACTIVE,
            answers(roles),
        )
    )
