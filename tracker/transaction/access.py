"""May this person? Asked inside the transaction, with the facts as they are now."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.errors import Forbidden, NotFound, StaleWrite
from tracker.domain.permissions import Permission, TaskFacts, allows
from tracker.domain.values import Actor, PlanState
from tracker.models import ImportDraft, Task, TaskSupport, Verification, WorkPlan


def require(actor: Actor, permission: Permission, facts: TaskFacts | None = None) -> None:
    if not allows(actor, permission, facts):
        raise Forbidden("access.denied", permission=permission)


def get_task(session: Session, task_id: int) -> Task:
    """The task, held until the commit so that two updates of it follow one another."""
    task = session.scalar(sa.select(Task).where(Task.id == task_id).with_for_update())
    if task is None:
        raise NotFound("task.not-found", task_id=task_id)
    return task


def get_plan(session: Session, plan_id: int) -> WorkPlan:
    plan = session.scalar(sa.select(WorkPlan).where(WorkPlan.id == plan_id).with_for_update())
    if plan is None:
        raise NotFound("plan.not-found", plan_id=plan_id)
    return plan


def get_draft(session: Session, draft_id: int) -> ImportDraft:
    """A draft that can still be corrected, held until the commit."""
    row = session.scalar(sa.select(ImportDraft).where(ImportDraft.id == draft_id).with_for_update())
    if row is None:
        raise NotFound("draft.not-found", draft_id=draft_id)
    if row.accepted_at is not None:
        raise StaleWrite("draft.accepted", plan_id=row.plan_id)
    return row


def facts_of(session: Session, task: Task) -> TaskFacts:
    plan_state = session.scalar(sa.select(WorkPlan.state).where(WorkPlan.id == task.plan_id))
    supporting = session.scalars(
        sa.select(TaskSupport.unit_id).where(TaskSupport.task_id == task.id)
    )
    asked_by_id = session.scalar(
        sa.select(Verification.asked_by_id).where(
            Verification.task_id == task.id, Verification.decided_at.is_(None)
        )
    )
    return TaskFacts(
        lead_unit_id=task.lead_unit_id,
        supporting_unit_ids=frozenset(supporting),
        state=task.state,
        plan_state=plan_state or PlanState.CLOSED,
        asked_by_id=asked_by_id,
    )
