"""Who has not signed off in time: the tasks that their units were given and have not confirmed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.signing import is_overdue
from tracker.domain.values import PlanState, TaskState
from tracker.domain.workdays import Workdays
from tracker.models import AuditEntry, Suspension, Task, Unit, WorkPlan
from tracker.queries.task_places import Statement, TaskPlace, places, with_places
from tracker.queries.workdays import get_workdays

Row = sa.Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class UnsignedTask:
    id: int
    number: str
    title: str
    place: TaskPlace
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
    late = [row for row in rows if is_overdue(_given_on(row), on, days)]
    where = places((row.id, tuple(row[-4:])) for row in late)
    return [
        UnsignedUnit(unit, _tasks(theirs, where, on, days))
        for unit, theirs in groupby(late, key=lambda row: row.unit)
    ]


def _longest_first(task: UnsignedTask) -> tuple[date, int]:
    return task.given_on, task.id


def _tasks(
    rows: Iterable[Row], where: Mapping[int, TaskPlace], on: date, days: Workdays
) -> tuple[UnsignedTask, ...]:
    given = [(row, _given_on(row)) for row in rows]
    tasks = [
        UnsignedTask(row.id, row.number, row.title, where[row.id], day, days.between(day, on))
        for row, day in given
    ]
    return tuple(sorted(tasks, key=_longest_first))


def _given_on(row: Row) -> date:
    """The two days start again when a unit takes over or a task goes on."""
    moments: list[datetime] = [row.issued_at, row.reassigned_at, row.resumed_at]
    return day_of(max(at for at in moments if at is not None))


def _waiting(plan_id: int | None) -> Statement:
    reassigned = sa.select(sa.func.max(AuditEntry.at)).where(
        AuditEntry.subject_kind == "task",
        AuditEntry.subject_id == Task.id,
        AuditEntry.action == "task.reassigned",
    )
    resumed = sa.select(sa.func.max(Suspension.resumed_at)).where(Suspension.task_id == Task.id)
    statement = with_places(
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
