"""One task as it stands: its terms, units, targets and lights."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.errors import NotFound
from tracker.domain.expected import Course, course
from tracker.domain.formulas import Explanation, Part, PercentFacts, explain
from tracker.domain.lights import Light, LightFacts, LightPolicy, days_late, light
from tracker.domain.periods import periods_between
from tracker.domain.permissions import TaskFacts
from tracker.domain.plan_dates import clock_of
from tracker.domain.values import (
    Confidence,
    Period,
    PlanState,
    ProgressMode,
    ReportEvery,
    TaskKind,
    TaskState,
)
from tracker.domain.words.titles import strategy_name
from tracker.models import (
    Strategy,
    Supervision,
    Task,
    TaskSupport,
    Unit,
    User,
    WorkPlan,
)
from tracker.queries.task_facts import get_facts
from tracker.queries.task_parts import (
    MilestoneRow,
    SubTaskRow,
    course_points,
    list_milestones,
    list_sub_tasks,
)
from tracker.queries.task_targets import TargetRow, list_targets


@dataclass(frozen=True, slots=True)
class WholeRow:
    id: int
    number: str
    title: str
    state: TaskState
    due_on: date


@dataclass(frozen=True, slots=True)
class TaskRow:
    id: int
    version: int
    plan_id: int
    plan_title: str
    plan_state: PlanState
    plan_closed_on: date | None
    on: date  # what is said here is said of this day
    strategy_id: int
    strategy: str  # with its number
    source: str  # where it comes from, if not from the plan document
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
    planned_due_on: date | None  # what the plan gives, where an extension reaches further
    percent: Decimal | None
    confidence: Confidence | None  # of the last report
    light: Light
    days_late: int
    original_light: Light | None  # where the date was moved
    original_days_late: int
    submitted_on: date | None  # waits for its verifier since
    was_red: bool
    last_reported_on: date | None
    issued_at: datetime | None
    signed_at: datetime | None
    signed_by: str | None
    course: Course
    targets: tuple[TargetRow, ...]
    milestones: tuple[MilestoneRow, ...]
    sub_tasks: tuple[SubTaskRow, ...]
    whole: WholeRow | None  # the task that it is a part of
    facts: TaskFacts
    reported_periods: int

    @property
    def explanation(self) -> Explanation:
        """How its percent came about."""
        ongoing, measured = self.kind.is_ongoing, self.mode.is_by_targets
        whole = Period(self.starts_on, max(self.starts_on, self.due_on))
        return explain(
            PercentFacts(
                percent=self.percent,
                parts=[Part(p.percent, p.weight, p.is_withdrawn) for p in self.sub_tasks],
                targets=[Part(each.percent) for each in self.targets] if measured else (),
                reported_periods=self.reported_periods,
                periods=periods_between(whole, self.report_every) if ongoing else 0,
            )
        )

    def course_of(self, target: TargetRow) -> Course:
        """With the task, or straight to a date of its own."""
        same = target.due_on == self.due_on
        return self.course if same else course(self.starts_on, target.due_on)


def get_task(task_id: int, *, on: date, policy: LightPolicy) -> TaskRow:
    row = db.session.execute(_task(), {"task_id": task_id}).mappings().one_or_none()
    if row is None:
        raise NotFound("task.not-found", task_id=task_id)
    return _task_row(row, on=on, policy=policy)


@cache
def _task() -> sa.Select[*tuple[Any, ...]]:
    """Made once: building it costs more than running it."""
    lead, leader, signer, whole = aliased(Unit), aliased(User), aliased(User), aliased(Task)
    return (
        sa.select(
            Task,
            whole.id.label("whole_id"),
            whole.number.label("whole_number"),
            whole.title.label("whole_title"),
            whole.state.label("whole_state"),
            whole.due_on.label("whole_due_on"),
            WorkPlan.title.label("plan_title"),
            WorkPlan.state.label("plan_state"),
            WorkPlan.closed_at.label("plan_closed_at"),
            Strategy.position.label("strategy_position"),
            Strategy.title.label("strategy_title"),
            lead.name.label("lead_unit"),
            leader.name.label("leader"),
            signer.name.label("signed_by"),
        )
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .join(Strategy, Strategy.id == Task.strategy_id)
        .outerjoin(lead, lead.id == Task.lead_unit_id)
        .outerjoin(Supervision, Supervision.unit_id == Task.lead_unit_id)
        .outerjoin(leader, leader.id == Supervision.leader_id)
        .outerjoin(signer, signer.id == Task.signed_by_id)
        .outerjoin(whole, whole.id == Task.parent_id)
        .where(Task.id == sa.bindparam("task_id"))
    )


def _whole(row: sa.RowMapping) -> WholeRow | None:
    if row["whole_id"] is None:
        return None
    return WholeRow(*(row[f"whole_{name}"] for name in WholeRow.__slots__))


def _task_row(row: sa.RowMapping, *, on: date, policy: LightPolicy) -> TaskRow:
    task: Task = row["Task"]
    closed_on = day_of(row["plan_closed_at"]) if row["plan_closed_at"] else None
    on = clock_of(on, closed_on)
    units = _supporting(task.id)
    milestones, facts = list_milestones(task.id), get_facts(db.session(), task.id)
    line = course(task.starts_on, task.due_on, course_points(milestones))
    return TaskRow(
        id=task.id,
        version=task.version,
        plan_id=task.plan_id,
        plan_title=row["plan_title"],
        plan_state=row["plan_state"],
        plan_closed_on=closed_on,
        on=on,
        strategy_id=task.strategy_id,
        strategy=strategy_name(row["strategy_position"], row["strategy_title"]),
        source=task.source,
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
        planned_due_on=task.planned_due_on,
        percent=task.percent,
        confidence=task.confidence,
        light=task.light,
        days_late=days_late(task.due_on, task.submitted_on, on),
        original_light=_original_light(task, on, policy),
        original_days_late=days_late(task.original_due_on, task.submitted_on, on),
        submitted_on=task.submitted_on,
        was_red=task.was_red,
        last_reported_on=task.last_reported_on,
        issued_at=task.issued_at,
        signed_at=task.signed_at,
        signed_by=row["signed_by"],
        course=line,
        targets=list_targets(task.id),
        milestones=milestones,
        sub_tasks=list_sub_tasks(task.id, due_on=task.due_on) if facts.parts else (),
        whole=_whole(row),
        facts=facts,
        reported_periods=task.reported_periods,
    )


def _original_light(task: Task, on: date, policy: LightPolicy) -> Light | None:
    """The light that the task would have if its date had not been moved."""
    if task.original_due_on == task.due_on:
        return None
    line = course(task.starts_on, task.original_due_on)
    facts = LightFacts(task.state, task.kind, line, task.percent, submitted_on=task.submitted_on)
    return light(facts, on, policy)


def _supporting(task_id: int) -> Mapping[int, str]:
    rows = db.session.execute(
        sa.select(Unit.id, Unit.name)
        .join(TaskSupport, TaskSupport.unit_id == Unit.id)
        .where(TaskSupport.task_id == task_id)
        .order_by(Unit.position, Unit.id)
    )
    return {unit_id: name for unit_id, name in rows}  # noqa: C416 -- rows, not pairs
