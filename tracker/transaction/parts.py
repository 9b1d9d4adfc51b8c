"""A task and its sub-tasks: what happens to the whole happens to its parts."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.lifecycle import Move, is_allowed
from tracker.models import Task


def get_sub_tasks(session: Session, task: Task) -> Sequence[Task]:
    """The sub-tasks, locked until the commit."""
    return session.scalars(
        sa.select(Task).where(Task.parent_id == task.id).order_by(Task.id).with_for_update()
    ).all()


def parts_that_follow(session: Session, task: Task, by: Move) -> list[Task]:
    """The parts that make the same move; the others stay as they are."""
    return [part for part in get_sub_tasks(session, task) if is_allowed(part.state, by)]
