"""Knows Word's .docx: paragraphs with their automatic numbers, tables with merged cells."""

from collections.abc import Iterator, Sequence

from lxml import etree

from tracker.domain.drafts.draft import Doubt
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.builder import DocumentBuilder
from tracker.parsing.readers.docx_numbering import Numbering, Styles, W, is_on, whole
from tracker.parsing.readers.grid import LAST_COLUMN, Grid
from tracker.parsing.readers.package import Package

MAIN_PART = "word/document.xml"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# deleted or moved away by tracked changes, drawn twice for old programs, or a field's code
_LEFT_OUT = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", _COMPATIBILITY})
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"})
_TEXT_BOX = f"{W}txbxContent"
_OBJECT = "\ufffc"  # stands where a drawing was in an old file
_Row = Sequence[tuple[etree._Element, bool, int]]


def read_docx(package: Package, part: str = MAIN_PART) -> Document:
    root = package.xml(part)
    body = None if root is None else root.find(f"{W}body")
    if root is None or body is None:
        raise UnreadableDocument("document.broken")
    styles = Styles(package.xml("word/styles.xml"))
    reader = _Reader(styles, Numbering(package.xml("word/numbering.xml"), styles))
    reader.read(body)
    changed = next(root.iter(f"{W}ins", f"{W}del"), None) is not None
    doubts = (Doubt("plan.tracked-changes"),) if changed else ()
    return reader.builder.document(doubts)


class _Reader:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.builder = DocumentBuilder()
        self._styles = styles
        self._numbering = numbering

    def read(self, parent: etree._Element) -> None:
        for child in _unwrapped(parent):
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = self._style(properties)
        text, bold = _words(paragraph, bold_by_style=self._styles.is_bold(style))
        if text.strip():
            number = self._numbering.number(properties, style)
            level = _outline_level(properties)
            level = self._styles.level_of(style) if level is None else level
            self.builder.paragraph(text, number=number, level=level, emphasis=bold)
        for box in _text_boxes(paragraph):
            for inner in box.iter(f"{W}p"):
                self.builder.paragraph(_words(inner)[0])

    def _style(self, properties: etree._Element | None) -> str:
        named = None if properties is None else properties.find(f"{W}pStyle")
        return self._styles.default if named is None else named.get(f"{W}val", "")

    def _table(self, table: etree._Element) -> None:
        rows = [[*_cells(row)] for row in _unwrapped(table) if row.tag == f"{W}tr"]
        if all(len(row) <= 1 for row in rows):
            for row in rows:  # a frame around text, not a table
                for cell, _, _ in row:
                    self.read(cell)
            return
        self.builder.table(self._grid(rows))

    def _grid(self, rows: Sequence[_Row]) -> Grid:
        grid = Grid()
        for number, row in enumerate(rows):
            column = 0
            for cell, is_carried, width in row:
                if is_carried:
                    grid.reach_down(number, column, width)
                else:
                    grid.put(number, column, self._cell_text(cell), width=width)
                column += width
        return grid

    def _cell_text(self, cell: etree._Element) -> str:
        lines = []
        for paragraph in cell.iter(f"{W}p"):
            text = _words(paragraph)[0]
            if text.strip():
                properties = paragraph.find(f"{W}pPr")
                number = self._numbering.number(properties, self._style(properties))
                joint = " " if number and number[-1].isascii() else ""
                lines.append(number + joint + text.strip())
        return "\n".join(lines)


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """Children, with what stands inside content controls and accepted insertions."""
    stack = list(reversed(parent))
    while stack:
        child = stack.pop()
        if child.tag in _WRAPPERS:
            stack.extend(reversed(child))
        else:
            yield child


def _cells(row: etree._Element) -> Iterator[tuple[etree._Element, bool, int]]:
    """Cells of a row: whether merged into the one above, and over how many columns they go."""
    for cell in _unwrapped(row):
        if cell.tag != f"{W}tc":
            continue
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = whole(span.get(f"{W}val")) if span is not None else 1
        carried = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        yield cell, carried, min(max(width or 1, 1), LAST_COLUMN)


def _words(paragraph: etree._Element, *, bold_by_style: bool = False) -> tuple[str, int]:
    """The words of a paragraph as accepted, and how many at its start are bold.

    A paragraph that is bold throughout sets nothing apart.
    """
    pieces: list[str] = []
    bold, bold_goes_on = 0, True
    for run, text in _runs(paragraph):
        pieces.append(text)
        if bold_goes_on and (_is_bold(run, bold_by_style) or not text.strip()):
            bold += len(text)
        else:
            bold_goes_on = False
    words = "".join(pieces)
    indent = len(words) - len(words.lstrip())
    return words, 0 if bold_goes_on else max(0, bold - indent)


def _runs(paragraph: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    stack: list[etree._Element] = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _LEFT_OUT or element.tag == _TEXT_BOX:
            continue
        if element.tag == f"{W}r":
            if not _is_hidden(element):
                yield element, "".join(_run_text(element))
        else:
            stack.extend(reversed(element))


def _run_text(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield (child.text or "").replace(_OBJECT, "")
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield " "
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and is_on(hidden)


def _is_bold(run: etree._Element | None, by_style: bool) -> bool:
    bold = None if run is None else run.find(f"{W}rPr/{W}b")
    return by_style if bold is None else is_on(bold)


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    for box in paragraph.iter(_TEXT_BOX):
        if not any(above.tag in _LEFT_OUT for above in box.iterancestors()):
            yield box


def _outline_level(properties: etree._Element | None) -> int | None:
    outline = None if properties is None else properties.find(f"{W}outlineLvl")
    level = None if outline is None else whole(outline.get(f"{W}val"))
    return level if level is not None and level < 9 else None
