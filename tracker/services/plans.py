"""A plan is published as a whole, postponed as a whole, and closed."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.errors import StaleWrite, raise_all
from tracker.domain.lifecycle import Move, move, states_for
from tracker.domain.plan_acts import PlanAct
from tracker.domain.plan_dates import check_new_end, postponed
from tracker.domain.terms.texts import required_faults
from tracker.domain.values import PlanState
from tracker.models import PlanDateMove, PlanDateMoveTask, Task, WorkPlan
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.due_dates import due_dates, set_due_dates
from tracker.transaction.figures import figures_kept
from tracker.transaction.unit_of_work import unit_of_work


def publish(doing: Doing, *, plan_id: int) -> int:
    """下达: every task of the plan is issued together. Returns how many."""
    with unit_of_work() as session:
        plan = access.get_plan_for(session, doing, plan_id, PlanAct.PUBLISH)
        tasks = list(
            session.scalars(
                sa.select(Task)
                .where(Task.plan_id == plan.id, Task.state.in_(states_for(Move.ISSUE)))
                .order_by(Task.id)
                .with_for_update()
            )
        )
        plan.state, plan.published_at = PlanState.ACTIVE, doing.now
        with figures_kept(session, tasks, doing):
            for task in tasks:
                task.state = move(task.state, Move.ISSUE)
                task.issued_at, task.original_due_on = doing.now, task.due_on
                task.version += 1
        audit.record(
            session,
            doing,
            "plan.published",
            Subject("plan", plan.id),
            before={"state": PlanState.DRAFT.value},
            after={"state": PlanState.ACTIVE.value, "tasks": len(tasks)},
        )
        return len(tasks)


def close(doing: Doing, *, plan_id: int) -> None:
    """结束: its figures stay as they are, it sends no mail and takes no reports any more."""
    with unit_of_work() as session:
        plan = access.get_plan_for(session, doing, plan_id, PlanAct.CLOSE)
        plan.state, plan.closed_at = PlanState.CLOSED, doing.now
        audit.record(
            session,
            doing,
            "plan.closed",
            Subject("plan", plan.id),
            before={"state": PlanState.ACTIVE.value},
            after={"state": PlanState.CLOSED.value},
        )


def postpone(
    doing: Doing, *, plan_id: int, ends_on: date, reason: str, seen: date | None = None
) -> int:
    """整体顺延: the end of the plan moves, and the dates of its open tasks by as many days.

    A granted extension keeps the later date. A date that has passed stays as it is. `seen` is the
    end that the page showed: two people cannot move the plan twice. Returns how many tasks are
    now due later.
    """
    with unit_of_work() as session:
        plan = access.get_plan_for(session, doing, plan_id, PlanAct.POSTPONE)
        if seen is not None and seen != plan.ends_on:
            raise StaleWrite("plan.end-moved", ends_on=plan.ends_on)
        raise_all([*check_new_end(plan.ends_on, ends_on), *required_faults({"reason": reason})])
        row = PlanDateMove(
            plan_id=plan.id,
            moved_by_id=doing.actor.user_id,
            moved_at=doing.now,
            from_on=plan.ends_on,
            to_on=ends_on,
            reason=reason.strip(),
        )
        session.add(row)
        tasks = _tasks_ahead(session, plan, doing)
        days = (ends_on - plan.ends_on).days
        plan.ends_on = ends_on
        with figures_kept(session, tasks, doing):
            for task in tasks:
                _postpone(task, row, days)
        moved = sum(each.to_on > each.from_on for each in row.tasks)
        audit.record(
            session,
            doing,
            "plan.postponed",
            Subject("plan", plan.id),
            before={"ends_on": row.from_on.isoformat()},
            after={"ends_on": ends_on.isoformat(), "tasks": moved, "reason": row.reason},
        )
        return moved


def _tasks_ahead(session: Session, plan: WorkPlan, doing: Doing) -> list[Task]:
    """Open ones, suspended ones too, that are not overdue. What was submitted in time is not,
    however long its verification takes."""
    return list(
        session.scalars(
            sa.select(Task)
            .where(
                Task.plan_id == plan.id,
                Task.state.in_(states_for(Move.POSTPONE)),
                Task.due_on >= sa.func.coalesce(Task.submitted_on, doing.on),
            )
            .order_by(Task.id)
            .with_for_update()
        )
    )


def _postpone(task: Task, row: PlanDateMove, days: int) -> None:
    before = task.due_on
    set_due_dates(task, postponed(due_dates(task), days))
    task.version += 1
    row.tasks.append(PlanDateMoveTask(task_id=task.id, from_on=before, to_on=task.due_on))
