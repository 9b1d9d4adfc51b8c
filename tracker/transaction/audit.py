"""The audit log: one entry for each use case, in its own transaction, chained to the one before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.audit_chain import BEFORE_THE_FIRST, Sealed, seal
from tracker.domain.values import Actor
from tracker.models import AuditEntry, Unit, User

Plain = str | int | float | bool | None | list[str] | list[int]

_PENDING = "audit entries"
_CHAIN_LOCK = 0x6175646974  # any number that nothing else locks


@dataclass(frozen=True, slots=True)
class Subject:
    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class _Pending:
    actor_id: int | None
    origin: str
    action: str
    subject: Subject
    at: datetime
    before: dict[str, Plain]
    after: dict[str, Plain]


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
    """`action` is a dotted name (task.progress.reported); the sentence is made when shown.

    Only inside a unit of work, which writes the entry as its last act.
    """
    session.info[_PENDING].append(
        _Pending(
            actor_id=actor.user_id if actor else None,
            origin=actor.origin if actor else "job",
            action=action,
            subject=subject,
            at=now,
            before=dict(before or {}),
            after=dict(after or {}),
        )
    )


def begin_entries(session: Session) -> None:
    session.info[_PENDING] = []


def write_entries(session: Session) -> None:
    """Chains what was recorded to the newest entry, whose successor nobody else writes meanwhile.

    On PostgreSQL a lock holds the others back: taken last of all, so that it is held for the
    shortest time and nobody who has it waits for anything. On SQLite writers are serial already.
    """
    pending: list[_Pending] = session.info.pop(_PENDING)
    if not pending:
        return
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(_CHAIN_LOCK)))
    for each in pending:
        head, name, unit = _surroundings(session, each.actor_id)
        content = Sealed(
            at=each.at,
            actor_id=each.actor_id,
            actor_name=name,
            actor_unit=unit,
            origin=each.origin,
            action=each.action,
            subject_kind=each.subject.kind,
            subject_id=each.subject.id,
            before=each.before,
            after=each.after,
        )
        _insert(session, content, head or BEFORE_THE_FIRST)


def _surroundings(
    session: Session, actor_id: int | None
) -> tuple[str | None, str | None, str | None]:
    """The hash of the newest entry; how the actor and the actor's unit are called now."""
    newest = sa.select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    name = sa.select(User.name).where(User.id == actor_id)
    unit = sa.select(Unit.name).join(User, User.unit_id == Unit.id).where(User.id == actor_id)
    row = session.execute(
        sa.select(newest.scalar_subquery(), name.scalar_subquery(), unit.scalar_subquery())
    ).one()
    return row[0], row[1], row[2]


def _insert(session: Session, content: Sealed, previous_hash: str) -> None:
    session.execute(
        sa.insert(AuditEntry).values(
            **{name: getattr(content, name) for name in Sealed.__slots__},
            previous_hash=previous_hash,
            hash=seal(content, previous_hash),
        )
    )
