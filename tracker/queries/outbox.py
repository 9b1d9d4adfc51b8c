"""The outbox: what waits, what was sent, what could not be delivered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.values import MailKind, MailState
from tracker.models import OutboxEmail, ParkedAddress, User

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class MailRow:
    id: int
    kind: MailKind
    recipient: str  # empty for a test mail
    address: str
    state: MailState
    tries: int
    created_at: datetime
    next_try_at: datetime
    sent_at: datetime | None
    error: str

    @property
    def can_be_retried(self) -> bool:
        return self.state is MailState.FAILED

    @property
    def waits(self) -> bool:
        """Tried before, and not given up."""
        return self.state is MailState.QUEUED and self.tries > 0


def list_mails(
    *, state: MailState | None = None, who: str = "", before_id: int | None = None, limit: int = 50
) -> Sequence[MailRow]:
    """Newest first; the next page begins before the last id of this one."""
    statement = (
        sa.select(OutboxEmail, User.name)
        .outerjoin(User, User.id == OutboxEmail.recipient_id)
        .order_by(OutboxEmail.id.desc())
        .limit(limit)
    )
    if state is not None:
        statement = statement.where(OutboxEmail.state == state)
    if who:
        named = sa.or_(User.name.contains(who, autoescape=True), _has_address(who))
        statement = statement.where(named)
    if before_id is not None:
        statement = statement.where(OutboxEmail.id < before_id)
    return [_row(mail, name or "") for mail, name in db.session.execute(statement)]


@dataclass(frozen=True, slots=True)
class MailPage:
    rows: Sequence[MailRow]
    older: int | None  # the id before which the next page begins


@dataclass(frozen=True, slots=True)
class ParkedRow:
    address: str
    person: str  # empty when nobody has it any more
    reason: str
    parked_at: datetime


def page_mails(*, state: MailState | None, who: str, before_id: int | None) -> MailPage:
    rows = list_mails(state=state, who=who, before_id=before_id, limit=A_PAGE + 1)
    shown = rows[:A_PAGE]
    return MailPage(shown, shown[-1].id if len(rows) > A_PAGE else None)


def list_parked(*, limit: int = 200) -> Sequence[ParkedRow]:
    """Addresses to which nothing is sent until they are freed, the newest first."""
    rows = db.session.execute(
        sa.select(ParkedAddress, User.name)
        .outerjoin(User, sa.func.lower(User.mail) == ParkedAddress.address)
        .order_by(ParkedAddress.parked_at.desc(), ParkedAddress.address)
        .limit(limit)
    )
    return [ParkedRow(row.address, name or "", row.reason, row.parked_at) for row, name in rows]


def find_mail(mail_id: int) -> MailRow | None:
    mail = db.session.get(OutboxEmail, mail_id, populate_existing=True)
    return None if mail is None else _row(mail, "")


def count_by_state() -> Mapping[MailState, int]:
    rows = db.session.execute(
        sa.select(OutboxEmail.state, sa.func.count().label("mails")).group_by(OutboxEmail.state)
    )
    counted = {row.state: row.mails for row in rows}
    return {state: counted.get(state, 0) for state in MailState}


def _has_address(who: str) -> sa.ColumnElement[bool]:
    return OutboxEmail.address.icontains(who, autoescape=True)


def _row(mail: OutboxEmail, recipient: str) -> MailRow:
    return MailRow(
        id=mail.id,
        kind=mail.kind,
        recipient=recipient,
        address=mail.address,
        state=mail.state,
        tries=mail.tries,
        created_at=mail.created_at,
        next_try_at=mail.next_try_at,
        sent_at=mail.sent_at,
        error=mail.error,
    )
