"""Knows PDF: where its characters and rules stand on each page."""

from collections.abc import Iterator
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber import page as pdf_page
from pdfplumber.utils.exceptions import PdfminerException

from tracker.domain.drafts.draft import Doubt
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.glyphs import Glyph, turn_of
from tracker.parsing.readers.pages import MOST_PAGES, Page, paged_document, read_page
from tracker.parsing.readers.ruled import Rule

SIGNATURE = b"%PDF-"


def read_pdf(data: bytes) -> Document:
    try:
        with pdfplumber.open(BytesIO(data), pages=[*range(1, MOST_PAGES + 2)]) as file:
            is_cut = len(file.pages) > MOST_PAGES
            pages = [_read(page) for page in file.pages[:MOST_PAGES]]
            pictured = not any(pages) and any(page.images for page in file.pages[:3])
    except MemoryError:
        raise
    except Exception as error:
        # pdfminer raises whatever its parts do on a damaged file: ten kinds were seen
        raise UnreadableDocument(_code_of(error)) from error
    if not any(pages):
        raise UnreadableDocument("document.picture-only" if pictured else "document.empty")
    return paged_document(pages, (Doubt("plan.cut-off", f"{MOST_PAGES}页"),) if is_cut else ())


def _code_of(error: Exception) -> str:
    reasons = (error, *error.args) if isinstance(error, PdfminerException) else (error,)
    locked = any(isinstance(reason, PDFPasswordIncorrect) for reason in reasons)
    return "document.encrypted" if locked else "document.broken"


def _read(page: pdf_page.Page) -> Page:
    size = float(page.width), float(page.height)
    found = read_page([*_glyphs(page)], [*_rules(page)], *size)
    page.close()
    return found


def _glyphs(page: pdf_page.Page) -> Iterator[Glyph]:
    for char in page.chars:
        turn = turn_of(char["matrix"][0], -char["matrix"][1])
        if turn is not None:
            across, down = char["matrix"][4], float(page.height) - char["matrix"][5]
            box = char["x0"], char["top"], char["x1"], char["bottom"]
            yield Glyph(char["text"], *box, across if turn % 2 else down, turn)


def _rules(page: pdf_page.Page) -> Iterator[Rule]:
    for edge in page.edges:
        yield Rule(edge["x0"], edge["top"], edge["x1"], edge["bottom"])
