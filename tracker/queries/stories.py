"""Tasks as the demo year needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound
from tracker.domain.lifecycle import RUNNING_STATES
from tracker.domain.lights import Light
from tracker.domain.values import ProgressMode, TargetKind, TaskKind
from tracker.models import Target, Task, Unit
from tracker.queries.task_facts import list_acts


@dataclass(frozen=True, slots=True)
class StoryTarget:
    id: int
    metric: str
    kind: TargetKind
    value: Decimal
    unit: str
    baseline: Decimal | None


@dataclass(frozen=True, slots=True)
class StoryTask:
    """A task as the demo year needs it."""

    id: int
    plan_id: int
    number: str
    title: str
    lead_unit_id: int
    lead_unit: str
    kind: TaskKind
    mode: ProgressMode
    starts_on: date
    due_on: date
    targets: tuple[StoryTarget, ...]


def list_story_tasks(plan_id: int) -> Sequence[StoryTask]:
    """Those that are reported on: parts, and tasks without parts."""
    targets: dict[int, list[StoryTarget]] = {}
    for row in db.session.execute(
        sa.select(
            Target.task_id,
            Target.id,
            Target.metric,
            Target.kind,
            Target.value,
            Target.unit,
            Target.baseline,
        )
        .join(Task, Task.id == Target.task_id)
        .where(Task.plan_id == plan_id)
        .order_by(Target.task_id, Target.position)
    ):
        targets.setdefault(row[0], []).append(StoryTarget(*row[1:]))
    rows = db.session.execute(
        sa.select(
            Task.id,
            Task.plan_id,
            Task.number,
            Task.title,
            Unit.id.label("lead_unit_id"),
            Unit.name.label("lead_unit"),
            Task.kind,
            Task.mode,
            Task.starts_on,
            Task.due_on,
        )
        .join(Unit, Unit.id == Task.lead_unit_id)
        .where(Task.plan_id == plan_id, ~_has_parts())
        .order_by(Task.id)
    )
    return [StoryTask(**row._mapping, targets=tuple(targets.get(row.id, ()))) for row in rows]


def _has_parts() -> sa.ColumnElement[bool]:
    part = aliased(Task)
    return sa.exists().where(part.parent_id == Task.id)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task in hand, at the moment at which something is dealt to it."""

    id: int
    strategy_id: int
    lead_unit_id: int
    due_on: date


def list_open_tasks(plan_id: int, *, red_first: bool) -> Sequence[OpenTask]:
    """Of the first level; the next due first."""
    is_calm = Task.light.notin_([light for light in Light if light.is_red])
    rows = db.session.execute(
        sa.select(Task.id, Task.strategy_id, Unit.id, Task.due_on)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .where(
            Task.plan_id == plan_id,
            Task.state.in_(RUNNING_STATES),
            Task.parent_id.is_(None),
            ~_has_parts(),
        )
        .order_by(*([is_calm] if red_first else []), Task.due_on, Task.id)
    )
    return [OpenTask(*row) for row in rows]


def may(doing: Doing, act: Act, task_id: int) -> bool:
    return act in list_acts(db.session(), doing, [task_id])[task_id]


def find_task_version(task_id: int) -> int:
    version = db.session.scalar(sa.select(Task.version).where(Task.id == task_id))
    if version is None:
        raise NotFound("task.not-found", task_id=task_id)
    return version


def is_red(task_id: int) -> bool:
    light = db.session.scalar(sa.select(Task.light).where(Task.id == task_id))
    return light is not None and light.is_red
