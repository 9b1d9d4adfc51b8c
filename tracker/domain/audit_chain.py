"""The chain of the audit log: each entry is sealed with a hash over itself and the one before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Sealed:
    """What of an entry cannot be changed unnoticed."""

    at: datetime
    actor_id: int | None
    actor_name: str | None
    actor_unit: str | None
    origin: str
    action: str
    subject_kind: str
    subject_id: int
    before: Mapping[str, object]
    after: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it stands in the log; `id` is its number."""

    id: int
    content: Sealed
    previous_hash: str
    hash: str


class Fault(StrEnum):
    CHANGED = "changed"  # its content is no longer what was sealed
    TORN = "torn"  # it does not follow the entry before it: one was taken out or put in


@dataclass(frozen=True, slots=True)
class Break:
    id: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Verified:
    """How far the chain holds. `has_noted` says whether a head noted earlier is part of it."""

    entries: int
    last_at: datetime | None
    head: str
    first_break: Break | None
    has_noted: bool | None = None

    @property
    def holds(self) -> bool:
        return self.first_break is None and self.has_noted is not False


def seal(content: Sealed, previous_hash: str) -> str:
    """Stored hashes depend on every letter of this form: it can never change."""
    canonical = json.dumps(
        {
            "action": content.action,
            "actor_id": content.actor_id,
            "actor_name": content.actor_name,
            "actor_unit": content.actor_unit,
            "after": content.after,
            "at": content.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "before": content.before,
            "origin": content.origin,
            "previous_hash": previous_hash,
            "subject_id": content.subject_id,
            "subject_kind": content.subject_kind,
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def verify(links: Iterable[Link], *, noted: str | None = None) -> Verified:
    """Walks the log from its first entry, up to the first that is broken.

    The chain cannot show by itself that its newest entries were cut off; a head that was noted
    outside (`noted`) and is no longer found does.
    """
    entries, head, last_at = 0, BEFORE_THE_FIRST, None
    found = None if noted is None else False
    for link in links:
        fault = _fault(link, head)
        if fault is not None:
            return Verified(entries, last_at, head, Break(link.id, fault), found)
        entries, head, last_at = entries + 1, link.hash, link.content.at
        found = found or (link.hash == noted if noted else None)
    return Verified(entries, last_at, head, None, found)


def _fault(link: Link, head: str) -> Fault | None:
    if link.previous_hash != head:
        return Fault.TORN
    return None if seal(link.content, head) == link.hash else Fault.CHANGED
