"""Knows tables that a copy has broken into one cell a line, and puts their rows together again."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from tracker.parsing.document import Block, Cell
from tracker.parsing.tables.columns import Column, column_of
from tracker.parsing.tables.stepped_lines import stepped_rows
from tracker.parsing.text.tail import is_signed, is_tail

_FEWEST_COLUMNS = 3
_NUMBER = re.compile(r"\d{1,3}$")
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
_WORDY = (Column.AREA, Column.TASK, Column.DETAIL)


def with_rows(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a folded text, with rows in place of lines that are the cells of a table.

    Only a table whose first column counts its rows can be told from other lines.
    """
    result: list[Block] = []
    position = 0
    while position < len(blocks):
        stepped = stepped_rows(text, blocks, position)
        if stepped:
            result.extend(stepped)
            end = stepped[-1].end
            position = bisect_right(blocks, end, key=lambda block: block.start)
            continue
        columns = _heading(text, blocks, position)
        if columns is None:
            result.append(blocks[position])
            position += 1
            continue
        body = position + len(columns)
        end = next((i for i in range(body, len(blocks)) if blocks[i].cells), len(blocks))
        result.append(_row(blocks[position:body]))
        result.extend(_rows(text, blocks[body:end], columns))
        position = end
    return tuple(result)


def _heading(text: str, blocks: Sequence[Block], position: int) -> list[Column] | None:
    """The columns named by lines from here on: 序号 and at least two more, one of them words."""
    columns: list[Column] = []
    for block in blocks[position : position + 12]:
        column = None if block.cells else column_of(text[block.start : block.end])
        if column is None or (not columns and column is not Column.NUMBER):
            break
        columns.append(column)
    if len(columns) < _FEWEST_COLUMNS:
        return None
    after = blocks[position + len(columns) : position + len(columns) + 2]
    counted = any(_NUMBER.match(text, block.start, block.end) for block in after)
    wordy = any(column in _WORDY for column in columns)
    return columns if wordy and counted else None


def _rows(text: str, lines: Sequence[Block], columns: Sequence[Column]) -> list[Block]:
    rows: list[Block] = []
    waiting: list[Block] = []
    expected = 0
    for line in lines:
        words = text[line.start : line.end]
        counts = _NUMBER.match(words) is not None and (not expected or int(words) == expected)
        section = _SECTION.match(words) is not None and len(words) <= 40
        if (counts or section) and waiting:
            rows.append(_fitted(waiting, columns))
            waiting = []
        if section:
            rows.append(Block(line.start, line.end, line.start, cells=_alone(line, columns)))
        elif counts or waiting:
            waiting.append(line)
            expected = int(words) + 1 if counts else expected
    if waiting:
        rows.append(_fitted(_without_foot(text, waiting, columns), columns))
    return rows


def _without_foot(text: str, lines: list[Block], columns: Sequence[Column]) -> list[Block]:
    """The last row without what stands behind the table: enclosures, name and day of signing.

    A day is the row's own as long as the row has cells to fill.
    """
    full = len(columns)
    foot = (n for n in range(2, len(lines)) if is_tail(text, lines[n].start, lines[n].end))
    first = next((n for n in foot if n >= full or not _is_day(text, lines[n])), len(lines))
    signed = first < len(lines) and _is_day(text, lines[first])
    return lines[: first - (signed and first > full)]


def _is_day(text: str, line: Block) -> bool:
    return is_signed(text, line.start, line.end)


def _alone(line: Block, columns: Sequence[Column]) -> tuple[Cell, ...]:
    empty = Cell(line.end, line.end)
    return (Cell(line.start, line.end), *([empty] * (len(columns) - 1)))


def _row(lines: Sequence[Block]) -> Block:
    cells = tuple(Cell(line.start, line.end) for line in lines)
    return Block(lines[0].start, lines[-1].end, lines[0].start, cells=cells)


def _fitted(lines: Sequence[Block], columns: Sequence[Column]) -> Block:
    """A row under its columns: names and dates stand last, what is left over are words."""
    if len(lines) == len(columns):
        return _row(lines)
    last_words = max(index for index, column in enumerate(columns) if column in _WORDY)
    behind = min(len(columns) - last_words - 1, max(0, len(lines) - 2))
    words = lines[1 : len(lines) - behind]
    end = lines[-1].end
    cells = [Cell(lines[0].start, lines[0].end)]
    if words:
        cells.append(Cell(words[0].start, words[-1].end))
    cells += [Cell(end, end)] * (last_words + 1 - len(cells))
    cells += [Cell(line.start, line.end) for line in lines[len(lines) - behind :]]
    cells += [Cell(end, end)] * (len(columns) - len(cells))
    return Block(lines[0].start, end, lines[0].start, cells=tuple(cells))
