"""A review as plain records and back: the form in which it waits between two corrections."""

from collections.abc import Mapping
from dataclasses import astuple
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.domain.drafts.draft import MeasureDraft
from tracker.domain.drafts.hints import Hints
from tracker.domain.drafts.records import (
    Record,
    day_record,
    deadline_record,
    doubt_records,
    level_records,
    number_record,
    read_deadline,
    read_doubts,
    read_levels,
    read_number,
    read_suggestions,
    span_record,
    suggestion_records,
)
from tracker.domain.drafts.review import Review, ReviewItem, ReviewStrategy, ReviewTarget, SubTask
from tracker.domain.values import Op, Period, ReportEvery, SourceSpan, TargetKind, TaskKind


def as_record(review: Review) -> Record:
    return {
        "title": review.title,
        "organisation": review.organisation,
        "year": review.year,
        "period": [review.period.start.isoformat(), review.period.end.isoformat()],
        "plan_span": span_record(review.plan_span),
        "strategies": [
            [each.key, each.number, each.title, *span_record(each.span)]
            for each in review.strategies
        ],
        "items": [_item(item) for item in review.items],
        "doubts": doubt_records(review.doubts),
        "goals": [_target(goal) for goal in review.goals],
        "next_key": review.next_key,
        "levels": level_records(review.levels),
        "level": review.level,
        "hints": list(astuple(review.hints)),
        "is_named": review.is_named,
    }


def from_record(record: Mapping[str, Any]) -> Review:
    start, end = record["period"]
    return Review(
        title=record["title"],
        organisation=record["organisation"],
        year=record["year"],
        period=Period(date.fromisoformat(start), date.fromisoformat(end)),
        plan_span=SourceSpan(*record["plan_span"]),
        strategies=tuple(
            ReviewStrategy(key, number, title, SourceSpan(first, last))
            for key, number, title, first, last in record["strategies"]
        ),
        items=tuple(_read_item(item) for item in record["items"]),
        doubts=read_doubts(record),
        goals=tuple(_read_target(goal) for goal in record["goals"]),
        next_key=record["next_key"],
        # Drafts that were begun before they could be read anew have none of these.
        levels=read_levels(record.get("levels", ())),
        level=record.get("level", ""),
        hints=Hints(*record.get("hints", ())),
        is_named=record.get("is_named", False),
    )


def _item(item: ReviewItem) -> Record:
    return {
        "key": item.key,
        "strategy": item.strategy,
        "title": item.title,
        "content": item.content,
        "span": span_record(item.span),
        "lead": item.lead,
        "suggestions": suggestion_records(item.suggestions),
        "supporting": list(item.supporting),
        "starts_on": item.starts_on.isoformat(),
        "due_on": item.due_on.isoformat(),
        "kind": item.kind.value,
        "report_every": item.report_every.value,
        "targets": [_target(target) for target in item.targets],
        "deadlines": [deadline_record(deadline) for deadline in item.deadlines],
        "measures": [span_record(measure.span) for measure in item.measures],
        "sub_tasks": [[sub.title, *span_record(sub.span)] for sub in item.sub_tasks],
        "doubts": doubt_records(item.doubts),
        "dropped_targets": [_target(target) for target in item.dropped_targets],
        "is_checked": item.is_checked,
        "is_dropped": item.is_dropped,
        "revision": item.revision,
        "by": item.by,
    }


def _read_item(record: Mapping[str, Any]) -> ReviewItem:
    return ReviewItem(
        key=record["key"],
        strategy=record["strategy"],
        title=record["title"],
        content=record["content"],
        span=SourceSpan(*record["span"]),
        lead=record["lead"],
        suggestions=read_suggestions(record["suggestions"]),
        supporting=tuple(record["supporting"]),
        starts_on=date.fromisoformat(record["starts_on"]),
        due_on=date.fromisoformat(record["due_on"]),
        kind=TaskKind(record["kind"]),
        report_every=ReportEvery(record["report_every"]),
        targets=tuple(_read_target(target) for target in record["targets"]),
        deadlines=tuple(read_deadline(deadline) for deadline in record["deadlines"]),
        measures=tuple(MeasureDraft(SourceSpan(*span)) for span in record["measures"]),
        sub_tasks=tuple(
            SubTask(title, SourceSpan(first, last)) for title, first, last in record["sub_tasks"]
        ),
        doubts=read_doubts(record),
        # Drafts that were begun before figures could come back have no such list.
        dropped_targets=tuple(_read_target(each) for each in record.get("dropped_targets", ())),
        is_checked=record["is_checked"],
        is_dropped=record["is_dropped"],
        revision=record["revision"],
        by=record["by"],
    )


def _target(target: ReviewTarget) -> Record:
    return {
        "metric": target.metric,
        "kind": target.kind.value,
        "op": target.op.value,
        "value": str(target.value),
        "value_high": number_record(target.value_high),
        "unit": target.unit,
        "baseline": number_record(target.baseline),
        "due_on": day_record(target.due_on),
        "span": span_record(target.span) if target.span else None,
        "doubts": doubt_records(target.doubts),
    }


def _read_target(record: Mapping[str, Any]) -> ReviewTarget:
    span = record["span"]
    return ReviewTarget(
        metric=record["metric"],
        kind=TargetKind(record["kind"]),
        op=Op(record["op"]),
        value=Decimal(record["value"]),
        value_high=read_number(record["value_high"]),
        unit=record["unit"],
        baseline=read_number(record["baseline"]),
        due_on=date.fromisoformat(record["due_on"]),
        span=SourceSpan(*span) if span else None,
        doubts=read_doubts(record),
    )
