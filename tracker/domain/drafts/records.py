"""A draft as plain records and back: the form in which it waits for a person in the database.

The text is left out, since the document beside it holds it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.domain.drafts.draft import (
    DeadlineDraft,
    Doubt,
    HeadingLevel,
    MeasureDraft,
    PlanDraft,
    StrategyDraft,
    TargetDraft,
    TaskDraft,
    UnitSuggestion,
)
from tracker.domain.values import Op, Period, Recurrence, SourceSpan, TargetKind

Record = dict[str, Any]


def as_record(draft: PlanDraft) -> Record:
    return {
        "title": draft.title,
        "organisation": draft.organisation,
        "year": draft.year,
        "period": [draft.period.start.isoformat(), draft.period.end.isoformat()],
        "plan_span": span_record(draft.plan_span),
        "strategies": [_strategy(strategy) for strategy in draft.strategies],
        "confidence": draft.confidence,
        "doubts": doubt_records(draft.doubts),
        "goals": [_target(goal) for goal in draft.goals],
        "goal_deadlines": [deadline_record(deadline) for deadline in draft.goal_deadlines],
        "levels": level_records(draft.levels),
        "level": draft.level,
    }


def from_record(record: Mapping[str, Any], text: str) -> PlanDraft:
    start, end = record["period"]
    return PlanDraft(
        text=text,
        title=record["title"],
        organisation=record["organisation"],
        year=record["year"],
        period=Period(date.fromisoformat(start), date.fromisoformat(end)),
        plan_span=SourceSpan(*record["plan_span"]),
        strategies=tuple(_read_strategy(item) for item in record["strategies"]),
        confidence=record["confidence"],
        doubts=read_doubts(record),
        goals=tuple(_read_target(item) for item in record["goals"]),
        goal_deadlines=tuple(read_deadline(item) for item in record["goal_deadlines"]),
        levels=read_levels(record["levels"]),
        level=record["level"],
    )


def span_record(span: SourceSpan) -> list[int]:
    return [span.start, span.end]


def doubt_records(doubts: Iterable[Doubt]) -> list[list[str]]:
    return [[doubt.code, doubt.words] for doubt in doubts]


def level_records(levels: Iterable[HeadingLevel]) -> list[list[Any]]:
    return [[level.code, level.count, list(level.examples)] for level in levels]


def read_levels(records: Iterable[Any]) -> tuple[HeadingLevel, ...]:
    return tuple(HeadingLevel(code, count, tuple(words)) for code, count, words in records)


def number_record(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def day_record(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def suggestion_records(units: Iterable[UnitSuggestion]) -> list[list[Any]]:
    return [[unit.name, unit.named, unit.score, list(unit.words)] for unit in units]


def read_suggestions(records: Iterable[Any]) -> tuple[UnitSuggestion, ...]:
    return tuple(
        UnitSuggestion(name, named, score, tuple(words)) for name, named, score, words in records
    )


def _strategy(strategy: StrategyDraft) -> Record:
    return {
        "span": span_record(strategy.span),
        "number": strategy.number,
        "title": strategy.title,
        "tasks": [_task(task) for task in strategy.tasks],
    }


def _task(task: TaskDraft) -> Record:
    return {
        "span": span_record(task.span),
        "number": task.number,
        "title": task.title,
        "content": task.content,
        "lead_units": suggestion_records(task.lead_units),
        "supporting_units": list(task.supporting_units),
        "targets": [_target(target) for target in task.targets],
        "deadlines": [deadline_record(deadline) for deadline in task.deadlines],
        "measures": [span_record(measure.span) for measure in task.measures],
        "confidence": task.confidence,
        "doubts": doubt_records(task.doubts),
    }


def _target(target: TargetDraft) -> Record:
    return {
        "span": span_record(target.span),
        "metric": target.metric,
        "kind": target.kind.value,
        "op": target.op.value,
        "value": str(target.value),
        "value_high": number_record(target.value_high),
        "unit": target.unit,
        "baseline": number_record(target.baseline),
        "confidence": target.confidence,
        "doubts": doubt_records(target.doubts),
    }


def deadline_record(deadline: DeadlineDraft) -> Record:
    return {
        "span": span_record(deadline.span),
        "due_on": deadline.due_on.isoformat(),
        "recurrence": deadline.recurrence.value if deadline.recurrence else None,
        "starts_on": day_record(deadline.starts_on),
        "confidence": deadline.confidence,
        "doubts": doubt_records(deadline.doubts),
    }


def read_doubts(record: Mapping[str, Any]) -> tuple[Doubt, ...]:
    return tuple(Doubt(code, words) for code, words in record["doubts"])


def read_number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _read_strategy(record: Mapping[str, Any]) -> StrategyDraft:
    return StrategyDraft(
        span=SourceSpan(*record["span"]),
        number=record["number"],
        title=record["title"],
        tasks=tuple(_read_task(item) for item in record["tasks"]),
    )


def _read_task(record: Mapping[str, Any]) -> TaskDraft:
    return TaskDraft(
        span=SourceSpan(*record["span"]),
        number=record["number"],
        title=record["title"],
        content=record["content"],
        lead_units=read_suggestions(record["lead_units"]),
        supporting_units=tuple(record["supporting_units"]),
        targets=tuple(_read_target(item) for item in record["targets"]),
        deadlines=tuple(read_deadline(item) for item in record["deadlines"]),
        measures=tuple(MeasureDraft(SourceSpan(*span)) for span in record["measures"]),
        confidence=record["confidence"],
        doubts=read_doubts(record),
    )


def _read_target(record: Mapping[str, Any]) -> TargetDraft:
    return TargetDraft(
        span=SourceSpan(*record["span"]),
        metric=record["metric"],
        kind=TargetKind(record["kind"]),
        op=Op(record["op"]),
        value=Decimal(record["value"]),
        value_high=read_number(record["value_high"]),
        unit=record["unit"],
        baseline=read_number(record["baseline"]),
        confidence=record["confidence"],
        doubts=read_doubts(record),
    )


def read_deadline(record: Mapping[str, Any]) -> DeadlineDraft:
    recurrence, starts_on = record["recurrence"], record["starts_on"]
    return DeadlineDraft(
        span=SourceSpan(*record["span"]),
        due_on=date.fromisoformat(record["due_on"]),
        recurrence=Recurrence(recurrence) if recurrence else None,
        starts_on=date.fromisoformat(starts_on) if starts_on else None,
        confidence=record["confidence"],
        doubts=read_doubts(record),
    )
