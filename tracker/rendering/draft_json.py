"""Knows the JSON shape of a draft that the parse score and other programs read.

Every start and end is an offset into `text`.
"""

import json
from decimal import Decimal

from tracker.domain.drafts.draft import DeadlineDraft, PlanDraft, TargetDraft, TaskDraft


def render_draft(draft: PlanDraft) -> str:
    tasks = [
        (number, task)
        for number, strategy in enumerate(draft.strategies)
        for task in strategy.tasks
    ]
    shape: dict[str, object] = {
        "title": draft.title,
        "org": draft.organisation,
        "year": draft.year,
        "period": [draft.period.start.isoformat(), draft.period.end.isoformat()],
        "plan_start": draft.plan_span.start,
        "plan_end": draft.plan_span.end,
        "confidence": draft.confidence,
        "doubts": [{"code": doubt.code, "words": doubt.words} for doubt in draft.doubts],
        "strategies": [
            {
                "number": strategy.number,
                "title": strategy.title,
                "start": strategy.span.start,
                "end": strategy.span.end,
            }
            for strategy in draft.strategies
        ],
        "tasks": [_task(strategy, task) for strategy, task in tasks],
        "targets": _targets(draft, tasks),
        "deadlines": _deadlines(draft, tasks),
        "text": draft.text,
    }
    return json.dumps(shape, ensure_ascii=False)


def _task(strategy: int, task: TaskDraft) -> dict[str, object]:
    return {
        "strategy": strategy,
        "number": task.number,
        "title": task.title,
        "start": task.span.start,
        "end": task.span.end,
        "lead_units": [unit.name for unit in task.lead_units],
        "supporting_units": list(task.supporting_units),
        "measures": [{"start": m.span.start, "end": m.span.end} for m in task.measures],
        "confidence": task.confidence,
        "doubts": [{"code": doubt.code, "words": doubt.words} for doubt in task.doubts],
    }


def _targets(draft: PlanDraft, tasks: list[tuple[int, TaskDraft]]) -> list[dict[str, object]]:
    placed: list[tuple[int | None, TargetDraft]] = [(None, target) for target in draft.goals]
    placed += [(n, target) for n, (_, task) in enumerate(tasks) for target in task.targets]
    placed.sort(key=lambda pair: pair[1].span.start)
    return [
        {
            "task": number,
            "start": target.span.start,
            "end": target.span.end,
            "metric": target.metric,
            "kind": target.kind.value,
            "op": target.op.value,
            "value": _number(target.value),
            "value_high": _number(target.value_high),
            "unit": target.unit,
            "baseline": _number(target.baseline),
        }
        for number, target in placed
    ]


def _deadlines(draft: PlanDraft, tasks: list[tuple[int, TaskDraft]]) -> list[dict[str, object]]:
    placed: list[tuple[int | None, DeadlineDraft]] = [(None, d) for d in draft.goal_deadlines]
    placed += [(n, deadline) for n, (_, task) in enumerate(tasks) for deadline in task.deadlines]
    placed.sort(key=lambda pair: pair[1].span.start)
    return [
        {
            "task": number,
            "start": deadline.span.start,
            "end": deadline.span.end,
            "due": deadline.due_on.isoformat(),
            "recurrence": deadline.recurrence.value if deadline.recurrence else None,
        }
        for number, deadline in placed
    ]


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
