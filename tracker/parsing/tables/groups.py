"""Knows how the rows of a 任务分解表 become strategies and tasks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.domain.values import SourceSpan
from tracker.parsing.items import Group, Item
from tracker.parsing.tables.columns import Column
from tracker.parsing.tables.rows import Row, Table
from tracker.parsing.units.charges import Parts, by_cell

_WORDS = (Column.AREA, Column.TASK, Column.DETAIL)
_MARK = re.compile(r"([一二三四五六七八九十]{1,3}(?=[、.])|\([一二三四五六七八九十]{1,3}\))[、. ]*")
_OWN_NUMBER = re.compile(r"\(?(\d{1,3})(?:[.、](?!\d)|\))\s*")
_NUMBER = re.compile(r"^\(?[\d一二三四五六七八九十]{1,4}[).、.]?$")


@dataclass(frozen=True, slots=True)
class _Levels:
    """Which columns hold strategies, tasks and how they are done. `joined`: one task may stand in
    several rows, a measure in each.
    """

    group: int | None
    task: int | None
    details: tuple[int, ...]
    joined: bool


@dataclass(slots=True)
class _Group:
    title: SourceSpan
    items: list[Item] = field(default_factory=list)

    def built(self, text: str) -> Group:
        start = min(self.title.start, self.items[0].start)
        mark = _MARK.match(text, self.title.start, self.title.end)
        title = SourceSpan(mark.end() if mark else self.title.start, self.title.end)
        return Group(start, self.items[-1].end, mark[1] if mark else "", title, tuple(self.items))


def table_groups(text: str, table: Table, title: SourceSpan) -> list[Group]:
    """Strategies and tasks of a folded text's table."""
    levels = _levels(table)
    groups: list[_Group] = []
    before: Row | None = None
    for row in table.rows:
        section = row.section
        if section is not None:
            groups.append(_Group(SourceSpan(section.start, section.end)))
            before = None
            continue
        opening = _new_words(row, levels.group, before)
        if opening is not None:
            groups.append(_Group(opening))
        elif not groups:
            groups.append(_Group(title))
        _add(groups[-1].items, row, before, levels)
        before = row
    return [group.built(text) for group in groups if group.items]


def _add(items: list[Item], row: Row, before: Row | None, levels: _Levels) -> None:
    goes_on = levels.joined and _new_words(row, levels.task, before) is None
    if goes_on and items:
        items[-1] = _longer(items[-1], row, levels)
        return
    item = _item(row, levels)
    if item is not None:
        items.append(item)


def _new_words(row: Row, index: int | None, before: Row | None) -> SourceSpan | None:
    """A column's words where they are not those of the row above, merged or filled down."""
    span = row.own(index)
    if span is None or before is None or index is None:
        return span
    above = before.said(index)
    same = (
        above is not None and row.text[above.start : above.end] == row.text[span.start : span.end]
    )
    return None if same else span


def _levels(table: Table) -> _Levels:
    """A column of words that spans rows stands above the next one."""
    words = [index for index, column in enumerate(table.columns) if column in _WORDS]
    if not words:
        return _Levels(None, None, (), joined=False)
    areas = [index for index in words if table.columns[index] is Column.AREA]
    group = areas[0] if areas else words[0] if len(words) > 1 and _spans(table, words[0]) else None
    rest = [index for index in words if group is None or index > group]
    task = rest[0] if rest else group
    joined = len(rest) > 1 and task is not None and _spans(table, task)
    return _Levels(group, task, tuple(rest[1:]), joined)


def _spans(table: Table, index: int) -> bool:
    """Whether a cell of the column holds for several rows."""
    before: Row | None = None
    for row in table.rows:
        if row.section is not None:
            before = None
            continue
        if before is not None and _new_words(row, index, before) is None:
            return True
        before = row
    return False


def _item(row: Row, levels: _Levels) -> Item | None:
    span = row.own(levels.task) or next(_wordy(row), None)
    if span is None:
        return None
    text = row.text
    own = _OWN_NUMBER.match(text, span.start, span.end)
    number = _number(row)
    lead, supporting = _who(row)
    words = _words_of(row, span, levels)
    return Item(
        start=span.start,
        end=row.block.end,
        body=own.end() if own else span.start,
        number=number or (own[1] if own else ""),
        marked=True,
        words_end=max(part.end for part in words),
        lead=lead,
        supporting=supporting,
        figures=(*words, *row.under(Column.TARGET), *_own(row, Column.RESULT)),
        dates=(*words, *row.under(Column.DUE)),
        begins=next(row.under(Column.START), None),
    )


def _who(row: Row) -> Parts:
    """Who leads and who helps, by the columns or by what a cell says of it."""
    lead, responsible = row.names(Column.LEAD), row.names(Column.RESPONSIBLE)
    if lead:
        helping: tuple[str, ...] = responsible
    else:
        cells = (by_cell(row.text[s.start : s.end]) for s in row.under(Column.RESPONSIBLE))
        lead, helping = next(filter(None, cells), (responsible, ()))
    return lead, (*helping, *row.names(Column.SUPPORT))


def _own(row: Row, wanted: Column) -> Iterator[SourceSpan]:
    """Cells of the row itself: what is merged over several rows counts in the first."""
    for index, column in enumerate(row.columns):
        if column is wanted and (span := row.own(index)) is not None:
            yield span


def _number(row: Row) -> str:
    return next((row.text[s.start : s.end].strip("、.") for s in _own(row, Column.NUMBER)), "")


def _longer(item: Item, row: Row, levels: _Levels) -> Item:
    """The task with the measure of one more row."""
    more = [span for index in levels.details if (span := row.own(index)) is not None]
    known = {row.text[span.start : span.end] for span in item.dates}
    dates = [d for d in row.under(Column.DUE) if row.text[d.start : d.end] not in known]
    return item._replace(
        end=row.block.end,
        words_end=max([item.words_end or 0, *(span.end for span in more)]),
        figures=(*item.figures, *more),
        dates=(*item.dates, *more, *dates),
    )


def _words_of(row: Row, first: SourceSpan, levels: _Levels) -> list[SourceSpan]:
    details = (row.own(index) for index in levels.details)
    return [first, *(span for span in details if span is not None and span.start > first.start)]


def _wordy(row: Row) -> Iterator[SourceSpan]:
    for cell in row.filled:
        if cell.end - cell.start > 1 and not _NUMBER.match(row.text[cell.start : cell.end]):
            yield SourceSpan(cell.start, cell.end)
