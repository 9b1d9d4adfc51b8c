"""交办, 签收, 回头看: the moves of a single task that nobody else has to decide."""

from datetime import date, datetime

from tracker.domain.calendar_days import day_of
from tracker.domain.errors import RuleBroken, raise_all
from tracker.domain.lifecycle import Move, move
from tracker.domain.lights import LightPolicy
from tracker.domain.permissions import Permission
from tracker.domain.plan_dates import DueDates
from tracker.domain.terms.tasks import new_due_faults
from tracker.domain.terms.texts import required_faults
from tracker.domain.values import Actor, TaskState
from tracker.models import Reopening
from tracker.transaction import access, audit, parts
from tracker.transaction.audit import Subject
from tracker.transaction.due_dates import set_due_dates
from tracker.transaction.figures import figures_kept
from tracker.transaction.unit_of_work import unit_of_work


def sign_off(actor: Actor, *, task_id: int, now: datetime, policy: LightPolicy) -> None:
    """签收: the lead unit confirms that it has the task."""
    with unit_of_work() as session:
        task = access.get_running_task(session, actor, task_id, Permission.TASK_SIGN_OFF)
        before = task.state
        with figures_kept(session, [task], on=day_of(now), policy=policy):
            task.state = move(task.state, Move.SIGN_OFF)
            task.signed_at, task.signed_by_id = now, actor.user_id
            task.version += 1
        audit.record(
            session,
            actor,
            "task.signed-off",
            Subject("task", task.id),
            now=now,
            before={"state": before.value},
            after={"state": task.state.value},
        )


def issue(actor: Actor, *, task_id: int, now: datetime, policy: LightPolicy) -> int:
    """交办 of a single task, after its plan was published. Its parts are issued with it.

    Returns how many were issued.
    """
    with unit_of_work() as session:
        task = access.get_running_task(session, actor, task_id, Permission.TASK_ISSUE)
        move(task.state, Move.ISSUE)
        parts.check_whole_is_open(session, task)
        issued = [task, *parts.parts_that_follow(session, task, Move.ISSUE)]
        if any(each.lead_unit_id is None for each in issued):
            raise RuleBroken("task.lead-missing")
        with figures_kept(session, issued, on=day_of(now), policy=policy):
            for each in issued:
                each.state = move(each.state, Move.ISSUE)
                each.issued_at, each.original_due_on = now, each.due_on
                each.version += 1
        audit.record(
            session,
            actor,
            "task.issued",
            Subject("task", task.id),
            now=now,
            before={"state": TaskState.DRAFT.value},
            after={"state": task.state.value, "due_on": task.due_on.isoformat()},
        )
        return len(issued)


def reopen(
    actor: Actor,
    *,
    task_id: int,
    reason: str,
    due_on: date | None = None,
    now: datetime,
    policy: LightPolicy,
) -> None:
    """回头看: a closed task is found unfinished, and goes on, if need be to a later date."""
    with unit_of_work() as session:
        task = access.get_running_task(session, actor, task_id, Permission.TASK_REOPEN)
        before = task.state
        move(before, Move.REOPEN)
        parts.check_whole_is_open(session, task)
        faults = required_faults({"reason": reason})
        raise_all([*faults, *new_due_faults(task.due_on, due_on, on=day_of(now))])
        row = Reopening(
            task_id=task.id,
            reopened_by_id=actor.user_id,
            reopened_at=now,
            reason=reason.strip(),
            due_from=task.due_on if due_on else None,
            due_to=due_on,
        )
        session.add(row)
        with figures_kept(session, [task], on=day_of(now), policy=policy):
            task.state = move(before, Move.REOPEN)
            task.version += 1
            if due_on is not None:
                set_due_dates(task, DueDates(due_on))
        audit.record(
            session,
            actor,
            "task.reopened",
            Subject("task", task.id),
            now=now,
            before={"state": before.value},
            after={"state": task.state.value, "due_on": task.due_on.isoformat()},
        )
