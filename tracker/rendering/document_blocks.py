"""A document's text as a page shows it: paragraphs, headings and tables, with sentences marked."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tracker.domain.values import CELL_BREAK, SourceSpan
from tracker.rendering.source_lines import BLANK, LINE

# 一、 （二） 第三部分: the number of a heading, which is short and no sentence.
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十]+[章节部]分?|[（(]?[一二三四五六七八九十]+[）)、.．])"
)
_LONGEST_HEADING = 40
_ROW = re.compile(r"[^\r\n\u2029\x0b\x0c]+")
_SENTENCE = re.compile(r"[。；;!?！？]")


@dataclass(frozen=True, slots=True)
class Piece:
    """`start` counts in the whole document."""

    start: int
    text: str
    is_marked: bool


Words = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or with `rows` a table of cells."""

    words: Words = ()
    is_heading: bool = False
    rows: tuple[tuple[Words, ...], ...] = ()

    def pieces(self) -> Iterator[Piece]:
        yield from self.words
        for row in self.rows:
            yield from itertools.chain.from_iterable(row)


@dataclass(frozen=True, slots=True)
class Marking:
    """What is marked, where a piece must begin, and what is known to be a heading."""

    marked: Sequence[SourceSpan] = ()
    cuts: Collection[int] = ()
    headings: Sequence[SourceSpan] = ()


def document_blocks(text: str, start: int, marking: Marking) -> Sequence[Block]:
    """`text` begins at `start` of the document. A line with tabs is the row of a table."""
    page = _Page(text, start, marking)
    blocks: list[Block] = []
    for is_table, group in itertools.groupby(_with_rows(text), lambda pair: pair[0]):
        spans = [span for _, span in group]
        if is_table:
            blocks.append(Block(rows=tuple(page.row(span) for span in spans)))
        else:
            blocks += [page.paragraph(span) for span in spans]
    return blocks


def _with_rows(text: str) -> Iterator[tuple[bool, SourceSpan]]:
    """Paragraphs and rows, and which of them it is. A row with a single filled cell is known
    below another row alone; the lines of a cell stay together."""
    is_row = False
    for whole in _ROW.finditer(text):
        is_row = "\t" in (whole[0] if is_row else whole[0].strip(BLANK))
        for each in (whole,) if is_row else LINE.finditer(text, *whole.span()):
            if each[0].strip(BLANK + CELL_BREAK):
                yield is_row, SourceSpan(*each.span())


class _Page:
    def __init__(self, text: str, start: int, marking: Marking) -> None:
        self._text, self._start, self._marking = text, start, marking
        edges = {at for span in marking.marked for at in (span.start, span.end)}
        self._edges = sorted(edges | set(marking.cuts))

    def paragraph(self, line: SourceSpan) -> Block:
        return Block(self._words(line), is_heading=self._is_heading(line))

    def row(self, line: SourceSpan) -> tuple[Words, ...]:
        cells, at = [], line.start
        for cell in self._text[line.start : line.end].split("\t"):
            cells.append(self._words(SourceSpan(at, at + len(cell))))
            at += len(cell) + 1
        return tuple(cells)

    def _words(self, span: SourceSpan) -> Words:
        """Without the blanks around it: they move no offset."""
        words, blank = self._text[span.start : span.end], BLANK + CELL_BREAK
        start = self._start + span.start + len(words) - len(words.lstrip(blank))
        end = start + len(words.strip(blank))
        inner = self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]
        edges = itertools.pairwise([start, *inner, end])
        return tuple(self._piece(left, right) for left, right in edges if left < right)

    def _piece(self, start: int, end: int) -> Piece:
        text = self._text[start - self._start : end - self._start]
        return Piece(start, text, self._is_marked(start, end))

    def _is_marked(self, start: int, end: int) -> bool:
        return any(each.start < end and start < each.end for each in self._marking.marked)

    def _is_heading(self, line: SourceSpan) -> bool:
        words = self._text[line.start : line.end].rstrip(BLANK)
        start, end = self._start + line.start, self._start + line.start + len(words)
        if self._is_marked(start, end):
            return False
        if any(
            start <= each.start and end - 1 <= each.end <= end for each in self._marking.headings
        ):
            return True
        words = words.lstrip(BLANK)
        is_short = len(words) <= _LONGEST_HEADING and not _SENTENCE.search(words)
        return is_short and _NUMBERED.match(words) is not None
