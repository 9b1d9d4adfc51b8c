"""催办: whom it goes to, what a mail says of it, which ones wait for a report."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.letters import UrgingItem, UrgingLetter
from tracker.domain.lifecycle import Move, states_for
from tracker.domain.lights import days_late
from tracker.domain.values import PlanState, Role
from tracker.models import Task, Urging, User, UserRole, WorkPlan
from tracker.queries.task_places import list_places


@dataclass(frozen=True, slots=True)
class ChiefRow:
    user_id: int
    name: str
    mail: str | None


@dataclass(frozen=True, slots=True)
class UrgingRow:
    times: int
    word: str
    by: str
    on: date


def list_chiefs(unit_ids: Collection[int]) -> Mapping[int, Sequence[ChiefRow]]:
    """By unit: those who answer for its tasks."""
    rows = db.session.execute(
        sa.select(User.unit_id, User.id, User.name, User.mail)
        .join(UserRole, UserRole.user_id == User.id)
        .where(User.unit_id.in_(set(unit_ids)), User.is_active, UserRole.role == Role.CHIEF)
        .order_by(User.id)
    )
    found: dict[int, list[ChiefRow]] = {}
    for unit_id, user_id, name, mail in rows:
        found.setdefault(unit_id, []).append(ChiefRow(user_id, name, mail))
    return found


def count_urgings(task_ids: Collection[int]) -> Mapping[int, int]:
    """How often each task was urged; those never urged are left out."""
    rows = db.session.execute(
        sa.select(Urging.task_id, sa.func.max(Urging.times))
        .where(Urging.task_id.in_(task_ids))
        .group_by(Urging.task_id)
    )
    return {task_id: times for task_id, times in rows}  # noqa: C416 -- rows, not pairs


def list_open_urgings(task_ids: Collection[int]) -> Mapping[int, UrgingRow]:
    """The newest of each task, unless its unit reported on that day or later."""
    if not task_ids:
        return {}
    newest = (
        sa.select(sa.func.max(Urging.id))
        .where(Urging.task_id.in_(task_ids))
        .group_by(Urging.task_id)
    )
    rows = db.session.execute(
        sa.select(Urging, User.name, Task.last_reported_on)
        .join(User, User.id == Urging.by_id)
        .join(Task, Task.id == Urging.task_id)
        .where(Urging.id.in_(newest))
    )
    return {
        row.task_id: UrgingRow(row.times, row.word, by, day_of(row.at))
        for row, by, reported_on in rows
        if reported_on is None or reported_on < day_of(row.at)
    }


def find_urging_letter(user_id: int, urging_ids: str) -> UrgingLetter | None:
    """Of the ids, as 4,5,6, what still holds: tasks that were closed, stopped or given to others
    since are left out."""
    urger = aliased(User)
    rows = db.session.execute(
        sa.select(Urging, Task, User.name, urger.name)
        .join(Task, Task.id == Urging.task_id)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .join(User, User.unit_id == Task.lead_unit_id)
        .join(urger, urger.id == Urging.by_id)
        .where(
            Urging.id.in_(map(int, urging_ids.split(","))),
            User.id == user_id,
            Task.state.in_(states_for(Move.REMIND)),
            WorkPlan.state == PlanState.ACTIVE,
        )
        .order_by(Task.due_on, Task.id)
    ).all()
    if not rows:
        return None
    first, _, name, by = rows[0]
    on, places = day_of(first.at), list_places([task.id for _, task, _, _ in rows])
    items = [_item(row, task, places[task.id].plan_title, on) for row, task, _, _ in rows]
    return UrgingLetter(name, by, on, first.word, tuple(items))


def _item(row: Urging, task: Task, plan_title: str, on: date) -> UrgingItem:
    return UrgingItem(
        task_id=task.id,
        number=task.number,
        title=task.title,
        due_on=task.due_on,
        days_late=days_late(task.due_on, task.submitted_on, on),
        times=row.times,
        plan_title=plan_title,
    )
