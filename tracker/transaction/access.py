"""May this person? Asked inside the transaction, with the facts as they are now."""

from collections.abc import Collection
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain import acts, plan_acts
from tracker.domain.acts import ACTS, Act
from tracker.domain.doing import Doing
from tracker.domain.errors import Forbidden, NotFound, RuleBroken, StaleWrite
from tracker.domain.permissions import Permission, TaskFacts, allows
from tracker.domain.plan_acts import PLAN_ACTS, PlanAct
from tracker.domain.values import Actor
from tracker.models import ImportDraft, Task, Unit, User, WorkPlan
from tracker.queries.plan_facts import get_plan_facts
from tracker.queries.task_facts import get_facts


def require(actor: Actor, permission: Permission, facts: TaskFacts | None = None) -> None:
    if not allows(actor, permission, facts):
        raise Forbidden("access.denied", permission=permission)


def get_task(session: Session, task_id: int) -> Task:
    """The task, held until the commit so that two updates of it follow one another.

    With it the task that it is a part of, which moves when it does: held in the same order by
    all, so that no two wait in a circle.
    """
    held = session.scalars(_with_its_whole(), {"task_id": task_id})
    task = next((each for each in held if each.id == task_id), None)
    if task is None:
        raise NotFound("task.not-found", task_id=task_id)
    return task


@cache
def _with_its_whole() -> sa.Select[Task]:
    """Made once, as each use case asks: building it costs more than running it."""
    task_id = sa.bindparam("task_id", type_=sa.Integer)
    whole = sa.select(Task.parent_id).where(Task.id == task_id).scalar_subquery()
    mine = sa.select(Task).where(sa.or_(Task.id == task_id, Task.id == whole))
    return mine.order_by(Task.id).with_for_update()


def get_task_for(
    session: Session, doing: Doing, task_id: int, act: Act, *, version: int | None = None
) -> Task:
    """The task, held, if this person may do this to it now. `version`: as the form showed it."""
    task = get_task(session, task_id)
    facts = get_facts_for(session, doing, task, act)
    if version is not None and task.version != version:
        raise StaleWrite("write.stale", task_id=task_id)
    acts.check(act, doing, facts)
    return task


def get_facts_for(session: Session, doing: Doing, task: Task, act: Act) -> TaskFacts:
    """The facts of a task, if this person may do this to it."""
    facts = get_facts(session, task.id)
    require(doing.actor, ACTS[act].permission, facts)
    return facts


def check_units(session: Session, unit_ids: Collection[int], *, field: str) -> None:
    """Raises unless all of them exist and are active."""
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
    """Raises when somebody else has this address."""
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


def get_plan_for(session: Session, doing: Doing, plan_id: int, act: PlanAct) -> WorkPlan:
    """The plan, held, if this person may do this to it now."""
    require(doing.actor, PLAN_ACTS[act].permission)
    plan = get_plan(session, plan_id)
    plan_acts.check(act, doing, get_plan_facts(session, plan_id))
    return plan


def get_draft(session: Session, draft_id: int) -> ImportDraft:
    """A draft that can still be corrected, held until the commit."""
    row = session.scalar(sa.select(ImportDraft).where(ImportDraft.id == draft_id).with_for_update())
    if row is None:
        raise NotFound("draft.not-found", draft_id=draft_id)
    if row.accepted_at is not None:
        raise StaleWrite("draft.accepted", plan_id=row.plan_id)
    return row
