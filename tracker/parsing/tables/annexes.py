"""Knows how a table behind a plan gives units and dates to the tasks that it repeats."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.parsing.items import Group, Item

_TELLING = 4  # characters below which words are alike by chance
_BLANK = re.compile(r"[\s,。;:、()]")


def with_annex(
    text: str, groups: Sequence[Group], annex: Sequence[Group]
) -> tuple[list[Group], int]:
    """The groups with what the annex knows of their items, and how many of its rows are no item."""
    rows = {_plain(text, item): item for group in annex for item in group.items}
    left = set(rows)
    joined = []
    for group in groups:
        items = []
        for item in group.items:
            words = next((said for said in rows if _repeats(said, _plain(text, item))), None)
            items.append(_joined(item, rows[words]) if words else item)
            left.discard(words or "")
        joined.append(replace(group, items=tuple(items)))
    return joined, len(left)


def _repeats(said: str, words: str) -> bool:
    """One holds the other."""
    return min(len(said), len(words)) >= _TELLING and (said in words or words in said)


def _joined(item: Item, row: Item) -> Item:
    return item._replace(
        lead=item.lead or row.lead,
        supporting=item.supporting or row.supporting,
        dates=(*item.dates, *row.dates[1:]),
        begins=item.begins or row.begins,
    )


def _plain(text: str, item: Item) -> str:
    return _BLANK.sub("", text[item.body : item.words_end or item.end])
