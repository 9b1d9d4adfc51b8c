"""Knows which sentences and clauses of a task may become sub-tasks of their own."""

from collections.abc import Sequence

from tracker.domain.drafts import MeasureDraft
from tracker.domain.values import SourceSpan
from tracker.parsing.clauses import clauses

_SHORTEST = 6


def find_measures(
    text: str, start: int, end: int, leave_out: Sequence[SourceSpan]
) -> tuple[MeasureDraft, ...]:
    """Clauses of text[start:end] without those that only name units."""
    found = []
    for span in clauses(text, start, end):
        if any(out.start <= span.start < out.end for out in leave_out):
            continue
        if span.end - span.start >= _SHORTEST and text[span.end - 1] not in ":：":
            found.append(MeasureDraft(span))
    return tuple(found)
