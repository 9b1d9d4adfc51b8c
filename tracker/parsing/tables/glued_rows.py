"""Knows tables whose cells a copy has run together: an item's words, then its units, no mark."""

import re

from tracker.parsing.items import Item
from tracker.parsing.units.charges import by_names_alone, by_verbs
from tracker.parsing.units.names import split_glued

_UNIT_COLUMNS = re.compile(r"(?:牵头|责任|配合|主办|承办)(?:单位|部门|科室)(?!\s*[:：])")
_FIRST_ROW = re.compile(
    r"序号[\u4e00-\u9fff()、 ]{2,40}?(?:牵头|责任|配合|主办|承办)(?:单位|部门|科室|处室)(?=1[^\d.])"
)
_EVERYBODY = re.compile(r"各|有关|相关|全体")
_LONGEST = 400


def row_numbers(text: str, start: int, end: int) -> list[int]:
    """Where the numbers of the rows stand: behind the heading, then right behind a row's units.

    序号任务内容责任单位1修编规划。规划科2清淤河道。河湖科3...
    """
    heading = _FIRST_ROW.search(text, start, end)
    if heading is None:
        return []
    found = [heading.end()]
    while (after := _next_row(text, found[-1] + 1, end, len(found) + 1)) is not None:
        found.append(after)
    return found if len(found) > 1 else []


def _next_row(text: str, position: int, end: int, number: int) -> int | None:
    row = re.compile(rf"(?<!\d){number}(?=[\u4e00-\u9fff(“《])")
    for match in row.finditer(text, position, end):
        stop = text.rfind("。", position, match.start())
        if stop >= 0:
            units = text[stop + 1 : match.start()]
            if len(units) <= _LONGEST and (by_verbs(units) or by_names_alone(units)):
                return match.start()
    return None


def has_unit_columns(text: str, start: int, end: int) -> bool:
    """Whether column headings for units stand before the first item."""
    return _UNIT_COLUMNS.search(text, start, end) is not None


def with_trailing_units(text: str, item: Item) -> Item:
    """The item with the names behind its last sentence; a blank there is an empty lead cell."""
    stop = text.rfind("。", item.body, item.end)
    if stop < 0 or not stop + 2 < item.end <= stop + _LONGEST:
        return item
    tail = text[stop + 1 : item.end].rstrip("0123456789")  # the number of the next row
    names = split_glued(tail)
    if not names:
        return item
    lead: list[str] = []
    if not tail[0].isspace():
        for name in names:
            if _EVERYBODY.search(name):
                break
            lead.append(name)
    helping = tuple(name for name in names if name not in lead)
    return item._replace(words_end=stop + 1, lead=tuple(lead), supporting=helping)
