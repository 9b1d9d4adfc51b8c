"""A plan that is not issued yet: renamed, given another period, or put away."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from tracker.domain.doing import Doing
from tracker.domain.errors import StaleWrite, raise_all
from tracker.domain.plan_acts import PlanAct
from tracker.domain.plan_periods import TaskDays, check_followed, followed
from tracker.domain.terms.plans import PlanTerms, check_plan, year_within
from tracker.domain.values import Period
from tracker.models import ImportDraft, Task, WorkPlan
from tracker.transaction import access, audit
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.due_dates import set_draft_due
from tracker.transaction.figures import figures_kept
from tracker.transaction.unit_of_work import unit_of_work


@dataclass(frozen=True, slots=True)
class Discarded:
    """`draft_id`: of the import that is open again; None for a plan without one."""

    title: str
    draft_id: int | None


def edit(doing: Doing, *, plan_id: int, version: int, terms: PlanTerms) -> int:
    """Tasks that begin or end with the plan go on doing so; others have to lie within its new
    period. Returns how many moved."""
    with unit_of_work() as session:
        plan = access.get_plan_for(session, doing, plan_id, PlanAct.EDIT)
        if plan.version != version:
            raise StaleWrite("write.stale", plan_id=plan_id)
        raise_all(check_plan(terms))
        before = _terms_of(plan)
        moved = _move(session, doing, plan, terms.period)
        plan.title, plan.organisation = terms.title.strip(), terms.organisation.strip()
        plan.starts_on, plan.ends_on = terms.period.start, terms.period.end
        plan.year = year_within(terms.period, plan.year)
        after = _terms_of(plan)
        changed = [name for name in before if before[name] != after[name]]
        if changed:
            audit.record(
                session,
                doing,
                "plan.edited",
                Subject("plan", plan.id),
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed} | {"moved": moved},
            )
        return moved


def _terms_of(plan: WorkPlan) -> dict[str, Plain]:
    return {
        "title": plan.title,
        "organisation": plan.organisation,
        "year": plan.year,
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
    }


def _move(session: Session, doing: Doing, plan: WorkPlan, period: Period) -> int:
    was = Period(plan.starts_on, plan.ends_on)
    if period == was:
        return 0
    tasks = _held_tasks(session, plan)
    days = [_days_of(task) for task in tasks]
    raise_all(check_followed(days, was, period))
    new = [followed(each, was, period) for each in days]
    moved = [(task, to) for task, at, to in zip(tasks, days, new, strict=True) if to != at]
    with figures_kept(session, [task for task, _ in moved], doing):
        for task, to in moved:
            task.starts_on = to.starts_on
            set_draft_due(task, to.due_on)
            task.version += 1
    return len(moved)


def _held_tasks(session: Session, plan: WorkPlan) -> list[Task]:
    return list(
        session.scalars(
            sa.select(Task)
            .where(Task.plan_id == plan.id)
            .order_by(Task.id)
            .options(selectinload(Task.milestones), selectinload(Task.targets))
            .with_for_update()
        )
    )


def _days_of(task: Task) -> TaskDays:
    return TaskDays(
        number=task.number,
        starts_on=task.starts_on,
        due_on=task.due_on,
        milestones=tuple(each.on for each in task.milestones),
        targets=tuple(each.due_on for each in task.targets if each.due_on != task.due_on),
    )


def discard(doing: Doing, *, plan_id: int, version: int) -> Discarded:
    """删去: nobody was given any of it, so it goes with all its tasks; the log knows. The import
    that it was made from is open again, as it was when the plan was made."""
    with unit_of_work() as session:
        plan = access.get_plan_for(session, doing, plan_id, PlanAct.DISCARD)
        if plan.version != version:
            raise StaleWrite("plan.changed", plan_id=plan_id)
        tasks = session.scalar(sa.select(sa.func.count(Task.id)).where(Task.plan_id == plan.id))
        audit.record(
            session,
            doing,
            "plan.discarded",
            Subject("plan", plan.id),
            before={"title": plan.title, "tasks": tasks or 0},
        )
        result = Discarded(plan.title, _reopen(session, plan))
        session.delete(plan)
        return result


def _reopen(session: Session, plan: WorkPlan) -> int | None:
    statement = sa.select(ImportDraft).where(ImportDraft.plan_id == plan.id)
    draft = session.scalar(statement.with_for_update())
    if draft is None:
        return None
    draft.accepted_at = draft.plan_id = None
    session.flush()
    return draft.id
