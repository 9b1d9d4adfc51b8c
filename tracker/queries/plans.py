"""Plans, and the tasks of one as a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.errors import NotFound
from tracker.domain.lifecycle import RUNNING_STATES, Move, states_for
from tracker.domain.lights import Colour, Light
from tracker.domain.values import PlanState, TaskState
from tracker.domain.words.titles import strategy_name
from tracker.models import ImportDraft, PlanDocument, Strategy, Target, Task, Unit, WorkPlan


@dataclass(frozen=True, slots=True)
class PlanRow:
    id: int
    title: str
    organisation: str
    year: int
    starts_on: date
    ends_on: date
    state: PlanState
    strategies: int
    tasks: int
    targets: int
    dated_tasks: int  # due before the plan ends: the document names a date
    filename: str | None  # of the document it came from
    version: int
    has_import: bool  # was made of a draft, which is open again when the plan is discarded


@dataclass(frozen=True, slots=True)
class PlanTaskRow:
    id: int
    number: str
    title: str
    strategy: str  # with its number
    lead_unit: str | None
    due_on: date
    state: TaskState
    percent: Decimal | None
    light: Light
    is_sub_task: bool
    strategy_id: int
    strategy_position: int
    version: int


def _count(
    model: type[Strategy | Task | Target], *where: sa.ColumnElement[bool]
) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count(model.id)).where(*where).scalar_subquery()


_PLANS = sa.select(
    WorkPlan.id,
    WorkPlan.title,
    WorkPlan.organisation,
    WorkPlan.year,
    WorkPlan.starts_on,
    WorkPlan.ends_on,
    WorkPlan.state,
    _count(Strategy, Strategy.plan_id == WorkPlan.id),
    _count(Task, Task.plan_id == WorkPlan.id, Task.parent_id.is_(None)),
    _count(Target, Target.task_id == Task.id, Task.plan_id == WorkPlan.id),
    _count(
        Task,
        Task.plan_id == WorkPlan.id,
        Task.parent_id.is_(None),
        Task.due_on < WorkPlan.ends_on,
    ),
    PlanDocument.filename,
    WorkPlan.version,
    sa.exists().where(ImportDraft.plan_id == WorkPlan.id),
).outerjoin(PlanDocument, PlanDocument.id == WorkPlan.document_id)


@dataclass(frozen=True, slots=True)
class PlanTally:
    """How far a plan is: first-level tasks that were issued and are not withdrawn."""

    plan_id: int
    drafts: int
    running: int
    submitted: int
    done: int
    red: int


def list_tallies() -> Mapping[int, PlanTally]:
    """By plan, for the list of plans."""
    rows = db.session.execute(
        sa.select(
            Task.plan_id,
            _count_of(Task.state == TaskState.DRAFT),
            _count_of(Task.state.in_(RUNNING_STATES)),
            _count_of(Task.state == TaskState.SUBMITTED),
            _count_of(Task.state == TaskState.DONE),
            _count_of(Task.light.in_([light for light in Light if light.colour is Colour.RED])),
        )
        .where(Task.parent_id.is_(None))
        .group_by(Task.plan_id)
        .order_by(Task.plan_id)
    )
    return {row[0]: PlanTally(*row) for row in rows}


def _count_of(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.count(sa.case((condition, 1)))


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """What 整体顺延 would change, sub-tasks included."""

    moving: int  # open and not overdue: their dates move
    extended: int  # of these, with a granted extension: they keep the later date
    overdue: int  # open and past due: their dates stay
    closed: int  # done or withdrawn: nothing happens


def get_move_facts(plan_id: int, *, on: date) -> MoveFacts:
    moves = Task.state.in_(states_for(Move.POSTPONE))
    clock = sa.func.coalesce(Task.submitted_on, on)  # it stands still while it is verified
    ahead = sa.and_(moves, Task.due_on >= clock)
    row = db.session.execute(
        sa.select(
            _count_of(ahead),
            _count_of(sa.and_(ahead, Task.planned_due_on.is_not(None))),
            _count_of(sa.and_(moves, Task.due_on < clock)),
            _count_of(~moves),
        ).where(Task.plan_id == plan_id)
    ).one()
    return MoveFacts(*row)


def list_plans() -> Sequence[PlanRow]:
    rows = db.session.execute(_PLANS.order_by(WorkPlan.year.desc(), WorkPlan.id.desc()))
    return [PlanRow(*tuple(row)) for row in rows]


def get_plan(plan_id: int) -> PlanRow:
    row = db.session.execute(_PLANS.where(WorkPlan.id == plan_id)).one_or_none()
    if row is None:
        raise NotFound("plan.not-found", plan_id=plan_id)
    return PlanRow(*tuple(row))


def list_tasks(plan_id: int) -> Sequence[PlanTaskRow]:
    """In the order of the plan; the sub-tasks of a task stand below it."""
    parent = aliased(Task)
    rows = db.session.execute(
        sa.select(
            Task.id,
            Task.number,
            Task.title,
            Strategy.title,
            Unit.name,
            Task.due_on,
            Task.state,
            Task.percent,
            Task.light,
            Task.parent_id.isnot(None),
            Strategy.id,
            Strategy.position,
            Task.version,
        )
        .join(Strategy, Strategy.id == Task.strategy_id)
        .outerjoin(Unit, Unit.id == Task.lead_unit_id)
        .outerjoin(parent, parent.id == Task.parent_id)
        .where(Task.plan_id == plan_id)
        .order_by(
            Strategy.position,
            sa.func.coalesce(parent.position, Task.position),
            sa.func.coalesce(parent.id, Task.id),
            Task.parent_id.isnot(None),
            Task.position,
        )
    )
    found = (PlanTaskRow(*tuple(row)) for row in rows)
    return [
        replace(task, strategy=strategy_name(task.strategy_position, task.strategy))
        for task in found
    ]
