"""The text of a document as places where a plan may begin or end: its paragraphs, and the sentences
of one that is very long.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.values import SourceSpan
from tracker.rendering.source_lines import BLANK, LINE

_LONG = 200  # characters: a paragraph in which a plan may begin
_STOP = re.compile(r"[。！？!?][”’）)]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """`start` and `end` count in the document's text, without the blanks around the words."""

    start: int
    end: int
    words: str


def passages(text: str, part: SourceSpan) -> tuple[Passage, ...]:
    """All of them, in order; the plan part as it is now begins and ends with one."""
    return tuple(
        passage
        for line in LINE.finditer(text)
        for left, right in itertools.pairwise(_edges(text, line.start(), line.end(), part))
        if (passage := _passage(text, left, right)) is not None
    )


def _edges(text: str, start: int, end: int, part: SourceSpan) -> list[int]:
    inner = {at for at in (part.start, part.end) if start < at < end}
    if end - start > _LONG:
        inner |= {stop.end() for stop in _STOP.finditer(text, start, end)}
    return sorted({start, *inner, end})


def _passage(text: str, left: int, right: int) -> Passage | None:
    words = text[left:right]
    start = left + len(words) - len(words.lstrip(BLANK))
    end = left + len(words.rstrip(BLANK))
    return Passage(start, end, text[start:end]) if start < end else None


def bounds(found: Sequence[Passage], part: SourceSpan) -> SourceSpan:
    """Where the first and the last passage of the plan part begin and end."""
    first = bisect_right(found, part.start, key=lambda passage: passage.end)
    last = max(first, bisect_left(found, part.end, key=lambda passage: passage.start) - 1)
    first, last = (min(at, len(found) - 1) for at in (first, last))
    return SourceSpan(found[first].start, found[last].end)


def words_at(found: Sequence[Passage], span: SourceSpan) -> tuple[str, str]:
    """The passages with which it begins and ends, in words; none where there is no text."""
    begins = next((each.words for each in found if each.end > span.start), "")
    ends = next((each.words for each in reversed(found) if each.start < span.end), "")
    return begins, ends
