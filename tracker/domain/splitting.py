"""Cutting an item of a draft in two, joining several, and lifting sub-tasks out of one."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from tracker.domain.corrections import MAX_TITLE, put, replace_item
from tracker.domain.drafts import MeasureDraft
from tracker.domain.errors import NotFound, RuleBroken
from tracker.domain.review import Review, ReviewItem, SubTask, find
from tracker.domain.values import Period, SourceSpan

_EDGES = " \n\r\t　。；;，,、"
_STOPS = "，,。；;：:\n"
_RECOGNISED = 12

T = TypeVar("T")


def cuts(item: ReviewItem) -> tuple[int, ...]:
    """Where an item falls apart by itself: before each of its measures but the first."""
    starts = sorted({measure.span.start for measure in item.measures})
    return tuple(at for at in starts[1:] if item.span.start < at < item.span.end)


def split(review: Review, key: int, at: int, text: str, *, by: str) -> Review:
    """In two at an offset of the document's text; figures and dates go with the half they stand
    in, and the halves want a look of their own."""
    item = find(review, key)
    if not item.span.start < at < item.span.end:
        raise RuleBroken("draft.split-outside", field="at")
    head, tail = _halves(item, at, text)
    if not head.strip(_EDGES) or not tail.strip(_EDGES):
        raise RuleBroken("draft.split-outside", field="at")
    first = _part(item, SourceSpan(item.span.start, at), head, review.period)
    second = _part(item, SourceSpan(at, item.span.end), tail, review.period)
    second = replace(second, key=review.next_key, revision=0)
    review = replace(review, next_key=review.next_key + 1)
    return replace_item(review, key, (first, second), by=by)


def split_by_measures(review: Review, key: int, text: str, *, by: str) -> Review:
    """Into one item for each measure that the parser saw."""
    item = find(review, key)
    places = cuts(item)
    if not places:
        raise RuleBroken("draft.nothing-to-split", title=item.title)
    for at in reversed(places):
        review = split(review, key, at, text, by=by)
    return review


def _halves(item: ReviewItem, at: int, text: str) -> tuple[str, str]:
    """The content has no number and no clause of responsibility, which the text has: the cut is
    looked for by the words that follow it."""
    words = text[at : min(at + _RECOGNISED, item.span.end)].strip()
    expected = at - item.span.start
    places = [found.start() for found in re.finditer(re.escape(words), item.content)]
    if not words or not places:
        return text[item.span.start : at].strip(), text[at : item.span.end].strip()
    place = min(places, key=lambda found: abs(found - expected))
    return item.content[:place].strip(), item.content[place:].strip()


def _part(item: ReviewItem, span: SourceSpan, content: str, period: Period) -> ReviewItem:
    """The piece of an item that stands in `span`, with a date of its own where it names one."""

    def inside(part: SourceSpan | None) -> bool:
        return part is not None and span.start <= part.start < span.end

    is_first = span.start == item.span.start
    deadlines = tuple(each for each in item.deadlines if inside(each.span))
    targets = tuple(
        each for each in item.targets if inside(each.span) or (is_first and each.span is None)
    )
    dates = [each.due_on for each in deadlines if each.recurrence is None]
    due_on = _due_on([*dates, *(target.due_on for target in targets)], item.due_on, period)
    return replace(
        item,
        title=item.title if is_first and not _reaches_beyond(item, span) else first_clause(content),
        content=content,
        span=span,
        due_on=due_on,
        targets=targets,
        deadlines=deadlines,
        measures=tuple(each for each in item.measures if inside(each.span)),
        sub_tasks=tuple(each for each in item.sub_tasks if inside(each.span)),
        doubts=(),
        is_checked=False,
    )


def _due_on(dates: list[date], fallback: date, period: Period) -> date:
    return max((day for day in dates if day >= period.start), default=fallback)


def _reaches_beyond(item: ReviewItem, span: SourceSpan) -> bool:
    """A title made of the whole text would say too much for its first half."""
    return len(item.title) > span.end - span.start


def first_clause(content: str) -> str:
    """A title for a piece of text: what stands before its first stop."""
    content = content.strip(_EDGES)
    ends = [place for sign in _STOPS if (place := content.find(sign)) > 0]
    return content[: min(ends, default=len(content))][:MAX_TITLE]


def merge(review: Review, keys: Collection[int], *, by: str) -> Review:
    """Into the first of them; they must be neighbours in one strategy."""
    chosen = sorted((item for item in review.kept if item.key in keys), key=_place)
    if len(chosen) < 2:
        raise RuleBroken("draft.merge-one")
    span = SourceSpan(chosen[0].span.start, max(item.span.end for item in chosen))
    between = [item for item in review.kept if span.start <= item.span.start < span.end]
    if len(between) > len(chosen) or len({item.strategy for item in chosen}) > 1:
        raise RuleBroken("draft.merge-apart")
    first, gone = chosen[0], {item.key for item in chosen[1:]}
    merged = replace(
        first,
        content="\n".join(item.content for item in chosen),
        span=span,
        supporting=_union(item.supporting for item in chosen),
        due_on=max(item.due_on for item in chosen),
        targets=tuple(target for item in chosen for target in item.targets),
        deadlines=tuple(deadline for item in chosen for deadline in item.deadlines),
        measures=tuple(measure for item in chosen for measure in item.measures),
        sub_tasks=tuple(sub for item in chosen for sub in item.sub_tasks),
        doubts=_union(item.doubts for item in chosen),
        is_checked=all(item.is_checked for item in chosen),
    )
    kept = tuple(item for item in review.items if item.key not in gone)
    return put(replace(review, items=kept), merged, by=by)


def make_sub_task(review: Review, key: int, measure: int, text: str, *, by: str) -> Review:
    """A measure becomes a sub-task 举措 of its task."""
    item = find(review, key)
    if not 0 <= measure < len(item.measures):
        raise NotFound("draft.item-gone", key=key)
    span = item.measures[measure].span
    title = text[span.start : span.end].strip(_EDGES)[:MAX_TITLE]
    rest = item.measures[:measure] + item.measures[measure + 1 :]
    sub_tasks = tuple(sorted((*item.sub_tasks, SubTask(title, span)), key=_place))
    return put(review, replace(item, measures=rest, sub_tasks=sub_tasks), by=by)


def undo_sub_task(review: Review, key: int, place: int, *, by: str) -> Review:
    """The sub-task is a measure again."""
    item = find(review, key)
    if not 0 <= place < len(item.sub_tasks):
        raise NotFound("draft.item-gone", key=key)
    measure = MeasureDraft(item.sub_tasks[place].span)
    measures = tuple(sorted((*item.measures, measure), key=_place))
    rest = item.sub_tasks[:place] + item.sub_tasks[place + 1 :]
    return put(review, replace(item, measures=measures, sub_tasks=rest), by=by)


def _place(part: SubTask | MeasureDraft | ReviewItem) -> int:
    return part.span.start


def _union(groups: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(part for group in groups for part in group))
