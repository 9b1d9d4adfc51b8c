"""Who has not signed off in time: the tasks that their units were given and have not confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.signing import is_overdue
from tracker.domain.values import PlanState, TaskState
from tracker.domain.workdays import Workdays
from tracker.models import AuditEntry, Suspension, Task, Unit, WorkPlan
from tracker.queries.workdays import get_workdays


@dataclass(frozen=True, slots=True)
class UnsignedTask:
    id: int
    number: str
    title: str
    given_on: date
    waited: int  # working days since


@dataclass(frozen=True, slots=True)
class UnsignedUnit:
    """One unit to be telephoned; its longest waiting task first."""

    unit: str
    tasks: tuple[UnsignedTask, ...]


def list_unsigned(on: date, *, plan_id: int | None = None) -> Sequence[UnsignedUnit]:
    """By unit, in the bureau's order; of every plan that is carried out, or of one."""
    rows = db.session.execute(_waiting(plan_id)).all()
    if not rows:
        return []
    days = get_workdays(on.year, min(_given_on(row).year for row in rows))
    late = [(row.unit, task) for row in rows if (task := _late(row, on, days)) is not None]
    return [
        UnsignedUnit(unit, tuple(sorted((task for _, task in tasks), key=_longest_first)))
        for unit, tasks in groupby(late, key=lambda pair: pair[0])
    ]


def _longest_first(task: UnsignedTask) -> tuple[date, int]:
    return task.given_on, task.id


def _late(row: sa.Row[*tuple[object, ...]], on: date, days: Workdays) -> UnsignedTask | None:
    given_on = _given_on(row)
    if not is_overdue(given_on, on, days):
        return None
    return UnsignedTask(row.id, row.number, row.title, given_on, days.between(given_on, on))


def _given_on(row: sa.Row[*tuple[object, ...]]) -> date:
    """The two days start again when a unit takes over or a task goes on."""
    moments: list[datetime] = [row.issued_at, row.reassigned_at, row.resumed_at]
    return day_of(max(at for at in moments if at is not None))


def _waiting(plan_id: int | None) -> sa.Select[*tuple[object, ...]]:
    reassigned = sa.select(sa.func.max(AuditEntry.at)).where(
        AuditEntry.subject_kind == "task",
        AuditEntry.subject_id == Task.id,
        AuditEntry.action == "task.reassigned",
    )
    resumed = sa.select(sa.func.max(Suspension.resumed_at)).where(Suspension.task_id == Task.id)
    statement = (
        sa.select(
            Task.id,
            Task.number,
            Task.title,
            Task.issued_at,
            Unit.name.label("unit"),
            reassigned.scalar_subquery().label("reassigned_at"),
            resumed.scalar_subquery().label("resumed_at"),
        )
        .join(Unit, Unit.id == Task.lead_unit_id)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .where(
            WorkPlan.state == PlanState.ACTIVE,
            Task.state == TaskState.ISSUED,
            Task.issued_at.is_not(None),
        )
        .order_by(Unit.position, Unit.id, Task.id)
    )
    return statement if plan_id is None else statement.where(Task.plan_id == plan_id)
