"""A plan is published as a whole, and closed."""

from datetime import datetime

import sqlalchemy as sa

from tracker.domain.calendar_days import day_of
from tracker.domain.errors import RuleBroken
from tracker.domain.lifecycle import Move, move
from tracker.domain.lights import LightPolicy
from tracker.domain.permissions import Permission
from tracker.domain.values import Actor, PlanState, TaskState
from tracker.models import Task
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.figures import figures_kept
from tracker.transaction.unit_of_work import unit_of_work


def publish(actor: Actor, *, plan_id: int, now: datetime, policy: LightPolicy) -> int:
    """下达: every task of the plan is issued together. Returns how many."""
    with unit_of_work() as session:
        access.require(actor, Permission.PLAN_PUBLISH)
        plan = access.get_plan(session, plan_id)
        if plan.state is not PlanState.DRAFT:
            raise RuleBroken("plan.not-draft")
        tasks = list(
            session.scalars(
                sa.select(Task)
                .where(Task.plan_id == plan.id, Task.state == TaskState.DRAFT)
                .order_by(Task.id)
                .with_for_update()
            )
        )
        _check_ready(tasks)
        plan.state, plan.published_at = PlanState.ACTIVE, now
        with figures_kept(session, tasks, on=day_of(now), policy=policy):
            for task in tasks:
                task.state = move(task.state, Move.ISSUE)
                task.issued_at, task.original_due_on = now, task.due_on
                task.version += 1
        audit.record(
            session,
            actor,
            "plan.published",
            Subject("plan", plan.id),
            now=now,
            before={"state": PlanState.DRAFT.value},
            after={"state": PlanState.ACTIVE.value, "tasks": len(tasks)},
        )
        return len(tasks)


def _check_ready(tasks: list[Task]) -> None:
    if not tasks:
        raise RuleBroken("plan.no-tasks")
    missing = [task.number for task in tasks if task.lead_unit_id is None]
    if missing:
        raise RuleBroken("plan.lead-missing", numbers="、".join(missing))


def close(actor: Actor, *, plan_id: int, now: datetime) -> None:
    """结束: its figures stay as they are, it sends no mail and takes no reports any more."""
    with unit_of_work() as session:
        access.require(actor, Permission.PLAN_CLOSE)
        plan = access.get_plan(session, plan_id)
        if plan.state is not PlanState.ACTIVE:
            raise RuleBroken("plan.not-active")
        plan.state = PlanState.CLOSED
        audit.record(
            session,
            actor,
            "plan.closed",
            Subject("plan", plan.id),
            now=now,
            before={"state": PlanState.ACTIVE.value},
            after={"state": PlanState.CLOSED.value},
        )
