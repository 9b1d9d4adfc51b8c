"""Knows Word's .docx: paragraphs with their automatic numbers, tables with merged cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from tracker.domain.drafts.draft import Doubt
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.builder import DocumentBuilder, shortened
from tracker.parsing.readers.docx_numbering import Numbering, Styles, W, is_on, whole
from tracker.parsing.readers.docx_words import is_left_out, text_boxes, words_of
from tracker.parsing.readers.grid import LAST_COLUMN, Grid
from tracker.parsing.readers.package import Package

MAIN_PART = "word/document.xml"
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"})
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
# a cell, None where the row leaves out columns; whether it goes on from above; its columns
_Cell = tuple[etree._Element | None, bool, int]
_Row = Sequence[_Cell]


def read_docx(package: Package, part: str = MAIN_PART) -> Document:
    root = package.xml(part)
    body = None if root is None else root.find(f"{W}body")
    if root is None or body is None:
        raise UnreadableDocument("document.broken")
    styles = Styles(package.xml("word/styles.xml"))
    reader = _Reader(styles, Numbering(package.xml("word/numbering.xml"), styles))
    reader.read(body)
    document = reader.document(_has_changes(root))
    if not document.blocks and next(root.iter(*_PICTURES), None) is not None:
        raise UnreadableDocument("document.picture-only")
    return replace(document, margins=(*_margins(package), *_watermarks(root)))


def _margins(package: Package) -> Iterator[str]:
    """The lines of headers and footers, those of their frames and tables as well. Tabs part what
    stands on the left, in the middle and on the right."""
    for name in [name for name in package.names() if _MARGIN.fullmatch(name)]:
        root = package.xml(name)
        if root is None:
            continue
        for paragraph in root.iter(f"{W}p"):
            pieces = paragraph.iter(f"{W}t", f"{W}tab")
            words = "".join("\t" if each.tag == f"{W}tab" else each.text or "" for each in pieces)
            yield from filter(str.strip, words.split("\t"))
        yield from _watermarks(root)


def _watermarks(root: etree._Element) -> Iterator[str]:
    for drawn in root.iter(_WATERMARK):
        yield drawn.get("string", "")


def _has_changes(root: etree._Element) -> bool:
    return next(root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom"), None) is not None


class _Reader:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._builder = DocumentBuilder()
        self._struck: list[str] = []
        self._styles = styles
        self._numbering = numbering

    def document(self, has_changes: bool) -> Document:
        doubts = [Doubt("plan.tracked-changes")] if has_changes else []
        if self._struck:
            doubts.append(Doubt("plan.struck-out", shortened(self._struck)))
        return self._builder.document(doubts)

    def read(self, parent: etree._Element) -> None:
        for child in _unwrapped(parent):
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = self._style(properties)
        by_style = self._styles.is_bold(style)
        text, bold = words_of(paragraph, self._struck, bold_by_style=by_style)
        number = self._numbering.number(properties, style)
        if text.strip():
            level = _outline_level(properties)
            level = self._styles.level_of(style) if level is None else level
            self._builder.paragraph(text, number=number, level=level, emphasis=bold)
        for box in text_boxes(paragraph):
            self.read(box)

    def _style(self, properties: etree._Element | None) -> str:
        named = None if properties is None else properties.find(f"{W}pStyle")
        return self._styles.default if named is None else named.get(f"{W}val", "")

    def _table(self, table: etree._Element) -> None:
        rows = [[*_cells(row)] for row in _unwrapped(table) if _is_shown_row(row)]
        if all(len(row) <= 1 for row in rows):
            for row in rows:  # a frame around text, not a table
                for cell, _, _ in row:
                    if cell is not None:
                        self.read(cell)
            return
        self._builder.table(self._grid(rows))

    def _grid(self, rows: Sequence[_Row]) -> Grid:
        grid = Grid()
        for number, row in enumerate(rows):
            column = 0
            for cell, is_carried, width in row:
                if is_carried:
                    grid.reach_down(number, column, width)
                elif cell is not None:
                    grid.put(number, column, self._cell_text(cell), width=width)
                column += width
        return grid

    def _cell_text(self, cell: etree._Element) -> str:
        """Its lines; a cell may hold an automatic number and no word."""
        lines = []
        for paragraph in cell.iter(f"{W}p"):
            if is_left_out(paragraph):
                continue
            properties = paragraph.find(f"{W}pPr")
            number = self._numbering.number(properties, self._style(properties))
            text = words_of(paragraph, self._struck)[0].strip()
            joint = " " if number and number[-1].isascii() and text else ""
            lines.append(number + joint + text)
        return "\n".join(filter(None, lines))


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """Children, with what stands inside content controls and accepted insertions."""
    stack = list(reversed(parent))
    while stack:
        child = stack.pop()
        if child.tag in _WRAPPERS:
            stack.extend(reversed(child))
        else:
            yield child


def _is_shown_row(row: etree._Element) -> bool:
    """Not a row that was deleted by a tracked change, or is hidden."""
    properties = row.find(f"{W}trPr")
    if row.tag != f"{W}tr" or properties is None:
        return row.tag == f"{W}tr"
    hidden = properties.find(f"{W}hidden")
    is_hidden = hidden is not None and is_on(hidden)
    return properties.find(f"{W}del") is None and not is_hidden


def _cells(row: etree._Element) -> Iterator[_Cell]:
    """Cells of a row, and before them the columns that it leaves out."""
    before = _value(row, "trPr", "gridBefore")
    if before:
        yield None, False, min(whole(before) or 0, LAST_COLUMN)
    waiting: _Cell | None = None
    for cell in _unwrapped(row):
        if cell.tag != f"{W}tc":
            continue
        width = min(max(whole(_value(cell, "tcPr", "gridSpan")) or 1, 1), LAST_COLUMN)
        if waiting is not None and _goes_on(cell, "hMerge"):
            waiting = waiting[0], waiting[1], waiting[2] + width
            continue
        if waiting is not None:
            yield waiting
        waiting = cell, _goes_on(cell, "vMerge"), width
    if waiting is not None:
        yield waiting


def _goes_on(cell: etree._Element, name: str) -> bool:
    """Whether a cell is merged into the one before it; without a word of where, it is."""
    merge = cell.find(f"{W}tcPr/{W}{name}")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _value(item: etree._Element, properties: str, name: str) -> str | None:
    found = item.find(f"{W}{properties}/{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _outline_level(properties: etree._Element | None) -> int | None:
    outline = None if properties is None else properties.find(f"{W}outlineLvl")
    level = None if outline is None else whole(outline.get(f"{W}val"))
    return level if level is not None and level < 9 else None
