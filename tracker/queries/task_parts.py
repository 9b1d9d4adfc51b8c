"""What a task is divided into: its sub-tasks and its milestones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.lights import Light, days_late
from tracker.domain.part_courses import PartCourse
from tracker.domain.periods import name_of
from tracker.domain.reporting import Standing
from tracker.domain.values import ReportEvery, TaskState
from tracker.models import Milestone, ProgressUpdate, Task, Unit


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
    starting_percent: Decimal | None
    last_reported_on: date | None
    issued_at: datetime | None
    report: Standing
    reports: tuple[tuple[date, Decimal], ...] = ()

    def days_late(self, on: date) -> int:
        return days_late(self.due_on, self.submitted_on, on)

    @property
    def is_withdrawn(self) -> bool:
        return self.state is TaskState.WITHDRAWN

    @property
    def is_inherited(self) -> bool:
        """It stands where it began: its unit has not reported yet."""
        return self.last_reported_on is None and self.percent is not None

    @property
    def course(self) -> PartCourse:
        began_on = self.starts_on if self.issued_at is None else day_of(self.issued_at)
        return PartCourse(began_on, self.starting_percent, self.percent, self.weight, self.reports)


@dataclass(frozen=True, slots=True)
class Coverage:
    """已报/应报 of the sub-tasks in the period: those whose report is given or owed."""

    period: str
    given: int
    asked: int


def coverage(parts: Sequence[SubTaskRow], every: ReportEvery, on: date) -> Coverage:
    standings = [part.report for part in parts if part.report is not Standing.NOT_ASKED]
    return Coverage(name_of(on, every), standings.count(Standing.GIVEN), len(standings))


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
            Unit.name.label("lead_unit"),
            Task.state,
            Task.light,
            Task.percent,
            Task.weight,
            Task.starts_on,
            Task.due_on,
            (Task.due_on > due_on).label("is_late"),
            Task.submitted_on,
            Task.starting_percent,
            Task.last_reported_on,
            Task.issued_at,
            Task.report,
        )
        .outerjoin(Unit, Unit.id == Task.lead_unit_id)
        .where(Task.parent_id == task_id)
        .order_by(Task.position, Task.id)
    )
    reports = _reports(task_id)
    return tuple(SubTaskRow(**row, reports=tuple(reports[row["id"]])) for row in rows.mappings())


def _reports(task_id: int) -> Mapping[int, Sequence[tuple[date, Decimal]]]:
    """What was reported on each of the sub-tasks, the oldest first."""
    rows = db.session.execute(
        sa.select(ProgressUpdate.task_id, ProgressUpdate.reported_on, ProgressUpdate.percent)
        .join(Task, Task.id == ProgressUpdate.task_id)
        .where(Task.parent_id == task_id, ProgressUpdate.percent.is_not(None))
        .order_by(ProgressUpdate.id)
    )
    found: defaultdict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    for sub_task_id, on, percent in rows:
        found[sub_task_id].append((on, percent or Decimal(0)))
    return found


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
