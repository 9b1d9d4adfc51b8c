"""A plan of any size for measuring: the same numbers always give the same rows."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.calendar_days import day_of
from tracker.domain.doing import Doing
from tracker.domain.drafts.issuing import plan_order, task_number
from tracker.domain.errors import RuleBroken
from tracker.domain.periods import period_start
from tracker.domain.terms.tasks import NewTask
from tracker.domain.values import (
    Op,
    PlanState,
    ProgressMode,
    Role,
    TargetKind,
    TaskState,
    UnitKind,
)
from tracker.models import (
    ProgressUpdate,
    Strategy,
    Target,
    Task,
    Unit,
    User,
    UserRole,
    WorkPlan,
)
from tracker.transaction.figures import begin_figures
from tracker.transaction.new_task import Place, new_task
from tracker.transaction.unit_of_work import unit_of_work

BATCH = 1000
UNIT_NAME = "第{}测算单位"
NO_LOGIN = "!"  # is no argon2 hash: nobody can log in as a synthetic person


@dataclass(frozen=True, slots=True)
class Shape:
    tasks: int
    strategies: int
    units: int
    users: int
    seed: int


@dataclass(frozen=True, slots=True)
class Staff:
    """Who may lead, and one chief of each unit to sign the reports."""

    unit_ids: Sequence[int]
    chief_ids: Sequence[int]


def fill(doing: Doing, shape: Shape) -> int:
    """Adds units, chiefs and one active plan of this year. Returns the id of the plan."""
    if min(shape.tasks, shape.strategies, shape.units) < 1 or shape.users < shape.units:
        raise RuleBroken("synthetic.too-small")
    rng = random.Random(shape.seed)  # noqa: S311 -- measuring, not secrets
    with unit_of_work() as session:
        staff = _add_staff(session, shape)
        plan = _add_plan(session, shape, doing)
        strategies = _add_strategies(session, plan, shape)
    for first in range(0, shape.tasks, BATCH):
        with unit_of_work() as session:
            numbers = range(first, min(first + BATCH, shape.tasks))
            tasks = [_task(rng, n, plan.id, strategies, staff, doing) for n in numbers]
            session.add_all(tasks)
            session.flush()
            _add_reports(session, rng, tasks, staff, doing)
            begin_figures(session, tasks, doing)
    return plan.id


def _add_staff(session: Session, shape: Shape) -> Staff:
    if session.scalar(sa.select(Unit.id).where(Unit.name == UNIT_NAME.format(1))):
        raise RuleBroken("synthetic.already-there")
    units = [
        Unit(name=UNIT_NAME.format(n), kind=UnitKind.OFFICE, position=n)
        for n in range(1, shape.units + 1)
    ]
    session.add_all(units)
    session.flush()
    people = [
        User(
            login=f"load{n}",
            name=f"测算{n}",
            mail=f"load{n}@example.invalid",
            unit_id=units[n % len(units)].id,
            password_hash=NO_LOGIN,
            roles=[UserRole(role=Role.CHIEF)],
        )
        for n in range(shape.users)
    ]
    session.add_all(people)
    session.flush()
    return Staff([unit.id for unit in units], [person.id for person in people[: len(units)]])


def _add_plan(session: Session, shape: Shape, doing: Doing) -> WorkPlan:
    year = doing.on.year
    plan = WorkPlan(
        title=f"{year}年测算计划（{shape.tasks} 项）",
        organisation="测算",
        year=year,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        state=PlanState.ACTIVE,
        created_at=doing.now,
        published_at=doing.now,
    )
    session.add(plan)
    session.flush()
    return plan


def _add_strategies(session: Session, plan: WorkPlan, shape: Shape) -> Sequence[int]:
    rows = [
        Strategy(plan_id=plan.id, position=n, number=str(n), title=f"第{n}测算板块")
        for n in range(1, shape.strategies + 1)
    ]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def _task(
    rng: random.Random,
    number: int,
    plan_id: int,
    strategies: Sequence[int],
    staff: Staff,
    doing: Doing,
) -> Task:
    """Due dates are spread over the year. Percents roughly follow the calendar."""
    year = doing.on.year
    due_on = date(year, 2, 1) + timedelta(days=rng.randrange(333))
    passed = (doing.on - date(year, 1, 1)) / max(timedelta(1), due_on - date(year, 1, 1))
    percent = round(Decimal(min(1.0, passed * rng.uniform(0.5, 1.1)) * 100), 2)
    done = percent == 100 and rng.random() < 0.9
    place = number % len(strategies)
    position = number // len(strategies) + 1
    told, order = task_number(place % 99 + 1, position), plan_order(place + 1, position)
    where = Place(plan_id, strategies[place], position, told, order)
    task = new_task(
        where,
        NewTask(
            title=f"完成第{number + 1}项测算工作",
            content=f"完成第{number + 1}项测算工作，按期达到目标。",
            lead_unit_id=staff.unit_ids[rng.randrange(len(staff.unit_ids))],
            starts_on=date(year, 1, 1),
            due_on=due_on,
            mode=ProgressMode.TARGETS,
        ),
    )
    task.state = TaskState.DONE if done else TaskState.IN_PROGRESS
    task.issued_at, task.percent = doing.now - timedelta(days=300), percent
    task.targets = [_target(percent, due_on)]
    return task


def _target(current: Decimal, due_on: date) -> Target:
    return Target(
        position=1,
        metric="测算数",
        kind=TargetKind.REACH,
        op=Op.AT_LEAST,
        value=Decimal(100),
        unit="个",
        current=current,
        due_on=due_on,
    )


def _add_reports(
    session: Session, rng: random.Random, tasks: Sequence[Task], staff: Staff, doing: Doing
) -> None:
    chief_of = dict(zip(staff.unit_ids, staff.chief_ids))
    updates = []
    for task in tasks:
        at = doing.now - timedelta(days=rng.randrange(60))
        task.last_reported_on, task.reported_periods = day_of(at), 1
        lead = task.lead_unit_id or 0
        updates.append(
            ProgressUpdate(
                task_id=task.id,
                author_id=chief_of[lead],
                unit_id=lead,
                at=at,
                reported_on=day_of(at),
                period_on=period_start(day_of(at), task.report_every),
                percent=task.percent,
                narrative=f"累计完成 {task.percent}。",
                problem="人手偏紧。" if rng.random() < 0.3 else "",
            )
        )
    session.add_all(updates)
    session.flush()
    for task, update in zip(tasks, updates):
        task.last_update_id = update.id
