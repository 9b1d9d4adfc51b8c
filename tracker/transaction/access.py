"""May this person? Asked inside the transaction, with the facts as they are now."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.domain.errors import Forbidden, NotFound, RuleBroken, StaleWrite
from tracker.domain.permissions import Permission, TaskFacts, allows
from tracker.domain.values import Actor, PlanState
from tracker.models import (
    DeadlineExtension,
    ImportDraft,
    Task,
    TaskSupport,
    Unit,
    User,
    Verification,
    Withdrawal,
    WorkPlan,
)


def require(actor: Actor, permission: Permission, facts: TaskFacts | None = None) -> None:
    if not allows(actor, permission, facts):
        raise Forbidden("access.denied", permission=permission)


def get_task(session: Session, task_id: int) -> Task:
    """The task, held until the commit so that two updates of it follow one another.

    With it the task that it is a part of, which moves when it does: held in the same order by
    all, so that no two wait in a circle.
    """
    whole = sa.select(Task.parent_id).where(Task.id == task_id).scalar_subquery()
    held = session.scalars(
        sa.select(Task)
        .where(sa.or_(Task.id == task_id, Task.id == whole))
        .order_by(Task.id)
        .with_for_update()
    )
    task = next((each for each in held if each.id == task_id), None)
    if task is None:
        raise NotFound("task.not-found", task_id=task_id)
    return task


def get_running_task(
    session: Session,
    actor: Actor,
    task_id: int,
    permission: Permission,
    *,
    version: int | None = None,
    plan_states: Collection[PlanState] = (PlanState.ACTIVE,),
) -> Task:
    """A task of a plan that is being carried out, to which this person may do this.

    `version` is the task's as the form showed it.
    """
    task = get_task(session, task_id)
    facts = facts_of(session, task)
    require(actor, permission, facts)
    if version is not None and task.version != version:
        raise StaleWrite("write.stale", task_id=task_id)
    if facts.plan_state not in plan_states:
        raise RuleBroken("plan.not-active")
    return task


def check_units(session: Session, unit_ids: Collection[int], *, field: str) -> None:
    """Every one of them exists and is active."""
    wanted = set(unit_ids)
    found = session.scalars(sa.select(Unit.id).where(Unit.id.in_(wanted), Unit.is_active))
    if wanted - set(found):
        raise RuleBroken("unit.not-found", field=field)


def get_unit(session: Session, unit_id: int) -> Unit:
    """Held until the commit."""
    unit = session.scalar(sa.select(Unit).where(Unit.id == unit_id).with_for_update())
    if unit is None:
        raise NotFound("unit.not-found", unit_id=unit_id)
    return unit


def check_mail(session: Session, mail: str | None, *, but: int | None = None) -> None:
    """Nobody else has it."""
    taken = sa.select(User.id).where(User.mail == mail, User.id != (but or 0))
    if mail and session.scalar(taken):
        raise RuleBroken("user.mail-taken", field="mail", mail=mail)


def unit_names(session: Session, unit_ids: Collection[int]) -> list[str]:
    """In the bureau's order: the log keeps the names that units had."""
    names = sa.select(Unit.name).where(Unit.id.in_(set(unit_ids)))
    return list(session.scalars(names.order_by(Unit.position, Unit.id)))


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
    supporting = session.scalars(
        sa.select(TaskSupport.unit_id).where(TaskSupport.task_id == task.id)
    )
    asked = session.execute(
        sa.select(
            sa.select(WorkPlan.state).where(WorkPlan.id == task.plan_id).scalar_subquery(),
            _asker(Verification.asked_by_id, Verification.task_id, Verification.decided_at, task),
            _asker(
                DeadlineExtension.asked_by_id,
                DeadlineExtension.task_id,
                DeadlineExtension.decided_at,
                task,
            ),
            _asker(Withdrawal.proposed_by_id, Withdrawal.task_id, Withdrawal.decided_at, task),
        )
    ).one()
    return TaskFacts(
        lead_unit_id=task.lead_unit_id,
        supporting_unit_ids=frozenset(supporting),
        state=task.state,
        plan_state=asked[0] or PlanState.CLOSED,
        asked_by_id=asked[1],
        extension_asked_by_id=asked[2],
        withdrawal_proposed_by_id=asked[3],
    )


def _asker(
    asked_by_id: InstrumentedAttribute[int],
    task_id: InstrumentedAttribute[int],
    decided_at: InstrumentedAttribute[datetime | None],
    task: Task,
) -> sa.ScalarSelect[int]:
    """Who asked for what is not decided yet."""
    return sa.select(asked_by_id).where(task_id == task.id, decided_at.is_(None)).scalar_subquery()
