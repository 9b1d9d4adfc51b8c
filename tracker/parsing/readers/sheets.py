"""Knows the sheets of any workbook: what is merged, and what is hidden or struck out in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from tracker.domain.drafts.draft import Doubt
from tracker.parsing.document import Document
from tracker.parsing.readers.builder import DocumentBuilder
from tracker.parsing.readers.grid import LAST_COLUMN, LAST_ROW, Grid

_MOST_NAMED = 5  # rows or sheets that a doubt names
_HEAD = 5  # rows in which a mark may stand


@dataclass(frozen=True, slots=True)
class Merge:
    row: int
    column: int
    height: int
    width: int


@dataclass(slots=True)
class Sheet:
    """The cells of a sheet as they are read; rows and columns count from 0."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    margins: list[str] = field(default_factory=list)  # headers and footers of the printed sheet
    name: str = ""
    is_cut: bool = False
    lacks_results: bool = False  # of formulas that no program has worked out yet

    def put(self, row: int, column: int, words: str) -> None:
        """What lies beyond the last row or column is left out, and `is_cut` says so."""
        if row >= LAST_ROW or column >= LAST_COLUMN:
            self.is_cut = True
        else:
            self.cells[row, column] = words

    def grid(self) -> Grid:
        """What the sheet shows. A merged cell shows its words in what is visible of it."""
        grid = Grid()
        for (row, column), words in self.cells.items():
            if row not in self.hidden_rows and column not in self.hidden_columns:
                grid.put(row, column, words)
        for merge in self.merges:
            top = _first_shown(self.hidden_rows, merge.row, merge.height)
            left = _first_shown(self.hidden_columns, merge.column, merge.width)
            if top is not None and left is not None:
                words = self.cells.get((merge.row, merge.column), "")
                height, width = merge.row + merge.height - top, merge.column + merge.width - left
                grid.put(top, left, words, height, width)
        return grid

    def heads(self) -> Iterator[str]:
        """Where a sheet says what it is, be it shown or hidden: its name, what is printed above and
        below, its first rows with words."""
        yield from (self.name, *self.margins)
        rows: dict[int, list[str]] = {}
        for (row, _), words in sorted(self.cells.items()):
            rows.setdefault(row, []).append(words)
        yield from ("\t".join(cells) for cells in islice(rows.values(), _HEAD))

    def left_out(self) -> tuple[set[int], set[int]]:
        """The hidden rows and columns that hold words."""
        rows = {row for row, _ in self.cells} & self.hidden_rows
        columns = {column for _, column in self.cells} & self.hidden_columns
        return rows, columns


def _first_shown(hidden: set[int], first: int, count: int) -> int | None:
    return next((number for number in range(first, first + count) if number not in hidden), None)


def sheets_document(sheets: Sequence[Sheet], hidden: Sequence[Sheet] = ()) -> Document:
    """All sheets one after another. Of `hidden` ones only the heads are told."""
    builder = DocumentBuilder()
    for sheet in sheets:
        builder.table(sheet.grid(), titled=True)
    document = builder.document([*_doubts(sheets, [each.name for each in hidden if each.cells])])
    return replace(
        document, margins=tuple(line for each in (*sheets, *hidden) for line in each.heads())
    )


def _doubts(sheets: Sequence[Sheet], hidden: Sequence[str]) -> Iterator[Doubt]:
    if any(sheet.is_cut for sheet in sheets):
        yield Doubt("plan.cut-off", f"{LAST_ROW}行、{LAST_COLUMN}列")
    if hidden:
        yield Doubt("plan.hidden-sheets", "、".join(_few([*hidden])))
    rows = [_row(row) for sheet in sheets for row in sorted(sheet.left_out()[0])]
    columns = [_letters(at) for sheet in sheets for at in sorted(sheet.left_out()[1])]
    parts = [f"{'、'.join(_few(rows))}行"] if rows else []
    parts += [f"{'、'.join(_few(columns))}列"] if columns else []
    if parts:
        yield Doubt("plan.hidden-cells", f"第{'，第'.join(parts)}")
    struck = [_row(row) for sheet in sheets for row in sorted(sheet.struck_rows)]
    if struck:
        yield Doubt("plan.struck-out", f"第{'、'.join(_few(struck))}行")
    if any(sheet.lacks_results for sheet in sheets):
        yield Doubt("plan.formulas-without-results")


def _row(row: int) -> str:
    return str(row + 1)


def _few(names: list[str]) -> list[str]:
    return names if len(names) <= _MOST_NAMED else [*names[: _MOST_NAMED - 1], f"{names[-1]}等"]


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
