"""The audit log: one entry for each use case, in its own transaction, chained to the one before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.audit_chain import BEFORE_THE_FIRST, Sealed, seal
from tracker.domain.doing import Doing
from tracker.models import AuditEntry, Unit, User

Plain = str | int | float | bool | None | list[str] | list[int]

_PENDING = "audit entries"
_CHAIN_LOCK = 0x6175646974  # any number that nothing else locks

# Made once: building a statement costs more than running it.
_LOCK = sa.select(sa.func.pg_advisory_xact_lock(_CHAIN_LOCK))
_NEWEST = sa.select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
_NAMES = (
    sa.select(User.name, Unit.name)
    .join(Unit, Unit.id == User.unit_id)
    .where(User.id == sa.bindparam("actor_id"))
)
_INSERT = sa.insert(AuditEntry)
_PARTS = Sealed.__slots__


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
    doing: Doing,
    action: str,
    subject: Subject,
    *,
    before: Mapping[str, Plain] | None = None,
    after: Mapping[str, Plain] | None = None,
) -> None:
    """`action` is a dotted name (task.progress.reported); the sentence is made when shown.

    Only inside a unit of work, which writes the entry as its last act.
    """
    session.info[_PENDING].append(
        _Pending(
            actor_id=doing.actor.user_id or None,
            origin=doing.actor.origin,
            action=action,
            subject=subject,
            at=doing.now,
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
    connection = session.connection()
    names = {each.actor_id: _names_now(connection, each.actor_id) for each in pending}
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK)
    head = connection.scalar(_NEWEST) or BEFORE_THE_FIRST
    rows = []
    for each in pending:
        content = _content(each, *names[each.actor_id])
        sealed = {name: getattr(content, name) for name in _PARTS}
        rows.append(sealed | {"previous_hash": head, "hash": seal(content, head)})
        head = rows[-1]["hash"]
    connection.execute(_INSERT, rows)


def _names_now(connection: sa.Connection, actor_id: int | None) -> tuple[str | None, str | None]:
    """How the actor and the actor's unit are called."""
    if actor_id is None:
        return None, None
    row = connection.execute(_NAMES, {"actor_id": actor_id}).one_or_none()
    return (None, None) if row is None else (row[0], row[1])


def _content(each: _Pending, name: str | None, unit: str | None) -> Sealed:
    return Sealed(
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
