"""Knows PDF: lines joined into paragraphs, tables, without page numbers and running heads."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import inf

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from tracker.domain.drafts.draft import Doubt
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.builder import DocumentBuilder
from tracker.parsing.readers.grid import Grid
from tracker.parsing.readers.plain_text import is_page_number
from tracker.parsing.readers.wrapping import begins

SIGNATURE = b"%PDF-"
_MOST_PAGES = 400
_EDGE_LINES = 2  # how many lines at the top and foot of a page may be furniture
_DIGITS = re.compile(r"\d+")
_FEWEST_RULES = 6
_STOPS = "。；;！!？?：:"
_INDENT = 1.0  # characters by which the first line of a paragraph stands in
_RAGGED = 2.6  # characters by which lines that were broken may differ
_SLACK = 0.3
# what is not torn apart at the end of a line: Latin words and figures, marks with their words
_FIRST_WORD = re.compile(r"[“‘（《〈【(\[]*(?:[\x21-\x7e]+|.)[，。、；：！？）》〉”’】%％]*")
_SLANT = 0.1  # of the page's width, by which the right margin may be wider than the left


@dataclass(frozen=True, slots=True)
class _Line:
    top: float
    text: str
    indent: float = 0.0  # from the leftmost line of its page, in characters
    short: float = inf  # of the right margin, in characters; for ever where none shows
    is_first: bool | None = None  # of its paragraph; None where the page does not indent them


@dataclass(frozen=True, slots=True)
class _Rows:
    top: float
    grid: Grid


def read_pdf(data: bytes) -> Document:
    try:
        with pdfplumber.open(BytesIO(data), pages=[*range(1, _MOST_PAGES + 2)]) as file:
            is_cut = len(file.pages) > _MOST_PAGES
            pages = [_read_page(page) for page in file.pages[:_MOST_PAGES]]
            pictured = not any(pages) and any(page.images for page in file.pages[:3])
    except MemoryError:
        raise
    except Exception as error:
        # pdfminer raises whatever its parts do on a damaged file: ten kinds were seen
        raise UnreadableDocument(_code_of(error)) from error
    if not any(pages):
        raise UnreadableDocument("document.picture-only" if pictured else "document.empty")
    doubts = (Doubt("plan.cut-off", f"{_MOST_PAGES}页"),) if is_cut else ()
    return _document(_without_furniture(pages), doubts)


def _code_of(error: Exception) -> str:
    reasons = (error, *error.args) if isinstance(error, PdfminerException) else (error,)
    locked = any(isinstance(reason, PDFPasswordIncorrect) for reason in reasons)
    return "document.encrypted" if locked else "document.broken"


def _read_page(page: Page) -> list[_Line | _Rows]:
    tables = page.find_tables() if len(page.edges) >= _FEWEST_RULES else []
    tables = [table for table in tables if len(table.rows) > 1 and len(table.columns) > 1]
    rest = page
    for table in tables:
        rest = rest.outside_bbox(table.bbox, strict=False)
    found: list[_Line | _Rows] = [*_lines(rest)]
    found += [_Rows(table.bbox[1], _grid(table)) for table in tables]
    page.close()
    return sorted(found, key=lambda part: part.top)


def _lines(page: Page) -> list[_Line]:
    lines = page.extract_text_lines(return_chars=False, strip=True)
    left = min((line["x0"] for line in lines), default=0.0)
    right = max((line["x1"] for line in lines), default=0.0)
    sizes = [max(line["bottom"] - line["top"], 1.0) for line in lines]
    short = [(right - line["x1"]) / size for line, size in zip(lines, sizes, strict=True)]
    cut = sum(
        1
        for line, by in zip(lines, short, strict=True)
        if by < _RAGGED and line["text"][-1:] not in _STOPS
    )
    # else the longest of some short lines, which tells no margin
    is_margin = cut > 1 and cut * 4 >= len(lines)
    is_margin = is_margin or float(page.width) - right < left + _SLANT * float(page.width)
    indents = [(line["x0"] - left) / size for line, size in zip(lines, sizes, strict=True)]
    known = is_margin and _first_lines_stand_in(indents, short)
    return [
        _Line(
            top=line["top"],
            text=line["text"],
            indent=indent,
            short=by if is_margin else inf,
            is_first=indent >= _INDENT if known else None,
        )
        for line, indent, by in zip(lines, indents, short, strict=True)
    ]


def _first_lines_stand_in(indents: Sequence[float], short: Sequence[float]) -> bool:
    """Whether lines that follow a full one mostly begin at the left, so that others begin anew."""
    after_full = [after for after, by in zip(indents[1:], short, strict=False) if by < _RAGGED]
    flush = sum(1 for indent in after_full if indent < _INDENT)
    return flush > 1 and flush * 3 > len(after_full) * 2


def _grid(table: Table) -> Grid:
    """The cells by their ruled edges: one that is as high as two rows stands once."""
    tops = sorted({cell[1] for cell in table.cells})
    lefts = sorted({cell[0] for cell in table.cells})
    grid = Grid()
    for row, words in zip(table.rows, table.extract(), strict=True):
        for cell, said in zip(row.cells, words, strict=True):
            if cell is not None:
                left, top, right, bottom = cell
                at = bisect_left(tops, top), bisect_left(lefts, left)
                size = bisect_left(tops, bottom) - at[0], bisect_left(lefts, right) - at[1]
                grid.put(*at, (said or "").replace("\n", ""), *size)
    return grid


def _without_furniture(pages: list[list[_Line | _Rows]]) -> list[list[_Line | _Rows]]:
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


def _document(pages: list[list[_Line | _Rows]], doubts: Sequence[Doubt]) -> Document:
    builder = DocumentBuilder()
    waiting: list[_Line] = []
    for part in (part for page in pages for part in page):
        if isinstance(part, _Line):
            if waiting and not _goes_on(waiting[-1], part):
                _write(builder, waiting)
            waiting.append(part)
        else:
            _write(builder, waiting)
            builder.table(part.grid)
    _write(builder, waiting)
    return builder.document(doubts)


def _goes_on(before: _Line, line: _Line) -> bool:
    """Whether a line continues the one before it, perhaps from the page before.

    It was broken there when the word that begins this line had no room on that one.
    """
    if begins(line.text) or line.is_first or line.indent >= before.indent + _INDENT:
        return False
    room = max(before.short - _width(_FIRST_WORD.match(line.text)), 0.0)
    if before.text[-1:] in _STOPS:
        return room < _SLACK
    return room < (_RAGGED if line.is_first is False else _RAGGED - 1)


def _width(word: re.Match[str] | None) -> float:
    return sum(0.6 if sign.isascii() else 1.0 for sign in word[0]) if word else 0.0


def _write(builder: DocumentBuilder, lines: list[_Line]) -> None:
    """One paragraph of all lines that waited."""
    builder.paragraph("".join(_joined([line.text for line in lines])))
    lines.clear()


def _joined(lines: Sequence[str]) -> list[str]:
    """Lines of one paragraph; a blank only between Latin words."""
    pieces: list[str] = []
    for line in (line.strip() for line in lines):
        latin = pieces and pieces[-1][-1:].isascii() and pieces[-1][-1:].isalpha()
        pieces.append(f" {line}" if latin and line[:1].isascii() and line[:1].isalpha() else line)
    return pieces
