"""A plan of any size for measuring: the same numbers always give the same rows."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

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


_COLUMNS = frozenset(sa.inspect(Task).columns.keys())


@dataclass(frozen=True, slots=True)
class Shape:
    tasks: int
    strategies: int
    units: int
    users: int
    seed: int


@dataclass(frozen=True, slots=True)
class Staff:
    """Who may lead, and one chief of each unit, by unit, to sign the reports."""

    unit_ids: Sequence[int]
    unit_names: Mapping[int, str]
    chief_ids: Mapping[int, int]


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
            reports = [_report(rng, task, staff, doing) for task in tasks]
            begin_figures(session, tasks, doing)
            _add(session, tasks, reports)
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
    chiefs = {person.unit_id: person.id for person in reversed(people)}
    names = {unit.id: unit.name for unit in units}
    return Staff(list(names), names, chiefs)


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
    return task


def _target(task: Task) -> dict[str, Any]:
    return {
        "task_id": task.id,
        "position": 1,
        "metric": "测算数",
        "kind": TargetKind.REACH,
        "op": Op.AT_LEAST,
        "value": Decimal(100),
        "unit": "个",
        "current": task.percent,
        "due_on": task.due_on,
    }


def _report(rng: random.Random, task: Task, staff: Staff, doing: Doing) -> dict[str, Any]:
    at = doing.now - timedelta(days=rng.randrange(60))
    task.last_reported_on, task.reported_periods = day_of(at), 1
    lead = task.lead_unit_id or 0
    return {
        "author_id": staff.chief_ids[lead],
        "unit_id": lead,
        "unit_name": staff.unit_names[lead],
        "at": at,
        "reported_on": day_of(at),
        "period_on": period_start(day_of(at), task.report_every),
        "percent": task.percent,
        "narrative": f"累计完成 {task.percent}。",
        "problem": "人手偏紧。" if rng.random() < 0.3 else "",
    }


def _add(session: Session, tasks: Sequence[Task], reports: Sequence[dict[str, Any]]) -> None:
    """As plain rows: as entities, each written by itself, they would take most of the time."""
    connection = session.connection()
    made = sa.insert(Task).returning(Task.id, sort_by_parameter_order=True)
    task_ids = connection.scalars(made, [_row(task) for task in tasks])
    for task, task_id in zip(tasks, task_ids):
        task.id = task_id
    connection.execute(sa.insert(Target), [_target(task) for task in tasks])
    made = sa.insert(ProgressUpdate).returning(ProgressUpdate.id, sort_by_parameter_order=True)
    rows = [report | {"task_id": task.id} for task, report in zip(tasks, reports)]
    update_ids = connection.scalars(made, rows)
    newest = [{"of": task.id, "newest": newest} for task, newest in zip(tasks, update_ids)]
    pointing = sa.update(Task).where(Task.id == sa.bindparam("of"))
    connection.execute(pointing.values(last_update_id=sa.bindparam("newest")), newest)


def _row(task: Task) -> dict[str, Any]:
    """What was set of it."""
    return {name: value for name, value in vars(task).items() if name in _COLUMNS}
