"""Knows how the rows of a 任务分解表 become strategies and tasks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain.values import SourceSpan
from tracker.parsing.document import Block, Cell
from tracker.parsing.items import Group, Item
from tracker.parsing.tables.columns import Column, columns_of
from tracker.parsing.units.names import looks_like_unit, split_names

_WORDS = (Column.AREA, Column.TASK, Column.DETAIL)
_MARK = re.compile(r"([一二三四五六七八九十]{1,3}(?=[、.])|\([一二三四五六七八九十]{1,3}\))[、. ]*")
_OWN_NUMBER = re.compile(r"\(?(\d{1,3})(?:[.、](?!\d)|\))\s*")
_NUMBER = re.compile(r"^\(?[\d一二三四五六七八九十]{1,4}[).、.]?$")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading row. `columns` name the cells of a whole row."""

    columns: tuple[Column, ...]
    rows: tuple[Block, ...]

    @property
    def start(self) -> int:
        return self.rows[0].start

    @property
    def end(self) -> int:
        return self.rows[-1].end


def find_tables(text: str, blocks: Sequence[Block]) -> list[Table]:
    """Tables that have a row of known column headings and at least one row under it."""
    tables: list[Table] = []
    columns: tuple[Column, ...] | None = None
    rows: list[Block] = []
    for block in blocks:
        heading = columns_of(_words(text, block)) if block.cells else None
        if heading is not None and heading == columns:
            continue  # repeated on a new page
        if heading is not None or not block.cells:
            _close(tables, columns, rows)
            columns, rows = heading, []
        elif columns is not None:
            rows.append(block)
    _close(tables, columns, rows)
    return tables


def _close(tables: list[Table], columns: tuple[Column, ...] | None, rows: list[Block]) -> None:
    if columns is not None and rows:
        tables.append(Table(_fitted(columns, rows), tuple(rows)))


def _words(text: str, block: Block) -> list[str]:
    return [text[cell.start : cell.end] for cell in block.cells]


def _fitted(columns: tuple[Column, ...], rows: Sequence[Block]) -> tuple[Column, ...]:
    """Headings without the columns that no row has, as when empty cells were lost in the text."""
    surplus = len(columns) - max(len(row.cells) for row in rows)
    kept = list(columns)
    for column in (Column.OTHER, Column.NUMBER, Column.PERSON):
        while surplus > 0 and column in kept:
            kept.remove(column)
            surplus -= 1
    return tuple(kept)


def table_groups(text: str, table: Table, title: SourceSpan) -> list[Group]:
    """Strategies and tasks of a folded text's table."""
    rows = [_Row(text, table, block) for block in table.rows]
    area, task = _levels(table, rows)
    groups: list[_Group] = []
    for row in rows:
        if row.is_section:
            groups.append(_Group(row.section))
            continue
        opening = row.cell(area) if area is not None else None
        if opening is not None:
            groups.append(_Group(opening))
        elif not groups:
            groups.append(_Group(Cell(title.start, title.end)))
        item = _item(text, row, task)
        if item is not None:
            groups[-1].items.append(item)
    return [group.built(text) for group in groups if group.items]


def _levels(table: Table, rows: Sequence["_Row"]) -> tuple[int | None, int | None]:
    """Which column holds strategies and which tasks: a column that spans rows is above."""
    words = [index for index, column in enumerate(table.columns) if column in _WORDS]
    if not words:
        return None, None
    explicit = [index for index in words if table.columns[index] is Column.AREA]
    if explicit:
        tasks = [index for index in words if index > explicit[0]]
        return explicit[0], tasks[0] if tasks else explicit[0]
    if len(words) >= 2 and any(row.cell(words[0]) is None for row in rows if not row.is_section):
        return words[0], words[1]
    return None, words[0]


class _Row:
    """A row with its cells under their columns."""

    def __init__(self, text: str, table: Table, block: Block) -> None:
        self.text = text
        self.block = block
        self.columns = table.columns
        missing = len(table.columns) - len(block.cells)
        filled = [cell for cell in block.cells if cell.start < cell.end]
        self.is_section = len(filled) == 1 and len(table.columns) > 2 and missing <= 0
        self.section = filled[0] if filled else Cell(block.start, block.end)
        # what a merged cell leaves out of a line of text stands on the left
        self.cells: list[Cell | None] = [*([None] * max(0, missing)), *block.cells]

    def cell(self, index: int | None) -> Cell | None:
        """The words of a column in this row, None where a merged cell goes on."""
        if index is None or index >= len(self.cells):
            return None
        cell = self.cells[index]
        return None if cell is None or cell.carried or cell.start == cell.end else cell

    def named(self, *wanted: Column) -> Iterator[str]:
        for index, column in enumerate(self.columns):
            cell = self.cell(index)
            if column in wanted and cell is not None:
                names = split_names(self.text[cell.start : cell.end])
                yield from (name for name in names if looks_like_unit(name) or len(name) <= 12)

    def number(self) -> str:
        for index, column in enumerate(self.columns):
            cell = self.cell(index)
            if column is Column.NUMBER and cell is not None:
                return self.text[cell.start : cell.end].strip("、.")
        return ""


class _Group:
    def __init__(self, title: Cell) -> None:
        self.title = title
        self.items: list[Item] = []

    def built(self, text: str) -> Group:
        start = min(self.title.start, self.items[0].start)
        mark = _MARK.match(text, self.title.start, self.title.end)
        title = SourceSpan(mark.end() if mark else self.title.start, self.title.end)
        number = mark[1] if mark else ""
        return Group(start, self.items[-1].end, number, title, tuple(self.items))


def _item(text: str, row: _Row, index: int | None) -> Item | None:
    cell = row.cell(index)
    if cell is None:
        cell = next(
            (found for found in row.block.cells if _is_wordy(text, found)),
            None,
        )
    if cell is None:
        return None
    lead = tuple(row.named(Column.LEAD))
    responsible = tuple(row.named(Column.RESPONSIBLE))
    helping = tuple(row.named(Column.SUPPORT))
    words = _wordy_end(row, cell)
    own = _OWN_NUMBER.match(text, cell.start, cell.end)
    return Item(
        start=cell.start,
        end=row.block.end,
        body=own.end() if own else cell.start,
        number=row.number() or (own[1] if own else ""),
        marked=True,
        words_end=words,
        lead=lead or responsible,
        supporting=(*(responsible if lead else ()), *helping),
    )


def _is_wordy(text: str, cell: Cell) -> bool:
    return cell.end - cell.start > 1 and not _NUMBER.match(text[cell.start : cell.end])


def _wordy_end(row: _Row, cell: Cell) -> int:
    """Where the last column of words ends: what comes after names units and dates."""
    end = cell.end
    for index, column in enumerate(row.columns):
        found = row.cell(index)
        if column in (Column.TASK, Column.DETAIL) and found is not None and found.start > end:
            end = found.end
    return end
