"""Rows of the outbox: who may send them now, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.delivery import CLAIM_EXPIRES
from tracker.domain.doing import Doing
from tracker.domain.values import MailKind, MailState
from tracker.models import OutboxEmail, ParkedAddress
from tracker.transaction.unit_of_work import unit_of_work
from tracker.transaction.upsert import insert

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that only this run may send, until the claim expires."""

    id: int
    kind: MailKind
    recipient_id: int | None
    address: str
    parameters: dict[str, str]
    message_id: str
    tries: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a row becomes. Without `next_try_at` it keeps what it has."""

    state: MailState
    address: str
    tries: int
    error: str = ""
    sent_at: datetime | None = None
    next_try_at: datetime | None = None


class Claims:
    """Of one run, which began at `doing.now`: a row is known as ours by that moment."""

    def __init__(self, doing: Doing, mail_id: int | None = None) -> None:
        self._now = doing.now
        due = _due(doing.now)
        self._wanted = due if mail_id is None else sa.and_(due, OutboxEmail.id == mail_id)

    def take(self, most: int, *, per_minute: int = 0, at: datetime) -> tuple[Sequence[Claim], bool]:
        """Rows that are due, and rows of a process that died while sending them. True: more are
        not allowed at this moment, since `per_minute` mails left within the last one."""
        with unit_of_work() as session:
            allowed = per_minute - _left_lately(session, at) if per_minute else most
            if allowed <= 0:
                return (), True
            rows = session.scalars(
                sa.select(OutboxEmail)
                .where(self._wanted)
                .order_by(OutboxEmail.next_try_at, OutboxEmail.id)
                .limit(min(most, allowed))
                .with_for_update(skip_locked=True)
            ).all()
            claims = [_claim(row) for row in rows]
            if claims:
                session.execute(
                    sa.update(OutboxEmail)
                    .where(OutboxEmail.id.in_([claim.id for claim in claims]))
                    .values(state=MailState.SENDING, claimed_at=self._now)
                )
        return claims, False

    def give_back(self, claims: Sequence[Claim], error: str) -> None:
        if not claims:
            return
        reason = {"error": error} if error else {}
        with unit_of_work() as session:
            session.execute(
                sa.update(OutboxEmail)
                .where(
                    OutboxEmail.id.in_([claim.id for claim in claims]),
                    OutboxEmail.state == MailState.SENDING,
                    OutboxEmail.claimed_at == self._now,
                )
                .values(state=MailState.QUEUED, claimed_at=None, **reason)
            )

    def settle(self, claim: Claim, became: Settlement, *, park: bool = False) -> None:
        """Only a row that is still ours: another process may have taken an expired claim."""
        with unit_of_work() as session:
            session.connection().execute(
                _SETTLE,
                {
                    "mail_id": claim.id,
                    "ours": self._now,
                    "became": became.state,
                    "to": became.address,
                    "tried": became.tries,
                    "reason": became.error,
                    "left_at": became.sent_at,
                    "again_at": became.next_try_at,
                },
            )
            if park:
                _park(session, became, self._now)


# Built once: building it for each mail took three times as long as running it.
_TABLE = OutboxEmail.__table__
_SETTLE = (
    sa.update(OutboxEmail.__table__)  # type: ignore[arg-type]
    .where(
        _TABLE.c.id == sa.bindparam("mail_id"),
        _TABLE.c.state == MailState.SENDING,
        _TABLE.c.claimed_at == sa.bindparam("ours"),
    )
    .values(
        state=sa.bindparam("became"),
        claimed_at=None,
        address=sa.bindparam("to"),
        tries=sa.bindparam("tried"),
        error=sa.bindparam("reason"),
        sent_at=sa.bindparam("left_at"),
        next_try_at=sa.func.coalesce(
            sa.bindparam("again_at", type_=_TABLE.c.next_try_at.type), _TABLE.c.next_try_at
        ),
    )
)


def _park(session: Session, became: Settlement, now: datetime) -> None:
    row = {"address": became.address.lower(), "reason": became.error, "parked_at": now}
    session.execute(
        insert(session, ParkedAddress)
        .values(row)
        .on_conflict_do_nothing(index_elements=[ParkedAddress.address])
    )


def _left_lately(session: Session, at: datetime) -> int:
    """Sent within the last minute, or claimed in it by a run that is sending them."""
    since = at - A_MINUTE
    sending = sa.and_(OutboxEmail.state == MailState.SENDING, OutboxEmail.claimed_at > since)
    left = sa.or_(OutboxEmail.sent_at > since, sending)
    return session.scalar(sa.select(sa.func.count()).select_from(OutboxEmail).where(left)) or 0


def _due(now: datetime) -> sa.ColumnElement[bool]:
    # A mail that was never tried is due, even if a job with a later `--at` wrote it.
    is_due = sa.or_(OutboxEmail.tries == 0, OutboxEmail.next_try_at <= now)
    queued = sa.and_(OutboxEmail.state == MailState.QUEUED, is_due)
    orphaned = sa.and_(
        OutboxEmail.state == MailState.SENDING, OutboxEmail.claimed_at <= now - CLAIM_EXPIRES
    )
    return sa.or_(queued, orphaned)


def _claim(row: OutboxEmail) -> Claim:
    return Claim(
        id=row.id,
        kind=row.kind,
        recipient_id=row.recipient_id,
        address=row.address,
        parameters=row.parameters,
        message_id=row.message_id,
        tries=row.tries,
    )
