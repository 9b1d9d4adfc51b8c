"""Makes the rows of a plan out of a reviewed draft."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.drafts.review import Review, ReviewItem, ReviewStrategy, ReviewTarget, SubTask
from tracker.domain.terms.tasks import NewTask, mode_of
from tracker.domain.values import PlanState, SourceSpan
from tracker.models import Strategy, Target, Task, WorkPlan
from tracker.transaction.new_task import Place, in_strategy, new_task, part_of


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
    tasks = [
        _task(in_strategy(row, place), item, unit_ids) for place, item in enumerate(items, start=1)
    ]
    session.add_all(tasks)
    session.flush()
    for item, task in zip(items, tasks, strict=True):
        session.add_all(_sub_tasks(task, item))
    session.flush()


def _task(place: Place, item: ReviewItem, unit_ids: Mapping[str, int]) -> Task:
    lead = unit_ids.get(item.lead)
    supporting = {unit_ids[name] for name in item.supporting if name in unit_ids} - {lead}
    own_targets = [each for each in item.targets if _sub_task_of(each, item) is None]
    terms = NewTask(
        title=item.title,
        content=item.content,
        lead_unit_id=lead,
        starts_on=item.starts_on,
        due_on=item.due_on,
        kind=item.kind,
        report_every=item.report_every,
        supporting_unit_ids=frozenset(supporting),
        mode=mode_of(item.kind, is_measured=bool(own_targets)),
    )
    return _from_document(new_task(place, terms), own_targets, item.span)


def _sub_tasks(task: Task, item: ReviewItem) -> list[Task]:
    """Led by the task's unit, due by their own date or with the task; figures go with the words
    they stand in."""
    found = []
    for place, sub_task in enumerate(item.sub_tasks, start=1):
        targets = [each for each in item.targets if _sub_task_of(each, item) == sub_task]
        terms = NewTask(
            title=sub_task.title,
            content=sub_task.title,
            lead_unit_id=task.lead_unit_id,
            starts_on=item.starts_on,
            due_on=_due_on(item, sub_task),
            kind=item.kind,
            report_every=item.report_every,
            mode=mode_of(item.kind, is_measured=bool(targets)),
        )
        found.append(_from_document(new_task(part_of(task, place), terms), targets, sub_task.span))
    return found


def _from_document(row: Task, targets: list[ReviewTarget], span: SourceSpan) -> Task:
    row.targets = [_target(target, place) for place, target in enumerate(targets, start=1)]
    row.source_start, row.source_end = span.start, span.end
    return row


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
