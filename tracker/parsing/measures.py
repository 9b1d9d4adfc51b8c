"""Knows which sentences and clauses of a task may become sub-tasks of their own."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from tracker.domain.drafts.draft import MeasureDraft
from tracker.domain.values import SourceSpan
from tracker.parsing.text.clauses import clauses

_SHORTEST = 6


def find_measures(
    text: str, start: int, end: int, leave_out: Sequence[SourceSpan]
) -> tuple[MeasureDraft, ...]:
    """Clauses of text[start:end] without those that only name units."""
    outs = sorted((out.start, out.end) for out in leave_out)
    starts = [begin for begin, _ in outs]
    reach = list(accumulate((stop for _, stop in outs), max))  # how far any so far goes
    found = []
    for span in clauses(text, start, end):
        before = bisect_right(starts, span.start)
        if before and span.start < reach[before - 1]:
            continue
        if span.end - span.start >= _SHORTEST and text[span.end - 1] not in ":：":
            found.append(MeasureDraft(span))
    return tuple(found)
