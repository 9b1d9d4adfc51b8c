"""The audit log: one entry for each use case, in its own transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.values import Actor
from tracker.models import AuditEntry

Plain = str | int | float | bool | None | list[str] | list[int]


@dataclass(frozen=True, slots=True)
class Subject:
    kind: str
    id: int


def record(
    session: Session,
    actor: Actor | None,
    action: str,
    subject: Subject,
    *,
    now: datetime,
    before: Mapping[str, Plain] | None = None,
    after: Mapping[str, Plain] | None = None,
) -> None:
    """`action` is a dotted name (task.progress.reported); the sentence is made when shown."""
    session.add(
        AuditEntry(
            at=now,
            actor_id=actor.user_id if actor else None,
            origin=actor.origin if actor else "job",
            action=action,
            subject_kind=subject.kind,
            subject_id=subject.id,
            before=dict(before or {}),
            after=dict(after or {}),
        )
    )
