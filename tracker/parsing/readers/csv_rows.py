"""Knows tables that were saved as text: cells with a mark between them, some in quotes."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Literal

from tracker.parsing.document import Document
from tracker.parsing.readers.sheets import Sheet, sheets_document

_MARKS = ",;\t|"
_ENDINGS = (".csv", ".tsv")
_TRIED = 50  # rows that tell the mark
_FEWEST_CELLS, _FEWEST_ROWS = 3, 3
_MARK_LINE = "sep="  # how a first line tells the mark
_Rows = Sequence[Sequence[str]]


def read_csv(text: str, *, named: str = "") -> Document | None:
    """A document of one table; None when the text is no such table.

    A name that ends in .csv says what it is. Without it the rows must be of one length, which
    sentences with commas are not.
    """
    text = text.lstrip("\ufeff")
    told = _told_mark(text)
    body = text.partition("\n")[2] if told else text
    is_named = named.lower().endswith(_ENDINGS)
    try:
        for mark in told or filter(body.__contains__, _MARKS):
            tried = [*islice(_rows(body, mark), _TRIED)]
            if told or _is_table(tried, mark, body, is_named=is_named):
                return _document(_rows(body, mark))
    except csv.Error:  # a cell of more than a hundred thousand characters: no table of a plan
        return None
    return None


def _told_mark(text: str) -> str:
    first = text[:10].partition("\n")[0].rstrip("\r")
    is_told = first.lower().startswith(_MARK_LINE) and len(first) == len(_MARK_LINE) + 1
    return first[-1] if is_told else ""


def _rows(text: str, mark: str) -> Iterator[list[str]]:
    """A quote that is never closed is no quote: it would take in all rows behind it."""
    quoting: Literal[0, 3] = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL
    return csv.reader(StringIO(text, newline=""), delimiter=mark, quoting=quoting)


def _is_table(rows: _Rows, mark: str, text: str, *, is_named: bool) -> bool:
    if is_named:
        return sum(len(row) > 1 for row in rows) * 2 >= len(rows) > 0
    if mark == "\t" and '"' not in text:
        return False  # lines with tabs are read as they are
    whole = [row for row in rows if len(row) > 1]
    lengths = {len(row) for row in whole}
    is_even = len(lengths) == 1 and max(lengths) >= _FEWEST_CELLS
    return is_even and len(whole) >= max(_FEWEST_ROWS, len(rows) // 2)


def _document(rows: Iterator[list[str]]) -> Document:
    sheet = Sheet()
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            if words.strip():
                sheet.put(number, column, words.strip())
    return sheets_document((sheet,))
