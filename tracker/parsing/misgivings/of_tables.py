"""Knows what in a table says that its rows or columns were not read as they are meant."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.domain.drafts.draft import Doubt
from tracker.parsing.document import Document
from tracker.parsing.tables.columns import Column
from tracker.parsing.tables.rows import Row, Table
from tracker.parsing.text.numerals import whole_number
from tracker.parsing.units.names import looks_like_unit

_FEWEST_ROWS = 3
_LONGEST_NAME = 12
_WORDY = 30
_WORDS = (Column.AREA, Column.TASK, Column.DETAIL, Column.TARGET)


def of_tables(tables: Sequence[Table]) -> Iterator[Doubt]:
    for table in tables:
        rows = [row for row in table.rows if row.section is None]
        if len(rows) >= _FEWEST_ROWS:
            yield from _empty_cells(table, rows)
            yield from _empty_tasks(table, rows)
            yield from _mixed_columns(rows)
            yield from _rows_lost(rows)


def of_unread_rows(document: Document, tables: Sequence[Table]) -> Iterator[Doubt]:
    """Rows of a table whose columns nobody has named were read as running text."""
    taken = [(table.start, table.end) for table in tables]
    rows = [
        block
        for block in document.blocks
        if len(block.cells) >= _FEWEST_ROWS
        and not any(start <= block.start < end for start, end in taken)
    ]
    if len(rows) >= _FEWEST_ROWS:
        yield Doubt("plan.table-unread", f"{len(rows)}行")


def _empty_cells(table: Table, rows: Sequence[Row]) -> Iterator[Doubt]:
    """Rows that lack what their column tells for the others."""
    for wanted in (Column.LEAD, Column.RESPONSIBLE, Column.DUE):
        told = [any(row.under(wanted)) for row in rows] if wanted in table.columns else []
        if any(told) and told.count(False) * 4 >= len(told):
            yield Doubt("plan.empty-cells", f"{told.count(False)}行")
            return


def _empty_tasks(table: Table, rows: Sequence[Row]) -> Iterator[Doubt]:
    """Rows with a number or a unit, and no word of what is to be done, where most rows say it."""
    filled = [row for row in rows if row.filled]
    bare = [
        sum(row.said(number) is None for row in filled)
        for number, column in enumerate(table.columns)
        if column in (Column.TASK, Column.DETAIL)
    ]
    most = max((count for count in bare if count * 2 < len(rows)), default=0)
    if most * 10 >= len(rows):
        yield Doubt("plan.empty-tasks", f"{most}行")


def _mixed_columns(rows: Sequence[Row]) -> Iterator[Doubt]:
    """A column of names that holds sentences, or one of tasks that holds names."""
    text = rows[0].text
    units = [
        text[s.start : s.end] for row in rows for s in row.under(Column.LEAD, Column.RESPONSIBLE)
    ]
    tasks = [text[s.start : s.end] for row in rows for s in row.under(Column.TASK, Column.DETAIL)]
    long = sum(len(words) > _WORDY and "。" in words for words in units)
    names = sum(len(words) <= _LONGEST_NAME and looks_like_unit(words) for words in tasks)
    if long * 2 > len(units) or names * 2 > len(tasks):
        yield Doubt("plan.columns-mixed", (units if long * 2 > len(units) else tasks)[0][:20])


def _rows_lost(rows: Sequence[Row]) -> Iterator[Doubt]:
    for before, number in pairwise(_numbers(rows)):
        if before and number > before + 1:
            yield Doubt("plan.rows-missing", str(number))
            return


def _numbers(rows: Sequence[Row]) -> list[int]:
    found = (next(row.under(Column.NUMBER), None) for row in rows)
    spans = ((row, span) for row, span in zip(rows, found, strict=True) if span is not None)
    return [whole_number(row.text[span.start : span.end].strip("、. ")) for row, span in spans]
