"""Knows tables of one cell a line whose tasks are done in dated steps, without numbers of rows.

工作任务, 时序进度, 考核要点; then a task, 3月:..., 5月:..., and how it is judged.
"""

import re
from collections.abc import Iterator, Sequence

from tracker.parsing.document import Block, Cell
from tracker.parsing.tables.columns import Column, column_of
from tracker.parsing.text.tail import is_tail

_MONTH = r"\d{1,2}月(?:份|底前?|[上中下]旬)?"
_STEP = re.compile(
    rf"(?:{_MONTH}(?:\s?[-—~～至]{{1,2}}\s?{_MONTH})?|全年|每月|每季度?|[上下]半年)\s?[::]"
)
_CRITERION = re.compile(r"\(?\d{1,2}[.、)]|[①-⑳]")
_LONGEST_TASK = 40
_MOST_COLUMNS = 6


def stepped_rows(text: str, blocks: Sequence[Block], position: int) -> list[Block] | None:
    """The rows of such a table that opens with blocks[position] (of a folded text), one a step.

    As many of the blocks as it holds are in them: to the end, or to what stands behind a plan.
    """
    columns = _heading(text, blocks, position)
    if columns is None:
        return None
    body = position + len(columns)
    return [_row(blocks[position:body]), *_steps(text, _lines(text, blocks[body:]), len(columns))]


def _heading(text: str, blocks: Sequence[Block], position: int) -> list[Column] | None:
    """A task and its steps, then a line that is a task and one that is a step."""
    columns: list[Column] = []
    for block in blocks[position : position + _MOST_COLUMNS]:
        column = None if block.cells else column_of(text[block.start : block.end])
        if column is None:
            break
        columns.append(column)
    if columns[:1] not in ([Column.TASK], [Column.AREA]) or Column.DETAIL not in columns[1:2]:
        return None
    after = blocks[position + len(columns) : position + len(columns) + 2]
    kinds = [_STEP.match(text, block.start, block.end) is not None for block in after]
    return columns if kinds == [False, True] else None


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.cells or is_tail(text, block.start, block.end):
            return
        yield block


def _steps(text: str, lines: Iterator[Block], width: int) -> Iterator[Block]:
    task: Block | None = None
    opened = False
    for line in lines:
        if _STEP.match(text, line.start, line.end) and task:
            yield _step(task, line, width, opened=opened)
            opened = True
        elif not _CRITERION.match(text, line.start, line.end):
            if line.end - line.start > _LONGEST_TASK:
                return
            task, opened = line, False


def _step(task: Block, line: Block, width: int, *, opened: bool) -> Block:
    """The task's words stand in the row of its first step and hold for the others."""
    start = line.start if opened else task.start
    first = (
        Cell(line.start, line.start, carried=True, origin=(task.start, task.end))
        if opened
        else Cell(task.start, task.end)
    )
    empty = Cell(line.end, line.end)
    cells = (first, Cell(line.start, line.end), *([empty] * (width - 2)))
    return Block(start, line.end, start, cells=cells)


def _row(lines: Sequence[Block]) -> Block:
    cells = tuple(Cell(line.start, line.end) for line in lines)
    return Block(lines[0].start, lines[-1].end, lines[0].start, cells=cells)
