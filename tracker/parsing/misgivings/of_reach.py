"""Knows whether the plan part reaches too far or not far enough: much unread, or all of it read."""

import re
from collections.abc import Iterator, Sequence

from tracker.domain.drafts.draft import Doubt, PlanDraft
from tracker.parsing.document import Document
from tracker.parsing.structure.headings import looks_back
from tracker.parsing.structure.numbering import Kind, Mark
from tracker.parsing.text.normalise import fold

_LONG_TASK = 700  # characters
_UNREAD = 3
_SAME = 5  # characters by which a heading is known again
_LONGEST_TITLE = 60  # characters
_SHOWN = 20
_TELLS_BOTH = re.compile(r"20\d\d年[^。\d\n]{0,12}(?:总结|情况|回顾)[^。\d\n]{0,8}[和及暨与、]")
_NO_WORK = re.compile(
    r"回顾|总结|小结|情况|成[效绩果]|过去|去年|[一五]年|问题|不足|困难|形势|目标|思[想路]|要求|原则|意义|背景|依据|范围|对象"
)
_SAYS_PLAN = re.compile(r"20\d\d年|下一?步|明年|今后|打算|计划|思路")


def of_reach(draft: PlanDraft, document: Document, marks: Sequence[Mark]) -> Iterator[Doubt]:
    yield from _whole(draft, document, marks)
    yield from _coarse(draft)
    yield from _unread_after(draft, marks)
    if not _SAYS_PLAN.search(fold(draft.text), draft.plan_span.start, _reach(draft)):
        yield from _unread_before(draft, marks)


def _reach(draft: PlanDraft) -> int:
    """Where a heading ends that opens the plan part."""
    return draft.plan_span.start + _SHOWN


def _whole(draft: PlanDraft, document: Document, marks: Sequence[Mark]) -> Iterator[Doubt]:
    """The title promises a look back, and all was read as the plan."""
    first, begins = document.blocks[0].start, draft.strategies[0].span.start
    title = _TELLS_BOTH.search(fold(draft.text), first, begins)
    at_once = title is not None and begins < title.end() + _LONGEST_TITLE
    if at_once and not any(mark.start < begins for mark in marks):
        yield Doubt("plan.whole-document")


def _coarse(draft: PlanDraft) -> Iterator[Doubt]:
    """Hardly a task for a long text: what parts it was not seen."""
    length = draft.plan_span.end - draft.plan_span.start
    if length > _LONG_TASK * len(draft.tasks):
        yield Doubt("plan.few-tasks", str(len(draft.tasks)))


def _unread_after(draft: PlanDraft, marks: Sequence[Mark]) -> Iterator[Doubt]:
    """One or two tasks, while numbered headings stand outside the plan part."""
    after = [mark for mark in marks if mark.start >= draft.plan_span.end]
    left = [mark for mark in after if mark.kind <= Kind.HAN_PAREN]
    if len(draft.tasks) <= 2 and len(left) >= _UNREAD:
        yield _left_out(draft, left[0].start)


def _unread_before(draft: PlanDraft, marks: Sequence[Mark]) -> Iterator[Doubt]:
    """Headings before the plan part that tell neither of results nor of aims: no contents."""
    start = draft.strategies[0].span.start
    upper = [mark for mark in marks if mark.start < start and mark.kind <= Kind.HAN_PAREN]
    first = next((mark for mark in marks if mark.start == start), None)
    sister = next((mark for mark in reversed(upper) if first and mark.kind is first.kind), None)
    goes_on = sister and first and sister.ordinal == first.ordinal - 1
    for mark in (*([sister] if goes_on else ()), *(upper[:1] if len(upper) >= _UNREAD else ())):
        words = draft.text[mark.body : mark.body + _SHOWN]
        listed = any(strategy.title.startswith(words[:_SAME]) for strategy in draft.strategies)
        told = looks_back(draft.text, mark.start, start, [draft.year])
        if not (listed or told or _NO_WORK.search(words)):
            yield _left_out(draft, mark.start)
            return


def _left_out(draft: PlanDraft, place: int) -> Doubt:
    return Doubt("plan.left-out", draft.text[place : place + _SHOWN])
