"""Makes the rows of a plan out of a reviewed draft."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.drafts.issuing import sub_task_number, task_number
from tracker.domain.drafts.review import Review, ReviewItem, ReviewStrategy, ReviewTarget, SubTask
from tracker.domain.lights import Light
from tracker.domain.values import PlanState, ProgressMode, SourceSpan, TaskKind, TaskState
from tracker.models import Strategy, Target, Task, TaskSupport, WorkPlan


def add_plan(
    session: Session,
    review: Review,
    *,
    document_id: int,
    unit_ids: Mapping[str, int],
    now: datetime,
) -> WorkPlan:
    """A plan in draft with all that is kept of the review. A strategy without tasks is left out."""
    plan = WorkPlan(
        title=review.title,
        organisation=review.organisation,
        year=review.year,
        starts_on=review.period.start,
        ends_on=review.period.end,
        state=PlanState.DRAFT,
        document_id=document_id,
        created_at=now,
    )
    session.add(plan)
    session.flush()
    kept = [each for each in review.strategies if review.items_of(each.key)]
    for position, strategy in enumerate(kept, start=1):
        _add_strategy(session, plan, strategy, position, review.items_of(strategy.key), unit_ids)
    return plan


def _add_strategy(
    session: Session,
    plan: WorkPlan,
    strategy: ReviewStrategy,
    position: int,
    items: tuple[ReviewItem, ...],
    unit_ids: Mapping[str, int],
) -> None:
    row = Strategy(plan_id=plan.id, position=position, number=strategy.number, title=strategy.title)
    session.add(row)
    session.flush()
    tasks = [_task(row, item, unit_ids) for item in items]
    for place, task in enumerate(tasks, start=1):
        task.position, task.number = place, task_number(position, place)
    session.add_all(tasks)
    session.flush()
    for item, task in zip(items, tasks, strict=True):
        session.add_all(_sub_tasks(task, item))
    session.flush()


def _task(strategy: Strategy, item: ReviewItem, unit_ids: Mapping[str, int]) -> Task:
    lead = unit_ids.get(item.lead)
    supporting = {unit_ids[name] for name in item.supporting if name in unit_ids} - {lead}
    own_targets = [each for each in item.targets if _sub_task_of(each, item) is None]
    return Task(
        plan_id=strategy.plan_id,
        strategy_id=strategy.id,
        title=item.title,
        content=item.content,
        lead_unit_id=lead,
        supports=[TaskSupport(unit_id=unit_id) for unit_id in sorted(supporting)],
        targets=_targets(own_targets),
        **_terms(item, own_targets),
        **_source(item.span),
    )


def _sub_tasks(task: Task, item: ReviewItem) -> list[Task]:
    """Led by the task's unit, due by their own date or with the task; figures go with the words
    they stand in."""
    found = []
    for place, sub_task in enumerate(item.sub_tasks, start=1):
        targets = [each for each in item.targets if _sub_task_of(each, item) == sub_task]
        row = Task(
            plan_id=task.plan_id,
            strategy_id=task.strategy_id,
            parent_id=task.id,
            position=place,
            number=sub_task_number(task.number, place),
            title=sub_task.title,
            content=sub_task.title,
            lead_unit_id=task.lead_unit_id,
            targets=_targets(targets),
            **_terms(item, targets),
            **_source(sub_task.span),
        )
        row.due_on = row.original_due_on = _due_on(item, sub_task)
        found.append(row)
    return found


def _due_on(item: ReviewItem, sub_task: SubTask) -> date:
    days = [
        each.due_on
        for each in item.deadlines
        if each.recurrence is None and _holds(sub_task.span, each.span)
    ]
    return min(max(days, default=item.due_on), item.due_on)


def _sub_task_of(target: ReviewTarget, item: ReviewItem) -> SubTask | None:
    if target.span is None:
        return None
    return next((each for each in item.sub_tasks if _holds(each.span, target.span)), None)


def _holds(outer: SourceSpan, inner: SourceSpan) -> bool:
    return outer.start <= inner.start < outer.end


def _terms(item: ReviewItem, targets: list[ReviewTarget]) -> dict[str, object]:
    """Percent comes from figures where there are any, and only for what ends some day."""
    by_targets = bool(targets) and item.kind is TaskKind.ONCE
    return {
        "kind": item.kind,
        "mode": ProgressMode.TARGETS if by_targets else ProgressMode.REPORTED,
        "report_every": item.report_every,
        "state": TaskState.DRAFT,
        "starts_on": item.starts_on,
        "due_on": item.due_on,
        "original_due_on": item.due_on,
        "light": Light.NOT_STARTED,
        "expected_base": 0,
        "expected_slope": 0,
    }


def _source(span: SourceSpan) -> dict[str, int]:
    return {"source_start": span.start, "source_end": span.end}


def _targets(targets: list[ReviewTarget]) -> list[Target]:
    return [_target(target, place) for place, target in enumerate(targets, start=1)]


def _target(target: ReviewTarget, position: int) -> Target:
    return Target(
        position=position,
        metric=target.metric,
        kind=target.kind,
        op=target.op,
        value=target.value,
        value_high=target.value_high,
        unit=target.unit,
        baseline=target.baseline,
        due_on=target.due_on,
        source_start=target.span.start if target.span else None,
        source_end=target.span.end if target.span else None,
    )
