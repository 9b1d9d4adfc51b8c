"""The red list: the worst tasks and sub-tasks of a plan, each with the unit's own last word."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.expected import EPOCH, MICRO, Segment
from tracker.domain.lights import SEVERITY, Colour, Light, days_late
from tracker.domain.permissions import Permission, allows
from tracker.domain.reporting import Standing
from tracker.domain.rounding import difference, is_far_behind
from tracker.domain.values import Actor, TaskState
from tracker.models import ProgressUpdate, Task, Unit
from tracker.queries.overdue_targets import has_unmet, overdue_targets
from tracker.queries.part_words import PartWord, list_part_words
from tracker.queries.task_facts import list_facts

RED_LIST = 7  # as many as fit on one screen under the strategies
RED_LIGHTS = [light for light in Light if light.colour is Colour.RED]


@dataclass(frozen=True, slots=True)
class RedTask:
    """Of a divided task `given` of `asked` sub-tasks have reported in the period."""

    id: int
    is_part: bool  # a sub-task: in no sum of tasks
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
    given: int
    asked: int

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
            Task.state != TaskState.DRAFT,
        )
        .order_by(*_worst_first(on))
        .limit(RED_LIST)
    )
    if unit_ids is not None:
        statement = statement.where(Task.lead_unit_id.in_(unit_ids))
    rows = db.session.execute(statement).all()
    parts = list_part_words([task.id for task, _, _ in rows])
    unmet = overdue_targets([task.id for task, _, _ in rows if has_unmet(task, on)], on)
    told = _told(actor, {task.id: problem or "" for task, _, problem in rows}, parts)
    return [
        _red_row(task, name, unmet.get(task.id, ""), told[task.id], parts.get(task.id, ()), on)
        for task, name, _ in rows
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


def _told(
    actor: Actor, own: Mapping[int, str], parts: Mapping[int, Sequence[PartWord]]
) -> Mapping[int, str | None]:
    """The problems that this person may read; those of the sub-tasks before the task's own, which
    is older."""
    all_parts = [part for each in parts.values() for part in each]
    facts = list_facts(db.session(), [*own, *(part.id for part in all_parts)])
    seen = {id_ for id_ in facts if allows(actor, Permission.DETAIL_VIEW, facts[id_])}
    return {
        task_id: _problem(problem if task_id in seen else None, parts.get(task_id, ()), seen)
        for task_id, problem in own.items()
    }


def _problem(own: str | None, parts: Sequence[PartWord], seen: Collection[int]) -> str | None:
    told = [f"{part.number} {part.problem}" for part in parts if part.problem and part.id in seen]
    return "；".join(told) or own


def _red_row(
    task: Task, unit: str, unmet: str, problem: str | None, parts: Sequence[PartWord], on: date
) -> RedTask:
    standings = [part.report for part in parts]
    line = Segment(task.expected_base, task.expected_slope)
    return RedTask(
        id=task.id,
        is_part=task.parent_id is not None,
        number=task.number,
        title=task.title,
        unit=unit,
        light=task.light,
        days_late=days_late(task.due_on, task.submitted_on, on),
        actual=task.percent,
        expected=line.percent(on),
        last_reported_on=_newest([task.last_reported_on, *(p.last_reported_on for p in parts)]),
        unmet=unmet,
        problem=problem,
        given=standings.count(Standing.GIVEN),
        asked=len(standings) - standings.count(Standing.NOT_ASKED),
    )


def _newest(days: Sequence[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)
