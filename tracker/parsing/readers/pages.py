"""Knows printed pages: lines joined into paragraphs, without page numbers and running heads."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from tracker.domain.drafts.draft import Doubt
from tracker.parsing.document import Document
from tracker.parsing.readers.builder import DocumentBuilder
from tracker.parsing.readers.glyphs import Glyph, Row, rows_of
from tracker.parsing.readers.grid import Grid
from tracker.parsing.readers.plain_text import is_page_number
from tracker.parsing.readers.ruled import Rule, drawn_in, ruled_tables
from tracker.parsing.readers.turned import uprighted
from tracker.parsing.readers.wrapping import begins, in_one_line

MOST_PAGES = 400
_EDGE_LINES = 2  # how many lines at the top and foot of a page may be furniture
_DIGITS = re.compile(r"\d+")
_STOPS = "。；;！!？?：:"
_INDENT = 1.0  # characters by which the first line of a paragraph stands in
_RAGGED = 2.6  # characters by which lines that were broken may differ
_SLACK = 0.3
# what is not torn apart at the end of a line: Latin words and figures, marks with their words
_FIRST_WORD = re.compile(
    r"[“‘（《〈【(\[]{0,9}(?:[\x21-\x7e]+|.)[，。、；：！？）》〉”’】%％]{0,9}"
)
_SAME_SIZE = 1.15  # a title ends where the characters grow or shrink by more
_SLANT = 0.1  # of the page's width, by which the right margin may be wider than the left
_SAME_COLUMN = 4.0  # points by which the columns of a table on two pages may differ


@dataclass(frozen=True, slots=True)
class _Line:
    top: float
    text: str
    size: float
    indent: float = 0.0  # from the leftmost line of its page, in characters
    short: float = inf  # of the right margin, in characters; for ever where none shows
    is_first: bool | None = None  # of its paragraph; None where the page does not indent them


@dataclass(frozen=True, slots=True)
class _Rows:
    top: float
    grid: Grid
    columns: tuple[float, ...]


Page = list[_Line | _Rows]


def read_page(glyphs: Sequence[Glyph], rules: Sequence[Rule], width: float, height: float) -> Page:
    """The lines and tables of a page of this size, from the top down."""
    glyphs, rules, width = uprighted(glyphs, rules, width, height)
    tables = ruled_tables(rules)
    drawn = drawn_in(glyphs) if tables else glyphs
    inside = [[glyph for glyph in drawn if table.holds(glyph)] for table in tables]
    taken = {id(glyph) for held in inside for glyph in held}
    free = [glyph for glyph, own in zip(glyphs, drawn, strict=True) if id(own) not in taken]
    found: Page = [*_lines(free, width)]
    for table, held in zip(tables, inside, strict=True):
        if held:
            found.append(_Rows(table.box[1], table.grid(held), tuple(table.columns)))
    return sorted(found, key=lambda part: part.top)


def _lines(glyphs: Sequence[Glyph], width: float) -> list[_Line]:
    rows = rows_of(glyphs)
    left = min((row.x0 for row in rows), default=0.0)
    right = max((row.x1 for row in rows), default=0.0)
    short = [(right - row.x1) / row.size for row in rows]
    indents = [(row.x0 - left) / row.size for row in rows]
    is_margin = _shows_margin(rows, short) or width - right < left + _SLANT * width
    known = is_margin and _first_lines_stand_in(indents, short)
    return [
        _Line(
            top=row.top,
            text=row.text,
            size=row.size,
            indent=indent,
            short=by if is_margin else inf,
            is_first=indent >= _INDENT if known else None,
        )
        for row, indent, by in zip(rows, indents, short, strict=True)
    ]


def _shows_margin(rows: Sequence[Row], short: Sequence[float]) -> bool:
    """Else the right margin is but the longest of some short lines."""
    cut = sum(
        1
        for row, by in zip(rows, short, strict=True)
        if by < _RAGGED and row.text[-1:] not in _STOPS
    )
    return cut > 1 and cut * 4 >= len(rows)


def _first_lines_stand_in(indents: Sequence[float], short: Sequence[float]) -> bool:
    """Whether lines that follow a full one mostly begin at the left, so that others begin anew."""
    after_full = [after for after, by in zip(indents[1:], short, strict=False) if by < _RAGGED]
    flush = sum(1 for indent in after_full if indent < _INDENT)
    return flush > 1 and flush * 3 > len(after_full) * 2


def paged_document(pages: Sequence[Page], doubts: Sequence[Doubt] = ()) -> Document:
    builder = DocumentBuilder()
    waiting: list[_Line] = []
    before: _Line | _Rows | None = None
    for part in (part for page in _without_furniture(pages) for part in page):
        if isinstance(part, _Line):
            if waiting and not _goes_on(waiting[-1], part):
                _write(builder, waiting)
            waiting.append(part)
        else:
            _write(builder, waiting)
            builder.table(part.grid, goes_on=_is_same_table(before, part))
        before = part
    _write(builder, waiting)
    first = next(filter(None, pages), [])
    margins = tuple(part.text for part in first if isinstance(part, _Line))
    return replace(builder.document(doubts), margins=margins)


def _is_same_table(before: _Line | _Rows | None, rows: _Rows) -> bool:
    """Whether a table goes on that the end of the page before had cut."""
    if not isinstance(before, _Rows) or len(before.columns) != len(rows.columns):
        return False
    pairs = zip(before.columns, rows.columns, strict=True)
    return all(abs(one - other) < _SAME_COLUMN for one, other in pairs)


def _without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Pages without their numbers and without what stands on most of them at the edge."""
    edges = Counter(
        key
        for page in pages
        for key in {_key(part) for part in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])}
        if key
    )
    often = {key for key, count in edges.items() if count >= 3 and count * 2 > len(pages)}
    return [
        [
            part
            for number, part in enumerate(page)
            if not (
                (number < _EDGE_LINES or number >= len(page) - _EDGE_LINES)
                and (_key(part) in often or (isinstance(part, _Line) and _is_number(part.text)))
            )
        ]
        for page in pages
    ]


def _key(part: _Line | _Rows) -> str:
    return _DIGITS.sub("0", part.text.strip()) if isinstance(part, _Line) else ""


def _is_number(text: str) -> bool:
    return is_page_number(text.strip()) or text.strip().isdigit()


def _goes_on(before: _Line, line: _Line) -> bool:
    """Whether a line continues the one before it, perhaps from the page before.

    It was broken there when the word that begins this line had no room on that one.
    """
    if begins(line.text) or line.is_first or line.indent >= before.indent + _INDENT:
        return False
    if not 1 / _SAME_SIZE < line.size / before.size < _SAME_SIZE:
        return False
    room = max(before.short - _width(_FIRST_WORD.match(line.text)), 0.0)
    if before.text[-1:] in _STOPS:
        return room < _SLACK
    return room < (_RAGGED if line.is_first is False else _RAGGED - 1)


def _width(word: re.Match[str] | None) -> float:
    return sum(0.6 if sign.isascii() else 1.0 for sign in word[0]) if word else 0.0


def _write(builder: DocumentBuilder, lines: list[_Line]) -> None:
    """One paragraph of all lines that waited."""
    builder.paragraph(in_one_line([line.text for line in lines]))
    lines.clear()
