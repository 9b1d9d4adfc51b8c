"""Knows PDF: lines joined into paragraphs, tables, without page numbers and running heads."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.builder import CellText, DocumentBuilder
from tracker.parsing.readers.plain_text import is_page_number
from tracker.parsing.readers.wrapping import paragraphs

SIGNATURE = b"%PDF-"
_MOST_PAGES = 400
_EDGE_LINES = 2  # how many lines at the top and foot of a page may be furniture
_DIGITS = re.compile(r"\d+")
_FEWEST_RULES = 6


@dataclass(frozen=True, slots=True)
class _Line:
    top: float
    text: str


@dataclass(frozen=True, slots=True)
class _Rows:
    top: float
    rows: tuple[tuple[CellText, ...], ...]


def read_pdf(data: bytes) -> Document:
    try:
        with pdfplumber.open(BytesIO(data)) as file:
            pages = [_read_page(page) for page in file.pages[:_MOST_PAGES]]
            pictured = any(page.images for page in file.pages[:3])
    except Exception as error:
        # pdfminer raises whatever its parts do on a damaged file: ten kinds were seen
        raise UnreadableDocument(_code_of(error)) from error
    if not any(pages):
        raise UnreadableDocument("document.picture-only" if pictured else "document.empty")
    return _document(_without_furniture(pages))


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
    lines = rest.extract_text_lines(return_chars=False, strip=True)
    left = min((line["x0"] for line in lines), default=0.0)
    found: list[_Line | _Rows] = [
        _Line(line["top"], _indented(line["text"], line["x0"] - left, line["bottom"] - line["top"]))
        for line in lines
    ]
    found += [_Rows(table.bbox[1], _cells(table.extract())) for table in tables]
    page.close()
    return sorted(found, key=lambda part: part.top)


def _indented(text: str, indent: float, height: float) -> str:
    return ("  " if indent > height * 1.2 else "") + text


def _cells(rows: Sequence[Sequence[str | None]]) -> tuple[tuple[CellText, ...], ...]:
    """None stands where a merged cell goes on."""
    return tuple(
        tuple(CellText((cell or "").replace("\n", ""), cell is None) for cell in row)
        for row in rows
    )


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


def _document(pages: list[list[_Line | _Rows]]) -> Document:
    builder = DocumentBuilder()
    waiting: list[str] = []
    for part in (part for page in pages for part in page):
        if isinstance(part, _Line):
            waiting.append(part.text)
        else:
            _write(builder, waiting)
            waiting = []
            for row in part.rows:
                builder.row(row)
    _write(builder, waiting)
    return builder.document()


def _write(builder: DocumentBuilder, lines: Sequence[str]) -> None:
    for first, after in paragraphs(lines):
        builder.paragraph("".join(_joined(lines[first:after])))


def _joined(lines: Sequence[str]) -> list[str]:
    """Lines of one paragraph; a blank only between Latin words."""
    pieces: list[str] = []
    for line in (line.strip() for line in lines):
        latin = pieces and pieces[-1][-1:].isascii() and pieces[-1][-1:].isalpha()
        pieces.append(f" {line}" if latin and line[:1].isascii() and line[:1].isalpha() else line)
    return pieces
