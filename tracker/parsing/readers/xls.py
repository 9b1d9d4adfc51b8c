"""Knows the old .xls, which is also what WPS writes as .et: sheets as tables."""

from io import StringIO

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet as OldSheet

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.number_formats import shown
from tracker.parsing.readers.sheets import Merge, Sheet, sheets_document

# how the directory of a compound file names the stream that makes it a workbook
STREAMS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_VISIBLE = 0


def read_xls(data: bytes) -> Document:
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,  # else nothing says what is hidden, struck out or a percentage
            ragged_rows=True,
            logfile=StringIO(),
        )
        sheets = [_read_sheet(book, sheet) for sheet in book.sheets()]
    except MemoryError:
        raise
    except Exception as error:
        # what xlrd raises on a damaged file is whatever its parts do, as with pdfminer
        is_locked = "encrypted" in str(error)
        raise UnreadableDocument(
            "document.encrypted" if is_locked else "document.old-sheet"
        ) from error
    named = [*zip(book.sheets(), sheets, strict=True)]
    return sheets_document(
        [sheet for old, sheet in named if old.visibility == _VISIBLE],
        [sheet for old, sheet in named if old.visibility != _VISIBLE],
    )


def _read_sheet(book: Book, old: OldSheet) -> Sheet:
    sheet = Sheet(name=old.name)
    sheet.hidden_rows = {row for row, look in old.rowinfo_map.items() if look.hidden}
    sheet.hidden_columns = {column for column, look in old.colinfo_map.items() if look.hidden}
    sheet.merges = [
        Merge(top, left, bottom - top, right - left)
        for top, bottom, left, right in old.merged_cells
    ]
    for row in range(old.nrows):
        for column, cell in enumerate(old.row(row)):
            look = book.xf_list[cell.xf_index or 0]
            words = _words(book, old, (row, column), book.format_map[look.format_key].format_str)
            if words and book.font_list[look.font_index].struck_out:
                sheet.struck_rows.add(row)
            elif words:
                sheet.put(row, column, words)
    return sheet


def _words(book: Book, old: OldSheet, place: tuple[int, int], code: str) -> str:
    kind, value = old.cell_type(*place), old.cell_value(*place)
    if kind == xlrd.XL_CELL_TEXT:
        runs = old.rich_text_runlist_map.get(place, [])
        return _without_struck(book, str(value), runs).strip()
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return shown(float(value), code, from_1904=bool(book.datemode))
    return ""


def _without_struck(book: Book, text: str, runs: list[tuple[int, int]]) -> str:
    """A text may change its font at some places: what stands in a struck-out one is left out."""
    pieces = [text[: runs[0][0]] if runs else text]
    ends = [place for place, _ in runs[1:]] + [len(text)]
    for (start, font), end in zip(runs, ends, strict=False):
        if not book.font_list[font].struck_out:
            pieces.append(text[start:end])
    return "".join(pieces)
