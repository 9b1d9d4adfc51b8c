"""Cutting an item of a draft in two, joining several, and lifting sub-tasks out of one."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from tracker.domain.drafts.corrections import put, replace_item
from tracker.domain.drafts.draft import DeadlineDraft, Doubt, MeasureDraft
from tracker.domain.drafts.review import (
    LEAD_DOUBTS,
    Review,
    ReviewItem,
    ReviewTarget,
    SubTask,
    find,
)
from tracker.domain.errors import NotFound, RuleBroken
from tracker.domain.terms.texts import MAX_TITLE
from tracker.domain.values import Period, SourceSpan

_EDGES = " \n\r\t　。；;，,、"
_STOPS = "，,。；;：:\n"
_RECOGNISED = 8

T = TypeVar("T")


def cuts(item: ReviewItem) -> tuple[int, ...]:
    """Where an item falls apart by itself: before each of its measures but the first."""
    starts = sorted({measure.span.start for measure in item.measures})
    return tuple(at for at in starts[1:] if item.span.start < at < item.span.end)


def split(review: Review, key: int, at: int, text: str, *, by: str) -> Review:
    """In two at an offset of the document's text; figures and dates go with the half they stand
    in. Both halves have to be checked again."""
    item = find(review, key)
    if not item.span.start < at < item.span.end:
        raise RuleBroken("draft.split-outside", field="at")
    _check_not_within(item, at, text)
    head, tail = _halves(item, at, text)
    if not head.strip(_EDGES) or not tail.strip(_EDGES):
        raise RuleBroken("draft.split-outside", field="at")
    first = _part(item, SourceSpan(item.span.start, at), head, review.period)
    second = _part(item, SourceSpan(at, item.span.end), tail, review.period)
    second = replace(second, key=review.next_key, revision=0)
    review = replace(review, next_key=review.next_key + 1)
    return replace_item(review, key, (first, second), by=by)


def _check_not_within(item: ReviewItem, at: int, text: str) -> None:
    """A figure, a date or a sub-task belongs to one half or the other."""
    parts = [
        *(target.span for target in item.targets),
        *(deadline.span for deadline in item.deadlines),
        *(sub_task.span for sub_task in item.sub_tasks),
    ]
    for span in parts:
        if span and span.start < at < span.end:
            raise RuleBroken("draft.split-within", field="at", words=text[span.start : span.end])


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
    part = text[item.span.start : item.span.end]
    place = at - item.span.start
    if not item.content.strip():
        return part[:place].strip(), part[place:].strip()
    cut = _place_in(item.content, part, place)
    return item.content[:cut].strip(), item.content[cut:].strip()


def _place_in(content: str, part: str, place: int) -> int:
    """The content is its part of the text with pieces left out: the number, the clause of who is
    responsible. Here both are walked side by side up to the place in the text."""
    here = there = 0
    while there < place and here < len(content):
        if content[here] == part[there]:
            here, there = here + 1, there + 1
        elif content[here].isspace():
            here += 1
        else:
            found = _next(content[here : here + _RECOGNISED], part, there)
            if found is None:
                here += 1
            elif found >= place:
                break
            else:
                there = found
    return here


def _next(words: str, part: str, start: int) -> int | None:
    """Where they go on in the text; fewer of them where a piece is left out soon after."""
    while words:
        found = part.find(words, start)
        if found >= 0:
            return found
        words = words[: len(words) // 2]
    return None


def _part(item: ReviewItem, span: SourceSpan, content: str, period: Period) -> ReviewItem:
    """The piece of an item that stands in `span`, with a date of its own where it names one."""

    def inside(part: SourceSpan | None) -> bool:
        return part is not None and span.start <= part.start < span.end

    is_first = span.start == item.span.start
    deadlines = tuple(each for each in item.deadlines if inside(each.span))
    targets = tuple(
        each for each in item.targets if inside(each.span) or (is_first and each.span is None)
    )
    dropped = tuple(each for each in item.dropped_targets if inside(each.span))
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
        measures=_clipped(item.measures, span),
        sub_tasks=tuple(each for each in item.sub_tasks if inside(each.span)),
        dropped_targets=dropped,
        doubts=tuple(each for each in item.doubts if _still_stands(each, item, targets, deadlines)),
        is_checked=False,
    )


def _clipped(measures: Iterable[MeasureDraft], span: SourceSpan) -> tuple[MeasureDraft, ...]:
    """The measures in `span`; one that was cut through is a measure of either half."""
    found = (
        SourceSpan(max(each.span.start, span.start), min(each.span.end, span.end))
        for each in measures
    )
    return tuple(MeasureDraft(each) for each in found if each.start < each.end)


def _still_stands(
    doubt: Doubt,
    item: ReviewItem,
    targets: tuple[ReviewTarget, ...],
    deadlines: tuple[DeadlineDraft, ...],
) -> bool:
    """Who leads is as open for a half as for the whole; a doubt about a figure or a date goes
    with it; a doubt about where the item begins and ends is settled by the cut."""
    if doubt.code in LEAD_DOUBTS:
        return not item.lead
    of_targets = [each for target in targets for each in target.doubts]
    of_deadlines = [each for deadline in deadlines for each in deadline.doubts]
    return doubt in of_targets or doubt in of_deadlines


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
    _check_neighbours(review, chosen, span)
    first, gone = chosen[0], {item.key for item in chosen[1:]}
    lead = next((item.lead for item in chosen if item.lead), "")
    doubts = _union(item.doubts for item in chosen)
    merged = replace(
        first,
        content="\n".join(item.content for item in chosen),
        span=span,
        lead=lead,
        suggestions=_union(item.suggestions for item in chosen),
        supporting=_union(item.supporting for item in chosen),
        due_on=max(item.due_on for item in chosen),
        targets=tuple(target for item in chosen for target in item.targets),
        deadlines=tuple(deadline for item in chosen for deadline in item.deadlines),
        measures=tuple(measure for item in chosen for measure in item.measures),
        sub_tasks=tuple(sub for item in chosen for sub in item.sub_tasks),
        dropped_targets=tuple(each for item in chosen for each in item.dropped_targets),
        doubts=tuple(each for each in doubts if not (lead and each.code in LEAD_DOUBTS)),
        is_checked=all(item.is_checked for item in chosen),
    )
    kept = tuple(item for item in review.items if item.key not in gone)
    return put(replace(review, items=kept), merged, by=by)


def _check_neighbours(review: Review, chosen: Collection[ReviewItem], span: SourceSpan) -> None:
    """Neighbours in the text, since the merged item is one piece of it."""
    if len({item.strategy for item in chosen}) > 1:
        raise RuleBroken("draft.merge-apart")
    for item in review.items:
        if span.start <= item.span.start < span.end and item not in chosen:
            if item.is_dropped:
                raise RuleBroken("draft.merge-over-dropped", title=item.title)
            raise RuleBroken("draft.merge-apart")


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
