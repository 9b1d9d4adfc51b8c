"""Where tasks belong: what tells two apart in a list that holds tasks of several plans."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.models import Task, WorkPlan

_WHOLE = aliased(Task)
Statement = sa.Select[*tuple[Any, ...]]
# The last columns of a row of a statement `with_places`: of the whole task, and of the plan.
Belonging = tuple[str | None, str | None, int, str]


@dataclass(frozen=True, slots=True)
class TaskPlace:
    whole: (
        str  # number and title of the task that it is a part of; empty for one of the first level
    )
    plan_title: str  # empty where all in the list are of one plan


def list_places(task_ids: Collection[int]) -> Mapping[int, TaskPlace]:
    """Of all tasks of one list."""
    if not task_ids:
        return {}
    tasks = sa.select(Task.id).join(WorkPlan, WorkPlan.id == Task.plan_id)
    rows = db.session.execute(with_places(tasks.where(Task.id.in_(task_ids)).order_by(Task.id)))
    return places((task_id, (*belonging,)) for task_id, *belonging in rows)


def with_places(statement: Statement) -> Statement:
    """A statement about tasks that joins their plans."""
    return statement.outerjoin(_WHOLE, _WHOLE.id == Task.parent_id).add_columns(
        _WHOLE.number, _WHOLE.title, WorkPlan.id, WorkPlan.title
    )


def places(rows: Iterable[tuple[int, Belonging]]) -> Mapping[int, TaskPlace]:
    """By task. Numbers repeat across plans, so a list of several plans names them."""
    found = dict(rows)
    are_many = len({plan_id for *_, plan_id, _ in found.values()}) > 1
    return {
        task_id: TaskPlace(f"{number} {title}" if number else "", plan if are_many else "")
        for task_id, (number, title, _, plan) in found.items()
    }
