"""撤销上一步: what of a draft a step changed, kept as plain records, so that it can be put back.

A record is that of `review_records`. What is kept is the difference alone: a step that accepts
three hundred items keeps three small pieces of each, not a second draft.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tracker.domain.drafts.records import Record
from tracker.domain.drafts.review import Review

KEPT = 20  # steps of one draft; of older ones nothing is known any more
_ITEMS = "items"


def stamped(before: Review, after: Review, revision: int) -> Review:
    """What was changed gets a revision that no step had before, not even one that was undone:
    a page that shows an undone state can never be taken for a new one."""
    known = {item.key: item for item in before.items}
    items = tuple(
        item if known.get(item.key) == item else replace(item, revision=revision)
        for item in after.items
    )
    return replace(after, items=items)


def way_back(before: Mapping[str, Any], after: Mapping[str, Any]) -> Record:
    """What makes `before` of `after` again."""
    items = {item["key"]: item for item in after[_ITEMS]}
    pieces = [_piece(item, items.get(item["key"])) for item in before[_ITEMS]]
    return {
        "names": list(before),
        "fields": {
            name: value
            for name, value in before.items()
            if name != _ITEMS and (name not in after or after[name] != value)
        },
        "order": [item["key"] for item in before[_ITEMS]],
        _ITEMS: [piece for piece in pieces if piece is not None],
    }


def _piece(before: Record, after: Record | None) -> list[Any] | None:
    """The item whole where it is gone or has other fields now, else what was different."""
    if before == after:
        return None
    if after is None or list(before) != list(after):
        return [before["key"], True, before]
    changed = {name: value for name, value in before.items() if after[name] != value}
    return [before["key"], False, changed]


def taken_back(after: Mapping[str, Any], back: Mapping[str, Any]) -> Record:
    """The record as it was, to the letter."""
    items = {item["key"]: item for item in after[_ITEMS]}
    for key, is_whole, piece in back[_ITEMS]:
        items[key] = piece if is_whole else {**items[key], **piece}
    fields = {**after, **back["fields"], _ITEMS: [items[key] for key in back["order"]]}
    return {name: fields[name] for name in back["names"]}
