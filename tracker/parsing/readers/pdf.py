"""Knows PDF: where its characters and rules stand on each page.

PDFium tells both ten times as fast as a reader written in Python.
"""

from collections.abc import Iterator
from ctypes import c_double, c_float, c_int
from itertools import islice
from math import hypot
from operator import attrgetter

import pypdfium2
from pypdfium2 import raw

from tracker.domain.drafts.draft import Doubt
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.frames import Frame
from tracker.parsing.readers.glyphs import Glyph, glyph_at, turn_of
from tracker.parsing.readers.pages import MOST_PAGES, Page, paged_document, read_page
from tracker.parsing.readers.pdf_streams import check_streams
from tracker.parsing.readers.ruled import MOST_RULES, Rule

SIGNATURE = b"%PDF-"
_BLANK = 32
_HYPHEN = 2  # PDFium's code for one at the end of a line
_LARGEST = 10_000.0  # points: no character that is read is larger
# the corner of its box at which a character ends, by the way that its line runs
_END = tuple(
    attrgetter(*sides)
    for sides in (("right", "bottom"), ("right", "bottom"), ("left", "bottom"), ("right", "top"))
)
_DEEPEST = 8  # drawings in drawings


def read_pdf(data: bytes, *, most: int = MOST_PAGES) -> Document:
    check_streams(data)
    try:
        file = pypdfium2.PdfDocument(data)
        is_cut = len(file) > most
        pages = [_read(file[number]) for number in range(min(len(file), most))]
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower()
        raise UnreadableDocument(
            "document.encrypted" if is_locked else "document.broken"
        ) from error
    if not any(pages):
        pictured = any(_has_picture(file[number]) for number in range(min(len(file), 3)))
        raise UnreadableDocument("document.picture-only" if pictured else "document.empty")
    return paged_document(pages, (Doubt("plan.cut-off", f"{most}页"),) if is_cut else ())


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def _read(page: pypdfium2.PdfPage) -> Page:
    """As the page is written: how it is to be turned, its words tell."""
    left, bottom, right, top = page.get_mediabox()
    frame = Frame(1, 0, 0, -1, -left, top)
    rules = [*islice(_rules(page.raw, frame, 0), MOST_RULES + 1)]
    found = read_page([*_glyphs(page, left, top)], rules, right - left, top - bottom)
    page.close()
    return found


def _glyphs(page: pypdfium2.PdfPage, left: float, top: float) -> Iterator[Glyph]:
    opened = page.get_textpage()
    words = opened.raw  # the helper around it would be asked for it at each call
    x, y, box = c_double(), c_double(), raw.FS_RECTF()
    # what is as high and stands as high is of one line, and so of one turn and size
    looks: dict[tuple[float, float, float], tuple[int | None, float]] = {}
    for number in range(opened.count_chars()):
        code = raw.FPDFText_GetUnicode(words, number)
        if not _is_character(code) or (code == _BLANK and raw.FPDFText_IsGenerated(words, number)):
            continue
        raw.FPDFText_GetCharOrigin(words, number, x, y)
        raw.FPDFText_GetLooseCharBox(words, number, box)
        level = y.value, box.top, box.bottom
        if level not in looks:
            looks[level] = _look(words, number)
        turn, size = looks[level]
        if turn is not None and 0 < size < _LARGEST:
            across, up = _END[turn](box)
            start, end = (x.value - left, top - y.value), (across - left, top - up)
            yield glyph_at("-" if code == _HYPHEN else chr(code), start, end, size, turn)


def _look(words: object, number: int) -> tuple[int | None, float]:
    """The turn and the size of a character on the page."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(words, number, matrix)
    size = raw.FPDFText_GetFontSize(words, number) * hypot(matrix.c, matrix.d)
    return turn_of(matrix.a, -matrix.b), size


def _is_character(code: int) -> bool:
    """Not a control, a half of a pair, or the sign of a font that does not tell."""
    return code == _HYPHEN or _BLANK <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF


def _rules(parent: object, frame: Frame, depth: int) -> Iterator[Rule]:
    """The level and upright lines that are drawn, in drawings inside the page as well."""
    is_page = depth == 0
    count = raw.FPDFPage_CountObjects if is_page else raw.FPDFFormObj_CountObjects
    child = raw.FPDFPage_GetObject if is_page else raw.FPDFFormObj_GetObject
    for number in range(count(parent)):
        item = child(parent, number)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH and _is_drawn(item):
            yield from _strokes(item, _inner(item, frame))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _rules(item, _inner(item, frame), depth + 1)


def _inner(item: object, frame: Frame) -> Frame:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return frame.within((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))


def _is_drawn(path: object) -> bool:
    """Not one that only cuts off what is drawn after it."""
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return fill.value != raw.FPDF_FILLMODE_NONE or stroke.value != 0


def _strokes(path: object, frame: Frame) -> Iterator[Rule]:
    x, y = c_float(), c_float()
    begin = here = (0.0, 0.0)
    for number in range(min(raw.FPDFPath_CountSegments(path), MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        before, here = here, (x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = here
        ends = [(before, here)] if kind == raw.FPDF_SEGMENT_LINETO else []
        ends += [(here, begin)] if raw.FPDFPathSegment_GetClose(segment) else []
        yield from filter(None, (frame.rule(*end) for end in ends))
