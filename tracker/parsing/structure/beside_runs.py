"""Knows which paragraphs are tasks of their own in a strategy whose other items are 一是, 二是.

A topic with steps and a topic without any stand side by side: the head above the steps leads in,
the paragraph without steps is the task.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.parsing.structure.numbering import Kind, Mark
from tracker.parsing.structure.paragraphs import headed_paragraphs

_STOP = re.compile(r"[。;!?:]")
_RUNS = frozenset({Kind.RUN, Kind.ORDINAL_WORD, Kind.FIRST_NEXT})


@dataclass(frozen=True, slots=True)
class Beside:
    """`start`: where the item before ends, at the latest. `is_task`: no steps follow."""

    start: int
    end: int
    is_task: bool


def paragraphs_beside(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Beside]:
    """The paragraphs of text[start:end] that open with a head between the runs of `marks`."""
    if not all(mark.kind in _RUNS for mark in marks):
        return []
    starts = [mark.start for mark in marks]
    spans = headed_paragraphs(text, start, end)
    limits = [*(span.start for span in spans[1:]), end]
    found = []
    for span, limit in zip(spans, limits, strict=False):
        first, after = (bisect_left(starts, at) for at in (span.start, span.end))
        if first == after and not _goes_on(text, marks, first, span.start):
            leads_in = after < len(marks) and starts[after] <= limit and _opens_run(marks, after)
            found.append(Beside(span.start, min(limit, *starts[after:], end), not leads_in))
        elif first < after and _opens_run(marks, first):
            found.append(Beside(span.start, starts[first], is_task=False))
    return found


def _goes_on(text: str, marks: Sequence[Mark], position: int, start: int) -> bool:
    """Whether a paragraph belongs to the mark before it: a head alone, or another step follows."""
    head_alone = position > 0 and not _STOP.search(text, marks[position - 1].start, start)
    return head_alone or _is_inside_run(marks, position)


def _is_inside_run(marks: Sequence[Mark], position: int) -> bool:
    """Whether the next mark goes on counting where the one before stopped."""
    if position in (0, len(marks)):
        return False
    before, after = marks[position - 1], marks[position]
    return before.kind is after.kind and after.ordinal == before.ordinal + 1


def _opens_run(marks: Sequence[Mark], position: int) -> bool:
    return not _is_inside_run(marks, position)


def cut_short(end: int, start: int, beside: Sequence[Beside]) -> int:
    """Where an item from `start` on ends: no later than the next topic begins."""
    return min((topic.start for topic in beside if start < topic.start < end), default=end)
