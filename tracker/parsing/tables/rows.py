"""Knows how to find the tables of a document, and what each row says under its columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.domain.values import SourceSpan
from tracker.parsing.document import Block, Cell
from tracker.parsing.tables.columns import Column, columns_of, second_columns
from tracker.parsing.units.names import looks_like_unit, split_names

# Who filled the form in, what it adds up to: no row of work.
_FOOT = re.compile(
    r"\s*(?:填[报表制写](?:人|单位|部门|日期|时间|说明)|制表|审[核批签](?:人|$)|联系(?:人|电话)|负责人签|签[字名]|盖章"
    r"|合计|总计|小计|备注[::]|说明[::]|注[::])"
)


# 3月:完成设计, 1-4月 修改办法, 全年:...
_TIMED = re.compile(
    r"(?:\d{1,2}\s?[-—~至]\s?)?\d{1,2}\s?月|[一二三四五六七八九十]{1,2}月|全年|每[月季周]|第?[一二三四]季度|[上下]半年"
)


_ROW_NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\)?[、.]?)?")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading row. `columns` name the cells of a whole row."""

    start: int  # of the heading row
    columns: tuple[Column, ...]
    rows: tuple["Row", ...]

    @property
    def end(self) -> int:
        return self.rows[-1].block.end


class Row:
    """A row with its cells under their columns."""

    def __init__(self, text: str, columns: tuple[Column, ...], block: Block) -> None:
        self.text = text
        self.block = block
        self.columns = columns
        # what a merged cell leaves out of a line of text stands on the left
        missing = max(0, len(columns) - len(block.cells))
        cells: list[Cell | None] = [*([None] * missing), *block.cells]
        if missing and len(block.cells) == 1 and Column.DETAIL in columns:
            # a lone step stands under the other steps
            step = columns.index(Column.DETAIL)
            cells = [None] * step + [block.cells[0]] + [None] * (len(columns) - step - 1)
        self.cells = cells

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.block.cells if not cell.carried and cell.start < cell.end]

    @property
    def section(self) -> Cell | None:
        """The one cell of a row that names what follows; a row under merged cells is none."""
        from_above = any(cell.origin and self._is_above(cell) for cell in self.block.cells)
        lost = len(self.block.cells) < len(self.columns)
        filled = self.filled
        alone = len(filled) == 1 and len(self.columns) > 2 and not from_above and not lost
        return filled[0] if alone else None

    @property
    def is_foot(self) -> bool:
        return any(_FOOT.match(self.text, cell.start, cell.end) for cell in self.filled[:1])

    def _is_above(self, cell: Cell) -> bool:
        return cell.origin is not None and cell.origin[0] < self.block.start

    def own(self, index: int | None) -> SourceSpan | None:
        """The words of a column in this row; None where a merged cell goes on."""
        if index is None or index >= len(self.cells):
            return None
        cell = self.cells[index]
        if cell is None or cell.carried or cell.start == cell.end:
            return None
        return SourceSpan(cell.start, cell.end)

    def said(self, index: int) -> SourceSpan | None:
        """What holds for this row: its own words, else those of the cell that is merged over it."""
        own = self.own(index)
        if own is not None or index >= len(self.cells):
            return own
        cell = self.cells[index]
        if cell is None or not cell.origin or not self._is_above(cell):
            return None
        return SourceSpan(*cell.origin)

    def under(self, *wanted: Column) -> Iterator[SourceSpan]:
        for index, column in enumerate(self.columns):
            span = self.said(index) if column in wanted else None
            if span is not None:
                yield span

    def names(self, *wanted: Column) -> tuple[str, ...]:
        return tuple(
            name
            for span in self.under(*wanted)
            for name in split_names(self.text[span.start : span.end])
            if looks_like_unit(name) or len(name) <= 12
        )


def find_tables(text: str, blocks: Sequence[Block]) -> list[Table]:
    """Tables that have a row of known column headings and at least one row under it."""
    tables: list[Table] = []
    open_table: _Open | None = None
    for block in blocks:
        heading = columns_of(_words(text, block)) if block.cells else None
        if open_table is not None and open_table.takes(text, block, heading):
            continue
        if open_table is not None and (heading is not None or not block.cells):
            tables += open_table.closed(text)
            open_table = None
        if heading is not None:
            open_table = _Open(block.start, heading)
    return tables + (open_table.closed(text) if open_table else [])


class _Open:
    """A table whose rows are being gathered."""

    def __init__(self, start: int, columns: tuple[Column, ...]) -> None:
        self.start = start
        self.columns = columns
        self.rows: list[Block] = []

    def takes(self, text: str, block: Block, heading: tuple[Column, ...] | None) -> bool:
        """Whether the block belongs to this table; a heading repeated on a new page does."""
        if heading is not None and heading == self.columns:
            return True
        second = None if self.rows or not block.cells else self._second(text, block)
        if second is not None:
            self.columns = second
            return True
        if self.rows and _is_step(text, block, self.rows):
            self.rows.append(block._replace(cells=(Cell(block.start, block.end),)))
            return True
        if heading is None and block.cells:
            self.rows.append(block)
            return True
        return False

    def _second(self, text: str, block: Block) -> tuple[Column, ...] | None:
        own = ["" if c.carried else text[c.start : c.end] for c in block.cells]
        return second_columns(self.columns, own)

    def closed(self, text: str) -> list[Table]:
        if not self.rows:
            return []
        columns = _numbers_apart(text, _fitted(self.columns, self.rows), self.rows)
        rows = (Row(text, columns, block) for block in self.rows)
        found = tuple(row for row in rows if not row.is_foot)
        return [Table(self.start, columns, found)] if found else []


def _is_step(text: str, block: Block, rows: Sequence[Block]) -> bool:
    """A line of its own among rows with tabs, which like them begins with a time: its other cells
    were merged, and with the last one empty no tab was left.
    """
    if block.cells or rows[-1].table or not _TIMED.match(text, block.start):
        return False
    return any(_TIMED.match(text, cell.start) for row in rows[-2:] for cell in row.cells)


def _words(text: str, block: Block) -> list[str]:
    return [text[cell.start : cell.end] for cell in block.cells]


def _numbers_apart(
    text: str, columns: tuple[Column, ...], rows: Sequence[Block]
) -> tuple[Column, ...]:
    """A heading over two columns, of which the first only numbers what the second says."""
    found = list(columns)
    for index, (column, beside) in enumerate(pairwise(columns)):
        wordy = column in (Column.TASK, Column.DETAIL) and beside is Column.OTHER
        if wordy and _only_numbers(text, rows, index):
            found[index], found[index + 1] = Column.NUMBER, column
    return tuple(found)


def _only_numbers(text: str, rows: Sequence[Block], index: int) -> bool:
    cells = [row.cells[index] for row in rows if len(row.cells) > index + 1]
    words = [text[cell.start : cell.end].strip() for cell in cells]
    return any(words) and all(_ROW_NUMBER.fullmatch(each) for each in words)


def _fitted(columns: tuple[Column, ...], rows: Sequence[Block]) -> tuple[Column, ...]:
    """Headings without the columns that no row has, as when empty cells were lost in the text."""
    surplus = len(columns) - max(len(row.cells) for row in rows)
    kept = list(columns)
    for column in (Column.OTHER, Column.RESULT, Column.NUMBER, Column.PERSON):
        while surplus > 0 and column in kept:
            kept.remove(column)
            surplus -= 1
    return tuple(kept)
