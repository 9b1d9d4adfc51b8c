"""Knows tables whose cells a copy has run together: an item's words, then its units, no mark."""

import re
from dataclasses import replace

from tracker.parsing.items import Item
from tracker.parsing.units.names import split_glued

_UNIT_COLUMNS = re.compile(r"(?:牵头|责任|配合|主办|承办)(?:单位|部门|科室)(?!\s*[:：])")
_EVERYBODY = re.compile(r"各|有关|相关|全体")
_LONGEST = 400


def has_unit_columns(text: str, start: int, end: int) -> bool:
    """Whether column headings for units stand before the first item."""
    return _UNIT_COLUMNS.search(text, start, end) is not None


def with_trailing_units(text: str, item: Item) -> Item:
    """The item with the names behind its last sentence; a blank there is an empty lead cell."""
    stop = text.rfind("。", item.body, item.end)
    if stop < 0 or not stop + 2 < item.end <= stop + _LONGEST:
        return item
    tail = text[stop + 1 : item.end]
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
    return replace(item, words_end=stop + 1, lead=tuple(lead), supporting=helping)
