"""The text of a document beside its draft: in lines that know their item, with marks on the
figures, dates and units that were read in them."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.drafts.issuing import task_number
from tracker.domain.drafts.review import Review, ReviewItem
from tracker.domain.drafts.splitting import cuts
from tracker.domain.numerals import in_characters
from tracker.domain.values import SourceSpan

LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
BLANK = " \t\u3000\u00a0\u200b\ufeff"


class Mark(StrEnum):
    FIGURE = "num"
    NO_FIGURE = "skip"  # 不算指标: a person said so
    DATE = "due"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Piece:
    """`start` counts in the document's text. `can_cut`: an item may be split before it."""

    start: int
    text: str
    mark: Mark | None = None
    can_cut: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts the paragraphs of the document; only a paragraph's first line shows it."""

    number: int | None
    item: int | None
    is_first: bool  # of its item
    is_heading: bool
    is_dropped: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Source:
    before: tuple[str, ...]  # paragraphs that are no part of the plan
    lines: tuple[Line, ...]
    after: tuple[str, ...]


def source_lines(text: str, review: Review, *, cut_item: int | None = None) -> Source:
    """`cut_item` is the item for which places to split it are offered."""
    plan = review.plan_span
    offered = [at for item in review.items if item.key == cut_item for at in cuts(item)]
    maker = _Lines(text, review, offered)
    return Source(
        before=_paragraphs(text, 0, plan.start),
        lines=tuple(maker.lines()),
        after=_paragraphs(text, plan.end, len(text)),
    )


def _paragraphs(text: str, start: int, end: int) -> tuple[str, ...]:
    found = (match[0].strip(BLANK) for match in LINE.finditer(text, start, end))
    return tuple(words for words in found if words)


class _Lines:
    def __init__(self, text: str, review: Review, offered: Sequence[int]) -> None:
        self._text, self._plan = text, review.plan_span
        self._items = sorted(review.items, key=lambda item: item.span.start)
        self._starts = [item.span.start for item in self._items]
        self._headings = {strategy.span.start for strategy in review.strategies}
        self._offered = offered
        self._marks = _marks(text, review)
        self._mark_starts = [span.start for span, _ in self._marks]
        self._seams = sorted(
            self._headings | {at for item in self._items for at in (item.span.start, item.span.end)}
        )

    def lines(self) -> Iterator[Line]:
        number = len(_paragraphs(self._text, 0, self._plan.start)) - self._begins_inside()
        for paragraph in LINE.finditer(self._text, self._plan.start, self._plan.end):
            if not paragraph[0].strip(BLANK):
                continue
            number += 1
            shown: int | None = number
            for start, end in self._cut_at_seams(paragraph.start(), paragraph.end()):
                yield self._line(start, end, shown)
                shown = None

    def _begins_inside(self) -> bool:
        """The plan begins in the middle of a paragraph, which is counted once."""
        before = self._text[: self._plan.start].rstrip(BLANK)
        return bool(before) and LINE.match(before[-1]) is not None

    def _cut_at_seams(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A document on one line still gets a line for each item."""
        inner = self._seams[bisect_right(self._seams, start) : bisect_left(self._seams, end)]
        edges = list(dict.fromkeys([start, *inner, end]))
        for left, right in itertools.pairwise(edges):
            if self._text[left:right].strip(BLANK):
                yield left, right

    def _line(self, start: int, end: int, number: int | None) -> Line:
        item = self._item_at(start, end)
        return Line(
            number=number,
            item=item.key if item else None,
            is_first=item is not None and start <= item.span.start < end,
            is_heading=item is None and any(start <= at < end for at in self._headings),
            is_dropped=item is not None and item.is_dropped,
            pieces=tuple(self._pieces(start, end)),
        )

    def _item_at(self, start: int, end: int) -> ReviewItem | None:
        """The item whose words begin in the line or reach into it."""
        place = bisect_left(self._starts, end) - 1
        while place >= 0:
            if self._items[place].span.end > start:
                return self._items[place]
            place -= 1
        return None

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        position = start
        first = bisect_left(self._mark_starts, start)
        last = bisect_left(self._mark_starts, end)
        for span, mark in self._marks[first:last]:
            yield from self._plain(position, span.start)
            position = min(span.end, end)
            yield self._marked(span.start, position, mark)
        yield from self._plain(position, end)

    def _plain(self, start: int, end: int) -> Iterator[Piece]:
        inner = [at for at in self._offered if start < at < end]
        edges = [start, *inner, end]
        for left, right in itertools.pairwise(edges):
            if left < right:
                yield Piece(left, self._text[left:right], can_cut=left in self._offered)

    def _marked(self, start: int, end: int, mark: Mark) -> Piece:
        return Piece(start, self._text[start:end], mark, can_cut=start in self._offered)


def _marks(text: str, review: Review) -> list[tuple[SourceSpan, Mark]]:
    """Sorted, without overlaps: of two that overlap the first one stays."""
    found = [(goal.span, Mark.FIGURE) for goal in review.goals if goal.span]
    for item in review.kept:
        found += [(target.span, Mark.FIGURE) for target in item.targets if target.span]
        found += [(each.span, Mark.NO_FIGURE) for each in item.dropped_targets if each.span]
        found += [(deadline.span, Mark.DATE) for deadline in item.deadlines]
        found += [(span, Mark.UNIT) for span in _unit_spans(text, item)]
    kept: list[tuple[SourceSpan, Mark]] = []
    for span, mark in sorted(found, key=lambda pair: (pair[0].start, pair[0].end)):
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, mark))
    return kept


def _unit_spans(text: str, item: ReviewItem) -> Iterator[SourceSpan]:
    """`words` is the unit's name as the text has it."""
    named = (word for unit in item.suggestions if unit.named for word in unit.words or (unit.name,))
    names = [*named, *item.supporting]
    for name in names:
        at = text.rfind(name, item.span.start, item.span.end)
        if at >= 0:
            yield SourceSpan(at, at + len(name))


def item_numbers(review: Review) -> Mapping[int, str]:
    """By the key of an item or strategy: the number that it will have in the plan."""
    numbers: dict[int, str] = {}
    kept = [strategy for strategy in review.strategies if review.items_of(strategy.key)]
    for position, strategy in enumerate(kept, start=1):
        numbers[strategy.key] = in_characters(position)
        for place, item in enumerate(review.items_of(strategy.key), start=1):
            numbers[item.key] = task_number(position, place)
    return numbers
