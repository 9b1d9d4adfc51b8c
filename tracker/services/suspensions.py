"""中止 and 恢复: a task stops for a while, with a reason, and goes on."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import raise_all
from tracker.domain.lifecycle import Move, move, resumed
from tracker.domain.plan_dates import DueDates
from tracker.domain.terms.dates import new_due_faults
from tracker.domain.terms.texts import required_faults
from tracker.domain.values import TaskState
from tracker.models import Suspension, Task
from tracker.transaction import access, audit, parts
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.due_dates import lapse_extension, set_due_dates
from tracker.transaction.figures import figures_kept
from tracker.transaction.unit_of_work import unit_of_work


def suspend(doing: Doing, *, task_id: int, reason: str) -> None:
    """中止. The parts that are being worked on stop with it."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.SUSPEND)
        before = task.state
        raise_all(required_faults({"reason": reason}))
        stopping = [task, *parts.parts_that_follow(session, task, Move.SUSPEND)]
        with figures_kept(session, stopping, doing):
            for each in stopping:
                each.state = move(each.state, Move.SUSPEND)
                each.version += 1
                lapse_extension(session, each, doing)
                session.add(
                    Suspension(
                        task_id=each.id,
                        suspended_by_id=doing.actor.user_id,
                        suspended_at=doing.now,
                        reason=reason.strip(),
                        with_whole=each is not task,
                    )
                )
        _record(session, doing, "task.suspended", stopping, before, reason)


def resume(doing: Doing, *, task_id: int, reason: str, due_on: date | None = None) -> None:
    """恢复办理, if need be to a later date. The parts that stopped with it go on with it."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.RESUME)
        before = task.state
        faults = required_faults({"reason": reason})
        raise_all([*faults, *new_due_faults(task.due_on, due_on, on=doing.on)])
        stopped = _stopped(session, task)
        with figures_kept(session, [each for each, _ in stopped], doing):
            for each, row in stopped:
                _go_on(doing, each, row, reason)
                if each is task and due_on is not None:
                    row.due_from, row.due_to = task.due_on, due_on
                    set_due_dates(task, DueDates(due_on))
        _record(session, doing, "task.resumed", [each for each, _ in stopped], before, reason)


def _stopped(session: Session, task: Task) -> list[tuple[Task, Suspension]]:
    """The task first, then the parts that stopped because it did."""
    tasks = [task, *parts.get_sub_tasks(session, task)]
    rows = session.scalars(
        sa.select(Suspension).where(
            Suspension.task_id.in_([each.id for each in tasks]), Suspension.resumed_at.is_(None)
        )
    )
    open_rows = {row.task_id: row for row in rows}
    return [
        (each, row)
        for each in tasks
        if each.state is TaskState.SUSPENDED and (row := open_rows.get(each.id)) is not None
        if each is task or row.with_whole
    ]


def _go_on(doing: Doing, task: Task, row: Suspension, reason: str) -> None:
    task.state = resumed(task.state, is_signed_off=task.signed_at is not None)
    task.version += 1
    row.resumed_by_id, row.resumed_at = doing.actor.user_id, doing.now
    row.resume_reason = reason.strip()


def _record(
    session: Session,
    doing: Doing,
    action: str,
    tasks: Sequence[Task],
    before: TaskState,
    reason: str,
) -> None:
    task, *others = tasks
    after: dict[str, Plain] = {
        "state": task.state.value,
        "due_on": task.due_on.isoformat(),
        "reason": reason.strip(),
    }
    if others:
        after["sub_tasks"] = [each.number for each in others]
    audit.record(
        session,
        doing,
        action,
        Subject("task", task.id),
        before={"state": before.value},
        after=after,
    )
