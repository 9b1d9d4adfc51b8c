"""交办, 签收, 回头看: the moves of a single task that nobody else has to decide."""

from datetime import date

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import raise_all
from tracker.domain.lifecycle import Move, move
from tracker.domain.plan_dates import DueDates
from tracker.domain.terms.dates import new_due_faults
from tracker.domain.terms.texts import required_faults
from tracker.domain.values import TaskState
from tracker.models import Reopening
from tracker.transaction import access, audit, parts
from tracker.transaction.audit import Subject
from tracker.transaction.due_dates import set_due_dates
from tracker.transaction.figures import figures_kept
from tracker.transaction.unit_of_work import unit_of_work


def sign_off(doing: Doing, *, task_id: int) -> None:
    """签收: the lead unit confirms that it has the task."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.SIGN_OFF)
        before = task.state
        with figures_kept(session, [task], doing):
            task.state = move(task.state, Move.SIGN_OFF)
            task.signed_at, task.signed_by_id = doing.now, doing.actor.user_id
            task.version += 1
        audit.record(
            session,
            doing,
            "task.signed-off",
            Subject("task", task.id),
            before={"state": before.value},
            after={"state": task.state.value},
        )


def issue(doing: Doing, *, task_id: int) -> int:
    """交办 of a single task, after its plan was published. Its parts are issued with it.

    Returns how many were issued.
    """
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.ISSUE)
        issued = [task, *parts.parts_that_follow(session, task, Move.ISSUE)]
        with figures_kept(session, issued, doing):
            for each in issued:
                each.state = move(each.state, Move.ISSUE)
                each.issued_at, each.original_due_on = doing.now, each.due_on
                each.version += 1
        audit.record(
            session,
            doing,
            "task.issued",
            Subject("task", task.id),
            before={"state": TaskState.DRAFT.value},
            after={"state": task.state.value, "due_on": task.due_on.isoformat()},
        )
        return len(issued)


def reopen(doing: Doing, *, task_id: int, reason: str, due_on: date | None = None) -> None:
    """回头看: a closed task is found unfinished, and goes on, if need be to a later date."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.REOPEN)
        before = task.state
        faults = required_faults({"reason": reason})
        raise_all([*faults, *new_due_faults(task.due_on, due_on, on=doing.on)])
        row = Reopening(
            task_id=task.id,
            reopened_by_id=doing.actor.user_id,
            reopened_at=doing.now,
            reason=reason.strip(),
            due_from=task.due_on if due_on else None,
            due_to=due_on,
        )
        session.add(row)
        with figures_kept(session, [task], doing):
            task.state = move(before, Move.REOPEN)
            task.version += 1
            if due_on is not None:
                set_due_dates(task, DueDates(due_on))
        audit.record(
            session,
            doing,
            "task.reopened",
            Subject("task", task.id),
            before={"state": before.value},
            after={"state": task.state.value, "due_on": task.due_on.isoformat()},
        )
