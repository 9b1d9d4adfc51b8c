"""One task as it stands: its terms, units, targets and lights."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.errors import NotFound
from tracker.domain.expected import Course, course
from tracker.domain.lights import Light, LightFacts, LightPolicy, light
from tracker.domain.permissions import TaskFacts
from tracker.domain.progress import TargetFacts, target_percent
from tracker.domain.values import (
    Op,
    PlanState,
    ProgressMode,
    ReportEvery,
    TargetKind,
    TaskKind,
    TaskState,
)
from tracker.models import (
    Milestone,
    ProgressUpdate,
    Strategy,
    Supervision,
    Target,
    TargetReading,
    Task,
    TaskSupport,
    Unit,
    User,
    Verification,
    WorkPlan,
)


@dataclass(frozen=True, slots=True)
class ReadingRow:
    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class TargetRow:
    id: int
    metric: str
    kind: TargetKind
    op: Op
    value: Decimal
    value_high: Decimal | None
    unit: str
    baseline: Decimal | None
    current: Decimal | None
    due_on: date
    source_start: int | None
    source_end: int | None
    readings: tuple[ReadingRow, ...] = ()

    @property
    def percent(self) -> Decimal | None:
        return self.percent_at(self.current)

    def percent_at(self, value: Decimal | None) -> Decimal | None:
        facts = TargetFacts(
            self.id, self.kind, self.value, self.value_high, self.baseline, self.current
        )
        return target_percent(facts, value)


@dataclass(frozen=True, slots=True)
class TaskRow:
    id: int
    version: int
    plan_id: int
    plan_title: str
    plan_state: PlanState
    strategy_id: int
    strategy_title: str
    number: str
    title: str
    content: str
    lead_unit_id: int | None
    lead_unit: str | None
    leader: str | None
    supporting: tuple[str, ...]
    kind: TaskKind
    mode: ProgressMode
    report_every: ReportEvery
    state: TaskState
    weight: int
    starts_on: date
    due_on: date
    original_due_on: date
    percent: Decimal | None
    light: Light
    original_light: Light | None  # where the date was moved
    was_red: bool
    last_reported_on: date | None
    issued_at: datetime | None
    signed_at: datetime | None
    signed_by: str | None
    course: Course
    targets: tuple[TargetRow, ...]
    facts: TaskFacts


def get_task(task_id: int, *, on: date, policy: LightPolicy) -> TaskRow:
    lead, leader, signer = aliased(Unit), aliased(User), aliased(User)
    row = (
        db.session.execute(
            sa.select(
                Task,
                WorkPlan.title.label("plan_title"),
                WorkPlan.state.label("plan_state"),
                Strategy.title.label("strategy_title"),
                lead.name.label("lead_unit"),
                leader.name.label("leader"),
                signer.name.label("signed_by"),
                _asker().label("asked_by_id"),
            )
            .join(WorkPlan, WorkPlan.id == Task.plan_id)
            .join(Strategy, Strategy.id == Task.strategy_id)
            .outerjoin(lead, lead.id == Task.lead_unit_id)
            .outerjoin(Supervision, Supervision.unit_id == Task.lead_unit_id)
            .outerjoin(leader, leader.id == Supervision.leader_id)
            .outerjoin(signer, signer.id == Task.signed_by_id)
            .where(Task.id == task_id)
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound("task.not-found", task_id=task_id)
    return _task_row(row, on=on, policy=policy)


def _asker() -> sa.ScalarSelect[int]:
    """Who asked for the verification that is open."""
    return (
        sa.select(Verification.asked_by_id)
        .where(Verification.task_id == Task.id, Verification.decided_at.is_(None))
        .scalar_subquery()
    )


def _task_row(row: sa.RowMapping, *, on: date, policy: LightPolicy) -> TaskRow:
    task: Task = row["Task"]
    units = _supporting(task.id)
    line = course(task.starts_on, task.due_on, _milestones(task.id))
    return TaskRow(
        id=task.id,
        version=task.version,
        plan_id=task.plan_id,
        plan_title=row["plan_title"],
        plan_state=row["plan_state"],
        strategy_id=task.strategy_id,
        strategy_title=row["strategy_title"],
        number=task.number,
        title=task.title,
        content=task.content,
        lead_unit_id=task.lead_unit_id,
        lead_unit=row["lead_unit"],
        leader=row["leader"],
        supporting=tuple(units.values()),
        kind=task.kind,
        mode=task.mode,
        report_every=task.report_every,
        state=task.state,
        weight=task.weight,
        starts_on=task.starts_on,
        due_on=task.due_on,
        original_due_on=task.original_due_on,
        percent=task.percent,
        light=task.light,
        original_light=_original_light(task, on, policy),
        was_red=task.was_red,
        last_reported_on=task.last_reported_on,
        issued_at=task.issued_at,
        signed_at=task.signed_at,
        signed_by=row["signed_by"],
        course=line,
        targets=_targets(task.id),
        facts=TaskFacts(
            lead_unit_id=task.lead_unit_id,
            supporting_unit_ids=frozenset(units),
            state=task.state,
            plan_state=row["plan_state"],
            asked_by_id=row["asked_by_id"],
        ),
    )


def _original_light(task: Task, on: date, policy: LightPolicy) -> Light | None:
    """What the light would be had the date not been moved (PRACTICE.md 4.7)."""
    if task.original_due_on == task.due_on:
        return None
    line = course(task.starts_on, task.original_due_on)
    return light(LightFacts(task.state, task.kind, line, task.percent), on, policy)


def _supporting(task_id: int) -> Mapping[int, str]:
    rows = db.session.execute(
        sa.select(Unit.id, Unit.name)
        .join(TaskSupport, TaskSupport.unit_id == Unit.id)
        .where(TaskSupport.task_id == task_id)
        .order_by(Unit.position, Unit.id)
    )
    return {unit_id: name for unit_id, name in rows}  # noqa: C416 -- rows, not pairs


def _milestones(task_id: int) -> list[tuple[date, int]]:
    rows = db.session.execute(
        sa.select(Milestone.on, Milestone.percent)
        .where(Milestone.task_id == task_id, Milestone.percent.is_not(None))
        .order_by(Milestone.on)
    )
    return [(on, percent or 0) for on, percent in rows]


def _targets(task_id: int) -> tuple[TargetRow, ...]:
    readings: dict[int, list[ReadingRow]] = {}
    for target_id, on, value in db.session.execute(
        sa.select(TargetReading.target_id, ProgressUpdate.reported_on, TargetReading.value)
        .join(ProgressUpdate, ProgressUpdate.id == TargetReading.update_id)
        .where(ProgressUpdate.task_id == task_id)
        .order_by(ProgressUpdate.reported_on, ProgressUpdate.id)
    ):
        readings.setdefault(target_id, []).append(ReadingRow(on, value))
    rows = db.session.scalars(
        sa.select(Target).where(Target.task_id == task_id).order_by(Target.position, Target.id)
    )
    return tuple(
        TargetRow(
            id=row.id,
            metric=row.metric,
            kind=row.kind,
            op=row.op,
            value=row.value,
            value_high=row.value_high,
            unit=row.unit,
            baseline=row.baseline,
            current=row.current,
            due_on=row.due_on,
            source_start=row.source_start,
            source_end=row.source_end,
            readings=tuple(readings.get(row.id, ())),
        )
        for row in rows
    )
