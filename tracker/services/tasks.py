"""增加, 修改, 改派: the plan office changes what a task says and whose it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound, RuleBroken, raise_all
from tracker.domain.permissions import Permission
from tracker.domain.plan_acts import PlanAct
from tracker.domain.terms.reassigning import check_lead, reason_faults
from tracker.domain.terms.targets import MeasuredFacts, TargetTerms, check_targets
from tracker.domain.terms.tasks import (
    NewTask,
    TaskEdit,
    TermsFacts,
    check_edit,
    check_new,
    mode_of,
)
from tracker.domain.values import Period, TaskState
from tracker.models import Strategy, Task, TaskSupport, WorkPlan
from tracker.transaction import access, audit, handing_out
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.due_dates import set_draft_due
from tracker.transaction.figures import figures_kept
from tracker.transaction.new_task import in_strategy, new_task
from tracker.transaction.targets import put_targets
from tracker.transaction.unit_of_work import unit_of_work


def add(
    doing: Doing, *, strategy_id: int, task: NewTask, targets: Sequence[TargetTerms] = ()
) -> int:
    """A task that the plan gets later on, as a draft until it is issued."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.TASK_ADD)
        strategy = session.get(Strategy, strategy_id)
        if strategy is None:
            raise NotFound("strategy.not-found")
        plan = access.get_plan_for(session, doing, strategy.plan_id, PlanAct.ADD_TASK)
        mode = mode_of(task.kind, is_measured=bool(targets))
        measured = MeasuredFacts(task.starts_on, task.due_on)
        period = Period(plan.starts_on, plan.ends_on)
        raise_all([*check_new(task, period=period), *check_targets(measured, targets, mode)])
        access.check_units(session, _ids(task.lead_unit_id), field="lead")
        access.check_units(session, task.supporting_unit_ids, field="supporting")
        _check_is_new(session, strategy, task)
        place = in_strategy(strategy, _next_position(session, strategy))
        row = new_task(place, replace(task, mode=mode))
        put_targets(row, targets)
        session.add(row)
        session.flush()
        after = {"number": row.number} | _lead_of(session, row)
        audit.record(session, doing, "task.added", Subject("task", row.id), after=after)
        return row.id


def _check_is_new(session: Session, strategy: Strategy, task: NewTask) -> None:
    """A button pressed twice adds one task."""
    same = sa.select(Task.number).where(
        Task.strategy_id == strategy.id,
        Task.parent_id.is_(None),
        Task.title == task.title.strip(),
        Task.lead_unit_id == task.lead_unit_id,
        Task.due_on == task.due_on,
        Task.state != TaskState.WITHDRAWN,
    )
    number = session.scalar(same.order_by(Task.id))
    if number is not None:
        raise RuleBroken("task.already-added", field="title", number=number)


def _next_position(session: Session, strategy: Strategy) -> int:
    first_level = (Task.strategy_id == strategy.id, Task.parent_id.is_(None))
    last = session.scalar(sa.select(sa.func.max(Task.position)).where(*first_level))
    return (last or 0) + 1


def discard(doing: Doing, *, task_id: int) -> None:
    """A draft was never given to anybody, so it is simply deleted."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.DISCARD)
        before: dict[str, Plain] = {"number": task.number, "title": task.title}
        subject = Subject("task", task.id)
        session.delete(task)
        audit.record(session, doing, "task.discarded", subject, before=before)


def edit(doing: Doing, *, task_id: int, version: int, edit: TaskEdit) -> None:
    """修改 of words, weight, rhythm, beginning and supporting units."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.EDIT, version=version)
        plan = session.get_one(WorkPlan, task.plan_id)
        period = Period(plan.starts_on, plan.ends_on)
        raise_all(check_edit(_facts(task), edit, period=period))
        supported = frozenset(each.unit_id for each in task.supports)
        access.check_units(session, edit.supporting_unit_ids - supported, field="supporting")
        before = _terms_of(session, task)
        with figures_kept(session, [task], doing):
            _apply(task, edit)
            task.version += 1
        was, became = _changes(before, _terms_of(session, task))
        audit.record(
            session, doing, "task.edited", Subject("task", task.id), before=was, after=became
        )


def _facts(task: Task) -> TermsFacts:
    return TermsFacts(
        state=task.state,
        lead_unit_id=task.lead_unit_id,
        due_on=task.due_on,
        milestones=tuple(row.on for row in task.milestones),
    )


def _apply(task: Task, edit: TaskEdit) -> None:
    if edit.due_on is not None and edit.due_on != task.due_on:
        set_draft_due(task, edit.due_on)
    task.title, task.content = edit.title.strip(), edit.content.strip()
    task.weight, task.report_every = edit.weight, edit.report_every
    task.source = task.source if edit.source is None else edit.source.strip()
    task.starts_on = edit.starts_on
    kept = [each for each in task.supports if each.unit_id in edit.supporting_unit_ids]
    added = edit.supporting_unit_ids - {each.unit_id for each in kept}
    task.supports = [*kept, *(TaskSupport(unit_id=unit_id) for unit_id in sorted(added))]


def _terms_of(session: Session, task: Task) -> dict[str, Plain]:
    return {
        "title": task.title,
        "content": task.content,
        "source": task.source,
        "weight": task.weight,
        "report_every": task.report_every.value,
        "starts_on": task.starts_on.isoformat(),
        "due_on": task.due_on.isoformat(),
        "supporting": access.unit_names(session, [each.unit_id for each in task.supports]),
    }


def _changes(
    before: Mapping[str, Plain], after: Mapping[str, Plain]
) -> tuple[dict[str, Plain], dict[str, Plain]]:
    changed = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def reassign(doing: Doing, *, task_id: int, version: int, lead_unit_id: int, reason: str) -> None:
    """改派: another unit leads, signs off anew and goes on from where the task stands."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.REASSIGN, version=version)
        same = check_lead(task.lead_unit_id, lead_unit_id)
        if same is not None:
            raise same
        raise_all(reason_faults(reason, is_asked=task.state.is_issued))
        access.check_units(session, [lead_unit_id], field="lead")
        handing_out.reassign(session, doing, [task], lead_unit_id=lead_unit_id, reason=reason)


def _lead_of(session: Session, task: Task) -> dict[str, Plain]:
    names = access.unit_names(session, _ids(task.lead_unit_id))
    return {"lead_unit": "".join(names) or None}


def _ids(unit_id: int | None) -> list[int]:
    return [] if unit_id is None else [unit_id]
