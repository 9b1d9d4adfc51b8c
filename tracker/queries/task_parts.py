"""What a task is divided into: its sub-tasks and its milestones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.lights import Light, days_late
from tracker.domain.values import TaskState
from tracker.models import Milestone, Task, Unit


@dataclass(frozen=True, slots=True)
class SubTaskRow:
    """举措. `is_late`: due after the task that it is a part of."""

    id: int
    number: str
    title: str
    lead_unit: str | None
    state: TaskState
    light: Light
    percent: Decimal | None
    weight: int
    starts_on: date
    due_on: date
    is_late: bool
    submitted_on: date | None

    def days_late(self, on: date) -> int:
        return days_late(self.due_on, self.submitted_on, on)

    @property
    def counts(self) -> bool:
        """In the mean of its task: withdrawn ones are out, and so is what nobody reported."""
        return self.state is not TaskState.WITHDRAWN and self.percent is not None


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    on: date
    text: str
    percent: int | None


def list_sub_tasks(task_id: int, *, due_on: date) -> tuple[SubTaskRow, ...]:
    rows = db.session.execute(
        sa.select(
            Task.id,
            Task.number,
            Task.title,
            Unit.name,
            Task.state,
            Task.light,
            Task.percent,
            Task.weight,
            Task.starts_on,
            Task.due_on,
            (Task.due_on > due_on).label("is_late"),
            Task.submitted_on,
        )
        .outerjoin(Unit, Unit.id == Task.lead_unit_id)
        .where(Task.parent_id == task_id)
        .order_by(Task.position, Task.id)
    )
    return tuple(SubTaskRow(*tuple(row)) for row in rows)


def list_milestones(task_id: int) -> tuple[MilestoneRow, ...]:
    rows = db.session.execute(
        sa.select(Milestone.on, Milestone.text, Milestone.percent)
        .where(Milestone.task_id == task_id)
        .order_by(Milestone.on)
    )
    return tuple(MilestoneRow(*row) for row in rows)


def course_points(milestones: Sequence[MilestoneRow]) -> list[tuple[date, int]]:
    """Milestones with a percent: they bend the expected line."""
    return [(each.on, each.percent) for each in milestones if each.percent is not None]
