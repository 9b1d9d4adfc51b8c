"""A task and its sub-tasks: what happens to the whole happens to its parts."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.errors import RuleBroken
from tracker.domain.lifecycle import OPEN_STATES, Move, is_allowed
from tracker.domain.values import TaskState
from tracker.models import Task


def get_sub_tasks(session: Session, task: Task) -> Sequence[Task]:
    """Its parts, held until the commit."""
    return session.scalars(
        sa.select(Task).where(Task.parent_id == task.id).order_by(Task.id).with_for_update()
    ).all()


def parts_that_follow(session: Session, task: Task, by: Move) -> list[Task]:
    """The parts that make the same move; the others stay as they are. What is being verified is
    decided first."""
    parts = get_sub_tasks(session, task)
    for part in parts:
        if part.state is TaskState.SUBMITTED:
            raise RuleBroken("task.part-submitted", number=part.number)
    return [part for part in parts if is_allowed(part.state, by)]


def check_whole_is_open(session: Session, task: Task) -> None:
    """A part goes on when its task does, not before."""
    if task.parent_id is None:
        return
    whole = session.get_one(Task, task.parent_id)
    if whole.state not in OPEN_STATES:
        raise RuleBroken("task.parent-stopped", state=whole.state)
