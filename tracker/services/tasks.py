"""What is done to a single task."""

from datetime import datetime

from tracker.domain.calendar_days import day_of
from tracker.domain.lifecycle import Move, move
from tracker.domain.lights import LightPolicy
from tracker.domain.permissions import Permission
from tracker.domain.values import Actor
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.figures import figures_kept
from tracker.transaction.unit_of_work import unit_of_work


def sign_off(actor: Actor, *, task_id: int, now: datetime, policy: LightPolicy) -> None:
    """签收: the lead unit confirms that it has the task."""
    with unit_of_work() as session:
        task = access.get_task(session, task_id)
        access.require(actor, Permission.TASK_SIGN_OFF, access.facts_of(session, task))
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
