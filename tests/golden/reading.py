"""Knows how the draft of a plan differs from what a careful person reads in the same plan."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.domain.drafts.draft import DeadlineDraft, PlanDraft, TargetDraft, TaskDraft
from tracker.domain.drafts.issuing import task_number

Record = Mapping[str, Any]


def differences(draft: PlanDraft, expected: Record) -> list[str]:
    return [*_of_plan(draft, expected), *_of_tasks(draft, expected)]


def outline(draft: PlanDraft) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (strategy.number, strategy.title, [(task.number, task.title) for task in strategy.tasks])
        for strategy in draft.strategies
    ]


def expected_outline(expected: Record) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (
            strategy["number"],
            strategy["title"],
            [(task["number"], task["title"]) for task in strategy["tasks"]],
        )
        for strategy in expected["strategies"]
    ]


def _of_plan(draft: PlanDraft, expected: Record) -> Iterator[str]:
    for target in draft.goals:
        words = _words(draft, target)
        if words not in expected["goals"]:
            yield f"goal {words}: not a goal"


def _of_tasks(draft: PlanDraft, expected: Record) -> Iterator[str]:
    pairs = zip(draft.strategies, expected["strategies"], strict=True)
    for place, (strategy, wanted) in enumerate(pairs, start=1):
        tasks = zip(strategy.tasks, wanted["tasks"], strict=True)
        for position, (task, record) in enumerate(tasks, start=1):
            for fault in _of_task(draft, task, record):
                yield f"{task_number(place, position)} {fault}"


def _of_task(draft: PlanDraft, task: TaskDraft, wanted: Record) -> Iterator[str]:
    lead = task.lead_units[0] if task.lead_units else None
    if lead is None or lead.name not in wanted["lead"] or lead.named is not wanted["named"]:
        yield f"lead {lead.name if lead else '—'}: expected {'、'.join(wanted['lead'])}"
    if set(task.supporting_units) != set(wanted["supporting"]):
        yield f"supporting {'、'.join(task.supporting_units)}"
    yield from _of_targets(draft, task, wanted["targets"])
    yield from _of_deadlines(draft, task, wanted["deadlines"])


def _of_targets(draft: PlanDraft, task: TaskDraft, wanted: Sequence[Record]) -> Iterator[str]:
    left = list(task.targets)
    for record in wanted:
        found = next((t for t in left if _is_target(draft, t, record)), None)
        if found is None:
            yield f"target {record['words']}: missed"
            continue
        left.remove(found)
        if not _is_well_named(found.metric, record["about"]):
            yield f"metric {found.metric}: does not name {record['words']}"
    for target in left:
        yield f"target {_words(draft, target)}: not a target"


def _is_target(draft: PlanDraft, found: TargetDraft, record: Record) -> bool:
    high = None if found.value_high is None else f"{found.value_high.normalize():f}"
    return (
        _words(draft, found) in record["words"]
        and found.kind.value == record["kind"]
        and found.op.value == record["op"]
        and f"{found.value.normalize():f}" == record["value"]
        and high == record.get("high")
        and found.unit == record["unit"]
    )


def _is_well_named(metric: str, about: str) -> bool:
    """It names the thing, and no remains of a date or a list stand before it."""
    return about in metric and not metric[0].isdigit() and metric[0] not in "前后内、，和"


def _of_deadlines(draft: PlanDraft, task: TaskDraft, wanted: Sequence[Record]) -> Iterator[str]:
    left = list(task.deadlines)
    for record in wanted:
        found = next((d for d in left if _is_deadline(draft, d, record)), None)
        if found is None:
            yield f"deadline {record['words']}: missed"
        else:
            left.remove(found)
    for deadline in left:
        yield f"deadline {_words(draft, deadline)}: not of this task"


def _is_deadline(draft: PlanDraft, found: DeadlineDraft, record: Record) -> bool:
    every = None if found.recurrence is None else found.recurrence.value
    words = _words(draft, found)
    return (
        (record["words"] in words or words in record["words"])
        and every == record.get("every")
        and record.get("due", found.due_on.isoformat()) == found.due_on.isoformat()
    )


def _words(draft: PlanDraft, item: TargetDraft | DeadlineDraft) -> str:
    return draft.text[item.span.start : item.span.end]
