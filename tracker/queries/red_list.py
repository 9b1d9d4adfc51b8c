"""The red list: the worst tasks of a plan, each with the unit's own last word on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.expected import EPOCH, MICRO, Segment
from tracker.domain.lights import SEVERITY, Colour, Light, days_late
from tracker.domain.permissions import Permission, TaskFacts, allows
from tracker.domain.rounding import difference, is_far_behind
from tracker.domain.values import Actor, TaskState
from tracker.models import ProgressUpdate, Task, Unit
from tracker.queries.overdue_targets import has_unmet, overdue_targets
from tracker.queries.task_facts import list_facts

RED_LIST = 7  # as many as fit on one screen under the strategies
RED_LIGHTS = [light for light in Light if light.colour is Colour.RED]


@dataclass(frozen=True, slots=True)
class RedTask:
    id: int
    number: str
    title: str
    unit: str
    light: Light
    days_late: int
    actual: Decimal | None
    expected: Decimal
    last_reported_on: date | None
    unmet: str  # targets past a date of their own
    problem: str | None  # None for those who may not see it; empty: none was reported

    @property
    def gap(self) -> Decimal | None:
        return difference(self.actual, self.expected)

    @property
    def is_far_behind(self) -> bool:
        return is_far_behind(self.gap)


def list_red_tasks(
    actor: Actor, plan_id: int, unit_ids: Sequence[int] | None, on: date
) -> Sequence[RedTask]:
    statement = (
        sa.select(Task, Unit.name, ProgressUpdate.problem)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .outerjoin(ProgressUpdate, ProgressUpdate.id == Task.last_update_id)
        .where(
            Task.plan_id == plan_id,
            Task.light.in_(RED_LIGHTS),
            Task.parent_id.is_(None),
            Task.state != TaskState.DRAFT,
        )
        .order_by(*_worst_first(on))
        .limit(RED_LIST)
    )
    if unit_ids is not None:
        statement = statement.where(Task.lead_unit_id.in_(unit_ids))
    rows = db.session.execute(statement).all()
    facts = list_facts(db.session(), [task.id for task, _, _ in rows])
    unmet = overdue_targets([task.id for task, _, _ in rows if has_unmet(task, on)], on)
    return [
        _red_row(task, name, unmet.get(task.id, ""), _told(actor, facts[task.id], problem), on)
        for task, name, problem in rows
    ]


def _worst_first(on: date) -> Sequence[sa.SQLColumnExpression[Any]]:
    """Those past due by how long, the others by how far behind; no report counts as nothing."""
    reported = sa.func.coalesce(sa.cast(Task.percent, sa.Integer), 0) * (MICRO // 100)
    expected = Task.expected_base + Task.expected_slope * (on - EPOCH).days
    return (
        sa.case(dict(SEVERITY), value=Task.light),
        sa.case((Task.light.in_([Light.OVERDUE, Light.SUBMITTED_LATE]), Task.due_on)),
        reported - expected,
        Task.id,
    )


def _told(actor: Actor, facts: TaskFacts, problem: str | None) -> str | None:
    return problem or "" if allows(actor, Permission.DETAIL_VIEW, facts) else None


def _red_row(task: Task, unit: str, unmet: str, problem: str | None, on: date) -> RedTask:
    line = Segment(task.expected_base, task.expected_slope)
    return RedTask(
        id=task.id,
        number=task.number,
        title=task.title,
        unit=unit,
        light=task.light,
        days_late=days_late(task.due_on, task.submitted_on, on),
        actual=task.percent,
        expected=line.percent(on),
        last_reported_on=task.last_reported_on,
        unmet=unmet,
        problem=problem,
    )
