"""The tasks that were chosen for 成批办理: what the preview shows and the rules ask of each."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.bulk_acts import MOST, BulkFacts
from tracker.domain.lights import Light, days_late
from tracker.domain.permissions import TaskFacts
from tracker.domain.terms.tasks import TermsFacts
from tracker.domain.values import Period, TaskState
from tracker.models import Milestone, Strategy, Task, Unit, WorkPlan
from tracker.queries.task_facts import list_facts
from tracker.queries.task_filter import TaskFilter, conditions


@dataclass(frozen=True, slots=True)
class BulkRow:
    id: int
    version: int
    number: str
    title: str
    plan_title: str
    lead_unit_id: int | None
    lead_unit: str  # empty where none is set yet
    state: TaskState
    light: Light
    days_late: int
    percent: Decimal | None
    due_on: date
    rules: BulkFacts


def list_matching(wanted: TaskFilter, on: date) -> Sequence[int]:
    """All that a filter finds; one more than may be done at once tells that they are too many."""
    found = sa.select(Task.id).where(*conditions(wanted, on)).order_by(Task.id).limit(MOST + 1)
    return db.session.scalars(found).all()


def list_bulk_rows(task_ids: Collection[int], on: date) -> Sequence[BulkRow]:
    """In the order of their plans."""
    rows = db.session.execute(
        sa.select(Task, WorkPlan, Unit.name)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .join(Strategy, Strategy.id == Task.strategy_id)
        .outerjoin(Unit, Unit.id == Task.lead_unit_id)
        .where(Task.id.in_(task_ids))
        .order_by(Task.plan_id, Strategy.position, Task.position, Task.id)
    ).all()
    facts, days = list_facts(db.session(), task_ids), _milestones(task_ids)
    return [
        _row(task, plan, unit or "", _rules(task, plan, facts[task.id], days[task.id]), on)
        for task, plan, unit in rows
    ]


def _milestones(task_ids: Collection[int]) -> Mapping[int, list[date]]:
    found: defaultdict[int, list[date]] = defaultdict(list)
    rows = db.session.execute(
        sa.select(Milestone.task_id, Milestone.on).where(Milestone.task_id.in_(task_ids))
    )
    for task_id, on in rows:
        found[task_id].append(on)
    return found


def _rules(task: Task, plan: WorkPlan, facts: TaskFacts, milestones: Collection[date]) -> BulkFacts:
    return BulkFacts(
        facts=facts,
        terms=TermsFacts(
            state=task.state,
            lead_unit_id=task.lead_unit_id,
            due_on=task.due_on,
            milestones=tuple(milestones),
        ),
        starts_on=task.starts_on,
        period=Period(plan.starts_on, plan.ends_on),
    )


def _row(task: Task, plan: WorkPlan, unit: str, rules: BulkFacts, on: date) -> BulkRow:
    return BulkRow(
        id=task.id,
        version=task.version,
        number=task.number,
        title=task.title,
        plan_title=plan.title,
        lead_unit_id=task.lead_unit_id,
        lead_unit=unit,
        state=task.state,
        light=task.light,
        days_late=days_late(task.due_on, task.submitted_on, on),
        percent=task.percent,
        due_on=task.due_on,
        rules=rules,
    )
