"""Knows the tables of a web page: which hold data, and where their cells stand."""

from collections.abc import Iterator

from lxml import etree

from tracker.parsing.readers.grid import Grid
from tracker.parsing.readers.html_words import is_hidden, is_struck, words_of

_LONGEST_CELL = 1500
_PARTS = ("thead", "tbody", "tfoot")
_CELLS = ("td", "th")


def is_data_table(table: etree._Element) -> bool:
    """A table of cells; not one that lays out the page or frames other tables."""
    rows = [*_rows(table)]
    widest = max((sum(1 for _ in row.iterchildren(*_CELLS)) for row in rows), default=0)
    if widest < 2 or len(rows) < 2:
        return False
    cells = [cell for row in rows for cell in row.iterchildren(*_CELLS)]
    longest = max(_length(cell) for cell in cells)
    framed = sum(_length(inner) for inner in table.iterdescendants("table"))
    return longest < _LONGEST_CELL and framed * 2 <= _length(table)


def _length(element: etree._Element) -> int:
    return sum(len(words.strip()) for words in map(str, element.itertext()))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Its own rows, with or without a body around them; not those of tables in its cells."""
    for child in table.iterchildren("tr", *_PARTS):
        if child.tag == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def grid_of(table: etree._Element, struck: list[str]) -> Grid:
    """Its cells at their places. What is struck out goes to `struck` instead."""
    grid = Grid()
    shown = (row for row in _rows(table) if not is_hidden(row))
    for number, row in enumerate(shown):
        column = 0
        for cell in row.iterchildren(*_CELLS):
            if is_hidden(cell):
                continue
            while grid.is_taken(number, column):
                column += 1
            words = words_of(cell, struck)
            if words and (is_struck(row) or is_struck(cell)):
                struck.append(words)
                words = ""
            width = _span(cell, "colspan")
            grid.put(number, column, words, _span(cell, "rowspan"), width)
            column += width
    return grid


def _span(cell: etree._Element, name: str) -> int:
    words = cell.get(name, "1").strip()
    is_number = words.isascii() and words.isdigit() and len(words) < 5
    return min(max(int(words), 1), 64) if is_number else 1
