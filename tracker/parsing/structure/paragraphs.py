"""Knows when each paragraph of a plan is one task, and which paragraphs only lead in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tracker.domain.values import SourceSpan
from tracker.parsing.structure.lined_sentences import (
    LinedSentence,
    heading_lines,
    line_breaks_before,
    lined_sentences,
)
from tracker.parsing.structure.run_in_heads import (
    LIKELY,
    RunInHead,
    give_scores,
    opens_with_head,
)

_FEWEST = 3  # paragraphs, or heads in one, that show how a text is built
_PARTED = 5  # one head in so many sentences parts paragraphs; fewer are plain short sentences
_SURE = 3.2  # the mean score of heads that part a paragraph where others are whole
_AT_ONCE = 2  # sentences after which the inner heads of a parted paragraph have begun
_LEAD_IN = 2  # sentences of a paragraph that leads in
# X是...的重要任务: says what a thing is and not what is to be done
_STATES = re.compile(
    r"[^。;]{2,60}?(?:,是|是(?!否)[^。,]{0,24}(?:任务|基础|决策|前提|关键|保障|动力|途径|根本|年))"
)


@dataclass(frozen=True)
class _Paragraph:
    text: str
    sentences: tuple[LinedSentence, ...]

    @property
    def start(self) -> int:
        return self.sentences[0].span.start

    @cached_property
    def has_head(self) -> bool:
        return opens_with_head(self.text, self.sentences, 0)

    @cached_property
    def inner(self) -> tuple[int, ...]:
        """The short sentences inside that could be heads."""
        inside = range(1, len(self.sentences) - 1)
        return tuple(index for index in inside if self.sentences[index].score >= LIKELY)

    @property
    def is_parted(self) -> bool:
        """Heads part a paragraph from its beginning on, each with text of its own."""
        inner = self.inner
        if len(inner) < _FEWEST or inner[0] > _AT_ONCE:
            return False
        apart = all(after > before + 1 for before, after in pairwise(inner))
        return apart and sum(self.sentences[index].score for index in inner) >= _SURE * len(inner)

    @property
    def states(self) -> bool:
        first = self.sentences[0].span
        return _STATES.match(self.text, first.start, first.end) is not None

    @property
    def is_brief(self) -> bool:
        """A sentence or two without any figure."""
        words = self.text[self.start : self.sentences[-1].span.end]
        return len(self.sentences) <= _LEAD_IN and not any(map(str.isdigit, words))


def by_paragraph(text: str, spans: Sequence[SourceSpan]) -> bool:
    """Whether the paragraphs of a document are its tasks; `spans` are strategies without numbers.

    They are where most open with a head, unless heads inside them part most of them again.
    """
    stretches = [lined_sentences(text, span.start, span.end) for span in spans]
    parted = [_paragraphs(text, stretch) for stretch in stretches]
    paragraphs = [paragraph for several in parted for paragraph in several]
    found = [paragraph for paragraph in paragraphs if len(paragraph.sentences) > 1]
    headed = sum(paragraph.has_head for paragraph in found)
    if len(found) < _FEWEST or headed * 2 < len(found):
        return False
    for stretch, several in zip(stretches, parted, strict=True):
        if several:
            give_scores(text, stretch)
    inside = sum(len(paragraph.sentences) - 1 for paragraph in found)
    inner = sum(len(paragraph.inner) for paragraph in paragraphs)
    return inner * _PARTED < inside


def paragraph_heads(text: str, start: int, end: int) -> list[RunInHead]:
    """One task a paragraph of text[start:end] (folded), or several where heads part it."""
    paragraphs = _scored(text, start, end)
    if paragraphs and _leads_in(paragraphs):
        paragraphs = paragraphs[1:]
    if len(paragraphs) < 2:
        return []
    opening: list[LinedSentence] = []
    limits = [*(paragraph.start for paragraph in paragraphs[1:]), end]
    ends: list[int] = []
    for paragraph, limit in zip(paragraphs, limits, strict=False):
        indexes = paragraph.inner if paragraph.is_parted else (0,)
        heads = [paragraph.sentences[index] for index in indexes]
        opening += heads
        ends += [*(head.span.start for head in heads[1:]), limit]
    return [
        RunInHead(head.span.start, head.span.end, last)
        for head, last in zip(opening, ends, strict=True)
    ]


def headed_paragraphs(text: str, start: int, end: int) -> list[SourceSpan]:
    """The paragraphs that open with a head."""
    return [
        SourceSpan(paragraph.start, paragraph.sentences[-1].span.end)
        for paragraph in _several(text, start, end)
        if paragraph.has_head and not paragraph.states
    ]


def _leads_in(paragraphs: Sequence[_Paragraph]) -> bool:
    """Whether the first says why, or in general, before the others say under heads what is done."""
    first, rest = paragraphs[0], paragraphs[1:]
    if first.states or first.has_head:
        return first.states
    if first.is_brief and not line_breaks_before(first.text, first.start):
        return True  # the rest of the heading's own line
    headed = sum(paragraph.has_head for paragraph in rest)
    return first.is_brief and headed * 2 > len(rest)


def _several(text: str, start: int, end: int) -> list[_Paragraph]:
    """The paragraphs of a stretch that has more than one, and no headings between them."""
    return _paragraphs(text, lined_sentences(text, start, end))


def _scored(text: str, start: int, end: int) -> list[_Paragraph]:
    """As `_several`, with how much each sentence is like a head."""
    found = lined_sentences(text, start, end)
    paragraphs = _paragraphs(text, found)
    if paragraphs:
        give_scores(text, found)
    return paragraphs


def _paragraphs(text: str, found: Sequence[LinedSentence]) -> list[_Paragraph]:
    if heading_lines(text, found):
        return []
    opening = [index for index, sentence in enumerate(found) if sentence.opens_line]
    if len(opening) < 2:
        return []
    ends = [*opening[1:], len(found)]
    return [
        _Paragraph(text, tuple(found[first:last]))
        for first, last in zip(opening, ends, strict=True)
    ]
