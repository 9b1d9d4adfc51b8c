"""One unit goes into another: tasks, people and names follow."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.errors import RuleBroken
from tracker.domain.permissions import Permission
from tracker.domain.values import PlanState
from tracker.models import Supervision, Task, TaskSupport, Unit, UnitAlias, UnitDuty, User, WorkPlan
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.figures import figures_kept
from tracker.transaction.help_requests import move_help
from tracker.transaction.unit_of_work import unit_of_work


@dataclass(frozen=True, slots=True)
class Moved:
    tasks: int
    people: int


def merge(doing: Doing, *, unit_id: int, into_id: int) -> Moved:
    """The tasks of plans that are not closed follow, led or supported; closed plans stay as they
    were. The old unit remains, inactive, so that history keeps its name."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.UNIT_MANAGE)
        unit, into = _both(session, unit_id, into_id)
        tasks = _led_by(session, unit)
        with figures_kept(session, tasks, doing):
            for task in tasks:
                task.lead_unit_id = into.id
        _move_supports(session, unit, into)
        move_help(session, unit, into)
        people = _move_people(session, unit, into)
        _move_names(session, unit, into)
        for task in tasks:
            _tell_task(session, doing, task, unit, into)
        audit.record(
            session,
            doing,
            "unit.merged",
            Subject("unit", unit.id),
            before={"name": unit.name},
            after={"name": into.name, "tasks": len(tasks), "people": people},
        )
        return Moved(tasks=len(tasks), people=people)


def _both(session: Session, unit_id: int, into_id: int) -> tuple[Unit, Unit]:
    """Locked in one order, so that two mergers cannot deadlock."""
    if unit_id == into_id:
        raise RuleBroken("unit.merged-into-itself", field="into")
    held = {each: access.get_unit(session, each) for each in sorted((unit_id, into_id))}
    unit, into = held[unit_id], held[into_id]
    if not unit.is_active:
        raise RuleBroken("unit.inactive", name=unit.name)
    if not into.is_active:
        raise RuleBroken("unit.inactive", field="into", name=into.name)
    return unit, into


def _led_by(session: Session, unit: Unit) -> Sequence[Task]:
    """Held with the tasks that they are parts of, in the order in which everybody holds tasks."""
    open_plans = sa.select(WorkPlan.id).where(WorkPlan.state != PlanState.CLOSED)
    led = (Task.lead_unit_id == unit.id, Task.plan_id.in_(open_plans))
    wholes = sa.select(Task.parent_id).where(*led, Task.parent_id.is_not(None))
    held = session.scalars(
        sa.select(Task)
        .where(sa.or_(sa.and_(*led), Task.id.in_(wholes)))
        .order_by(Task.id)
        .with_for_update()
    )
    return [task for task in held if task.lead_unit_id == unit.id]


def _move_supports(session: Session, unit: Unit, into: Unit) -> None:
    """Nobody supports a task twice, or one that they lead."""
    open_tasks = (
        sa.select(Task.id)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .where(WorkPlan.state != PlanState.CLOSED)
    )
    of_open = TaskSupport.task_id.in_(open_tasks)
    already = sa.select(TaskSupport.task_id).where(TaskSupport.unit_id == into.id)
    led = sa.select(Task.id).where(Task.lead_unit_id == into.id)
    needless = TaskSupport.task_id.in_(sa.union_all(already, led))
    old = (TaskSupport.unit_id == unit.id, of_open)
    session.execute(sa.delete(TaskSupport).where(*old, needless))
    session.execute(sa.update(TaskSupport).where(*old).values(unit_id=into.id))
    session.execute(
        sa.delete(TaskSupport).where(
            TaskSupport.unit_id == into.id, of_open, TaskSupport.task_id.in_(led)
        )
    )


def _move_people(session: Session, unit: Unit, into: Unit) -> int:
    moved = session.scalars(
        sa.update(User).where(User.unit_id == unit.id).values(unit_id=into.id).returning(User.id)
    ).all()
    leader = session.get(Supervision, unit.id)
    if leader is not None:
        if session.get(Supervision, into.id) is None:
            session.add(Supervision(unit_id=into.id, leader_id=leader.leader_id))
        session.delete(leader)
    return len(moved)


def _move_names(session: Session, unit: Unit, into: Unit) -> None:
    """Documents that name the old unit mean the new one from now on."""
    names = [unit.name, *(alias.name for alias in unit.aliases)]
    duties = [duty.text for duty in unit.duties]
    unit.aliases, unit.duties, unit.is_active = [], [], False
    session.flush()
    known = {into.name, *(alias.name for alias in into.aliases)}
    into.aliases += [UnitAlias(name=name) for name in names if name not in known]
    done = {duty.text for duty in into.duties}
    into.duties += [UnitDuty(text=text) for text in duties if text not in done]
    session.flush()


def _tell_task(session: Session, doing: Doing, task: Task, unit: Unit, into: Unit) -> None:
    """The time line of each task then says which unit had it."""
    audit.record(
        session,
        doing,
        "task.reassigned",
        Subject("task", task.id),
        before={"lead_unit": unit.name},
        after={"lead_unit": into.name, "reason": "单位合并"},
    )
