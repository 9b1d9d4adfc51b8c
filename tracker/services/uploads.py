"""Files wait to be read: taken in at once, read by whoever has a seat, then gone."""

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.errors import TrackerError, UnreadableDocument
from tracker.domain.permissions import Permission
from tracker.domain.uploads import (
    DEAD_AFTER,
    MAX_TRIES,
    SEATS,
    TOLD_FOR,
    Upload,
    check_size,
    check_waiting,
)
from tracker.domain.values import Actor
from tracker.models import User, WaitingUpload
from tracker.queries import units
from tracker.transaction import access, audit, erasing, readings
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work

_SEATS_LOCK = 0x7365617473  # any number that nothing else locks


@dataclass(frozen=True, slots=True)
class Claimed:
    """A file that this reader has; `tries` tells it from an earlier reader of the same file."""

    id: int
    tries: int
    upload: Upload
    uploaded_at: datetime
    actor: Actor  # whose file it is, as far as the log wants to know


def take_in(doing: Doing, *, upload: Upload) -> int:
    """The file waits; nothing of it has been looked at. Returns the id under which it waits."""
    access.require(doing.actor, Permission.PLAN_IMPORT)
    check_size(upload, limit_mb=doing.policy.upload_limit_mb)
    with unit_of_work() as session:
        _check_waiting(session, doing.actor.user_id)
        row = WaitingUpload(
            uploaded_by_id=doing.actor.user_id,
            uploaded_at=doing.now,
            origin=doing.actor.origin,
            filename=upload.filename,
            content=upload.data,
            year=upload.year,
            tries=0,
        )
        session.add(row)
        session.flush()
        return row.id


def _check_waiting(session: Session, user_id: int) -> None:
    """One after the other, also where the same person sends two at the same moment."""
    session.execute(sa.select(User.id).where(User.id == user_id).with_for_update())
    mine = sa.select(sa.func.count()).where(
        WaitingUpload.uploaded_by_id == user_id, WaitingUpload.ended_at.is_(None)
    )
    check_waiting(session.scalar(mine) or 0)


def claim(doing: Doing, *, host: str) -> Claimed | None:
    """The file that has waited longest, if this host has a free seat.

    What a dead reader has left goes to the next one; the file that so often took down its reader
    is refused.
    """
    with unit_of_work() as session:
        if session.connection().dialect.name == "postgresql":
            session.execute(sa.select(sa.func.pg_advisory_xact_lock(_SEATS_LOCK)))
        _free_the_seats_of_the_dead(session, doing)
        seat = _free_seat(session, host)
        row = _next(session, doing) if seat else None
        if row is None:
            return None
        row.host, row.seat, row.heartbeat_at = host, seat, doing.now
        row.tries += 1
        return _claimed(row)


def _free_the_seats_of_the_dead(session: Session, doing: Doing) -> None:
    dead = WaitingUpload.heartbeat_at <= doing.now - DEAD_AFTER
    session.execute(
        sa.update(WaitingUpload)
        .where(dead, WaitingUpload.host.isnot(None))
        .values(host=None, seat=None, heartbeat_at=None)
    )


def _free_seat(session: Session, host: str) -> int | None:
    taken = set(session.scalars(sa.select(WaitingUpload.seat).where(WaitingUpload.host == host)))
    return min(set(range(1, SEATS + 1)) - taken, default=None)


def _next(session: Session, doing: Doing) -> WaitingUpload | None:
    waiting = session.scalars(
        sa.select(WaitingUpload)
        .where(WaitingUpload.ended_at.is_(None), WaitingUpload.host.is_(None))
        .order_by(WaitingUpload.id)
    )
    for row in waiting:
        if row.tries < MAX_TRIES:
            return row
        _end(row, doing)
        _tell(session, doing, row, UnreadableDocument("document.crashed"))
    return None


def _claimed(row: WaitingUpload) -> Claimed:
    upload = Upload(row.filename or "", row.content or b"", row.year)
    actor = Actor(row.uploaded_by_id, "", frozenset(), 0, origin=row.origin)
    return Claimed(row.id, row.tries, upload, row.uploaded_at, actor)


def beat(doing: Doing, claimed: Claimed) -> None:
    """The reader lives. Of no effect when another has taken over."""
    with unit_of_work() as session:
        row = _hold(session, claimed)
        if row is not None:
            row.heartbeat_at = doing.now


def read(doing: Doing, claimed: Claimed) -> None:
    """Ends with a draft or with the reason why there is none; then nothing waits any more."""
    try:
        reading = readings.read(claimed.upload, units.list_profiles())
        _keep(doing, claimed, reading)
    except TrackerError as error:
        refuse(doing, claimed, error)


def _keep(doing: Doing, claimed: Claimed, reading: readings.Reading) -> None:
    with unit_of_work() as session:
        row = _hold(session, claimed)
        if row is None:
            return
        by = replace(doing, actor=claimed.actor)
        row.draft_id = readings.keep(
            session, by, claimed.upload, reading, uploaded_at=claimed.uploaded_at
        )
        _end(row, doing)


def refuse(doing: Doing, claimed: Claimed, error: TrackerError) -> None:
    """File and name go in the transaction that keeps the reason."""
    with unit_of_work() as session:
        row = _hold(session, claimed)
        if row is None:
            return
        _end(row, doing)
        _tell(session, replace(doing, actor=claimed.actor), row, error)
    erasing.erase_deleted()


def _hold(session: Session, claimed: Claimed) -> WaitingUpload | None:
    """None when the reader was taken for dead, and another has the file or has done it."""
    return session.scalar(
        sa.select(WaitingUpload)
        .where(
            WaitingUpload.id == claimed.id,
            WaitingUpload.tries == claimed.tries,
            WaitingUpload.ended_at.is_(None),
        )
        .with_for_update()
    )


def _end(row: WaitingUpload, doing: Doing) -> None:
    row.ended_at = doing.now
    row.filename = row.content = None
    row.host = row.seat = row.heartbeat_at = None


def _tell(session: Session, doing: Doing, row: WaitingUpload, error: TrackerError) -> None:
    """The reason, for the person who waits; some sentences have a name in them, the page not."""
    told = {name: value for name, value in error.parameters.items() if name != "name"}
    row.refusal = {"code": error.code, "field": error.field, "parameters": told}
    audit.record(
        session, doing, "document.refused", Subject("upload", row.id), after={"why": error.code}
    )


def forget_ended(doing: Doing) -> int:
    """What was told long enough. Returns how many."""
    with unit_of_work() as session:
        gone = session.execute(
            sa.delete(WaitingUpload)
            .where(WaitingUpload.ended_at < doing.now - TOLD_FOR)
            .returning(WaitingUpload.id)
        )
        return len(gone.all())
