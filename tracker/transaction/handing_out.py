"""交办, 改派, 设时限: what the office does to one task or to many, once it is clear that it may.

The tasks are held until the commit; who may, and whether the terms will do, was looked at before.
"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.lifecycle import Move, move
from tracker.domain.values import TaskState
from tracker.models import Task, Unit
from tracker.transaction import audit, parts
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.due_dates import lapse_extension, set_draft_due
from tracker.transaction.figures import figures_kept


def issue(session: Session, doing: Doing, tasks: Sequence[Task]) -> int:
    """Each with its parts. Returns how many were issued."""
    following = [p for task in tasks for p in parts.parts_that_follow(session, task, Move.ISSUE)]
    issued = [*tasks, *following]
    with figures_kept(session, issued, doing):
        for each in issued:
            each.state = move(each.state, Move.ISSUE)
            each.issued_at, each.original_due_on = doing.now, each.due_on
            each.version += 1
    for task in tasks:
        audit.record(
            session,
            doing,
            "task.issued",
            Subject("task", task.id),
            before={"state": TaskState.DRAFT.value},
            after={"state": task.state.value, "due_on": task.due_on.isoformat()},
        )
    return len(issued)


def reassign(
    session: Session, doing: Doing, tasks: Sequence[Task], *, lead_unit_id: int, reason: str
) -> None:
    """The new unit signs off anew and goes on from where each task stands."""
    names = _unit_names(session, tasks, lead_unit_id)
    before = [names.get(task.lead_unit_id or 0) for task in tasks]
    with figures_kept(session, tasks, doing):
        for task in tasks:
            task.state, task.lead_unit_id = move(task.state, Move.REASSIGN), lead_unit_id
            task.signed_at = task.signed_by_id = None
            task.supports = [each for each in task.supports if each.unit_id != lead_unit_id]
            task.version += 1
            lapse_extension(session, task, doing)
    after: dict[str, Plain] = {"lead_unit": names[lead_unit_id], "reason": reason.strip()}
    for task, was in zip(tasks, before, strict=True):
        audit.record(
            session,
            doing,
            "task.reassigned",
            Subject("task", task.id),
            before={"lead_unit": was},
            after=after,
        )


def _unit_names(session: Session, tasks: Sequence[Task], new_unit_id: int) -> dict[int, str]:
    ids = {task.lead_unit_id for task in tasks} | {new_unit_id}
    rows = session.execute(sa.select(Unit.id, Unit.name).where(Unit.id.in_(ids - {None})))
    return {unit_id: name for unit_id, name in rows}  # noqa: C416 -- rows, not pairs


def set_draft_dues(session: Session, doing: Doing, tasks: Sequence[Task], due_on: date) -> None:
    before = [task.due_on for task in tasks]
    with figures_kept(session, tasks, doing):
        for task in tasks:
            set_draft_due(task, due_on)
            task.version += 1
    for task, was in zip(tasks, before, strict=True):
        audit.record(
            session,
            doing,
            "task.edited",
            Subject("task", task.id),
            before={"due_on": was.isoformat()},
            after={"due_on": due_on.isoformat()},
        )
