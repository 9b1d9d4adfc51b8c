"""Tasks as the demo year needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.errors import NotFound
from tracker.domain.values import ProgressMode, TargetKind, TaskKind
from tracker.models import Target, Task, Unit


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
        .where(Task.plan_id == plan_id)
        .order_by(Task.id)
    )
    return [StoryTask(**row._mapping, targets=tuple(targets.get(row.id, ()))) for row in rows]


def find_task_version(task_id: int) -> int:
    version = db.session.scalar(sa.select(Task.version).where(Task.id == task_id))
    if version is None:
        raise NotFound("task.not-found", task_id=task_id)
    return version


def is_red(task_id: int) -> bool:
    light = db.session.scalar(sa.select(Task.light).where(Task.id == task_id))
    return light is not None and light.is_red
