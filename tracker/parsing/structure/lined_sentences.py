"""Knows sentences by their place on lines, and which lines are headings by that alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.domain.values import SourceSpan
from tracker.parsing.text.clauses import sentences

LONGEST_ON_OWN_LINE = 40
_CLOSES_A_LINE = frozenset("。!?;:,、)]】〕")


@dataclass(slots=True)
class LinedSentence:
    span: SourceSpan
    opens_line: bool
    alone_on_line: bool
    score: float = 0.0

    @property
    def length(self) -> int:
        return self.span.end - self.span.start


def lined_sentences(text: str, start: int, end: int) -> list[LinedSentence]:
    found: list[LinedSentence] = []
    spans = list(sentences(text, start, end))
    for span in spans:
        opens = span.start == start or line_breaks_before(text, span.start)
        closes = span.end >= end or _line_breaks_after(text, span.end)
        found.append(LinedSentence(span, opens, opens and closes))
    return found


def line_breaks_before(text: str, at: int) -> bool:
    at -= 1
    while at >= 0 and text[at] in " \t":
        at -= 1
    return at < 0 or text[at] in "\r\n"


def _line_breaks_after(text: str, at: int) -> bool:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at >= len(text) or text[at] in "\r\n"


def heading_lines(text: str, found: Sequence[LinedSentence]) -> list[int]:
    """Lines without a stop, from the first on and each with a paragraph below that closes with
    one: headings, whatever their words.
    """
    lines = [
        index
        for index, sentence in enumerate(found)
        if sentence.alone_on_line and text[sentence.span.end - 1] not in _CLOSES_A_LINE
    ]
    short = all(found[index].length <= LONGEST_ON_OWN_LINE for index in lines)
    apart = all(after - before > 1 for before, after in pairwise([*lines, len(found)]))
    return lines if len(lines) >= 2 and lines[0] == 0 and short and apart else []
