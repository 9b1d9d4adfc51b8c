"""发邮件: claims queued mail, builds its text, sends it, and settles what became of it.

Not one transaction but two short ones around each sending: no write lock is held while talking
to a mail server.
"""

import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.errors import MessageError
from email.headerregistry import Address

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from tracker.database import db
from tracker.domain.delivery import (
    CLAIM_EXPIRES,
    Connection,
    ConnectionLost,
    FinalFailure,
    Sender,
    TemporaryFailure,
    pause_after,
)
from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound
from tracker.domain.values import MailKind, MailState
from tracker.models import OutboxEmail, User
from tracker.queries.reminders import find_digest
from tracker.queries.urgings import find_urging_letter
from tracker.rendering.mail import (
    Envelope,
    Mail,
    message,
    render_digest,
    render_test,
    render_urging,
)
from tracker.transaction import audit, post
from tracker.transaction.audit import Subject
from tracker.transaction.post import Letter
from tracker.transaction.unit_of_work import end_read, unit_of_work

BATCH = 50
# A server that breaks off twice in one run is left alone until the next.
CONNECTIONS = 2
# A run that is slow stops long before another process may take its claims over.
WORKING_TIME = CLAIM_EXPIRES / 3

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivered:
    sent: int = 0
    retried: int = 0  # will be tried again later
    failed: int = 0  # given up
    dropped: int = 0  # nothing was left to say
    error: str = ""  # why the server could not be reached


@dataclass(frozen=True, slots=True)
class _Claim:
    """A row that only this process may send, until the claim expires."""

    id: int
    kind: MailKind
    recipient_id: int | None
    address: str
    parameters: dict[str, str]
    message_id: str
    tries: int


def deliver(doing: Doing, sender: Sender, *, limit: int, mail_id: int | None = None) -> Delivered:
    """Sends what is due, at most `limit` mails, over one connection; or that one mail only."""
    wanted = _due(doing)
    if mail_id is not None:
        wanted = sa.and_(wanted, OutboxEmail.id == mail_id)
    return _Delivery(doing, sender, wanted, limit).run()


class _Delivery:
    def __init__(
        self, doing: Doing, sender: Sender, wanted: sa.ColumnElement[bool], limit: int
    ) -> None:
        self._sender = sender
        self._wanted = wanted
        self._letterhead = doing.policy.letterhead
        self._now = doing.now
        self._left = limit
        self._started = time.monotonic()
        self._counts: Counter[MailState] = Counter()
        self._error = ""

    def run(self) -> Delivered:
        for _ in range(CONNECTIONS):
            claims = self._claim()
            if not claims or not self._work(claims):
                break
        return Delivered(
            sent=self._counts[MailState.SENT],
            retried=self._counts[MailState.QUEUED],
            failed=self._counts[MailState.FAILED],
            dropped=self._counts[MailState.DROPPED],
            error=self._error,
        )

    def _work(self, claims: Sequence[_Claim]) -> bool:
        """Sends until nothing is left. True when it is worth trying another connection."""
        waiting = list(claims)
        try:
            with self._sender.connection() as connection:
                while waiting:
                    self._send(connection, waiting.pop(0))
                    waiting = waiting or self._claim()
                    if self._is_slow():
                        break
            return False
        except ConnectionLost:
            return not self._is_slow()
        except TemporaryFailure as failure:
            # Nothing was tried, so no row loses one of its tries.
            self._error = str(failure)
            _log.warning("mail server cannot be reached: %s", failure)
            return False
        finally:
            self._release(waiting)

    def _is_slow(self) -> bool:
        return time.monotonic() - self._started > WORKING_TIME.total_seconds()

    def _claim(self) -> list[_Claim]:
        """Rows that are due, and rows of a process that died while sending them."""
        size = min(BATCH, self._left)
        if size == 0:
            return []
        with unit_of_work() as session:
            mails = session.scalars(
                sa.select(OutboxEmail)
                .where(self._wanted)
                .order_by(OutboxEmail.next_try_at, OutboxEmail.id)
                .limit(size)
                .with_for_update(skip_locked=True)
            ).all()
            for mail in mails:
                mail.state, mail.claimed_at = MailState.SENDING, self._now
            claims = [_claimed(mail) for mail in mails]
        self._left -= len(claims)
        return claims

    def _release(self, claims: Sequence[_Claim]) -> None:
        if not claims:
            return
        self._left += len(claims)
        error = {"error": self._error} if self._error else {}
        self._write(claims, {"state": MailState.QUEUED, "claimed_at": None, **error})

    def _send(self, connection: Connection, claim: _Claim) -> None:
        try:
            address, mail = self._build(claim)
            if mail is None:
                self._settle(claim, MailState.DROPPED)
                return
            envelope = Envelope(_checked(address), claim.message_id, self._now)
            connection.send(message(mail, envelope, self._letterhead))
        except FinalFailure as failure:
            self._settle(claim, MailState.FAILED, error=str(failure))
        except SQLAlchemyError:  # of the database and not of this mail
            raise
        except TemporaryFailure as failure:
            self._postpone(claim, str(failure))
            if isinstance(failure, ConnectionLost):
                raise
        except Exception as error:  # one mail that cannot be built holds up no other
            _log.exception("mail %s cannot be built", claim.id)
            self._settle(claim, MailState.FAILED, error=f"{type(error).__name__}: {error}"[:500])
        else:
            self._settle(claim, MailState.SENT, address=address)

    def _build(self, claim: _Claim) -> tuple[str, Mail | None]:
        """The address and the text as they are now. No text when there is nothing left to say."""
        if claim.kind is MailKind.TEST:
            return claim.address, render_test(self._letterhead)
        try:
            address = db.session.scalar(
                sa.select(User.mail).where(User.id == claim.recipient_id, User.is_active)
            )
            mail = self._written(claim) if address else None
        finally:
            end_read()
        return address or claim.address, mail

    def _written(self, claim: _Claim) -> Mail | None:
        recipient_id = claim.recipient_id or 0
        if claim.kind is MailKind.URGING:
            letter = find_urging_letter(recipient_id, claim.parameters["urgings"])
            return None if letter is None else render_urging(letter, self._letterhead)
        digest = find_digest(recipient_id, date.fromisoformat(claim.parameters["on"]))
        return None if digest is None else render_digest(digest, self._letterhead)

    def _postpone(self, claim: _Claim, error: str) -> None:
        tries = claim.tries + 1
        pause = pause_after(tries)
        if pause is None:
            self._settle(claim, MailState.FAILED, error=error)
            return
        self._settle(claim, MailState.QUEUED, error=error, next_try_at=self._now + pause)

    def _settle(
        self,
        claim: _Claim,
        state: MailState,
        *,
        error: str = "",
        address: str | None = None,
        next_try_at: datetime | None = None,
    ) -> None:
        self._counts[state] += 1
        if state is MailState.FAILED:
            _log.error("mail %s given up: %s", claim.id, error)
        sent = {"sent_at": self._now, "address": address} if state is MailState.SENT else {}
        later = {"next_try_at": next_try_at} if next_try_at else {}
        tried = {"tries": claim.tries + (state is not MailState.DROPPED)}
        values = {"state": state, "claimed_at": None, "error": error}
        self._write([claim], {**values, **tried, **sent, **later})

    def _write(self, claims: Sequence[_Claim], values: Mapping[str, object]) -> None:
        """Only rows that are still ours: another process may have taken an expired claim."""
        with unit_of_work() as session:
            session.execute(
                sa.update(OutboxEmail)
                .where(
                    OutboxEmail.id.in_([claim.id for claim in claims]),
                    OutboxEmail.state == MailState.SENDING,
                    OutboxEmail.claimed_at == self._now,
                )
                .values(values)
            )


def _checked(address: str) -> str:
    try:
        Address(addr_spec=address)
    except (ValueError, IndexError, MessageError) as error:
        raise FinalFailure(f"not a mail address: {address[:200]!r}") from error
    return address


def _due(doing: Doing) -> sa.ColumnElement[bool]:
    # A mail that was never tried is due, even if a job with a later `--at` wrote it.
    is_due = sa.or_(OutboxEmail.tries == 0, OutboxEmail.next_try_at <= doing.now)
    queued = sa.and_(OutboxEmail.state == MailState.QUEUED, is_due)
    orphaned = sa.and_(
        OutboxEmail.state == MailState.SENDING, OutboxEmail.claimed_at <= doing.now - CLAIM_EXPIRES
    )
    return sa.or_(queued, orphaned)


def _claimed(mail: OutboxEmail) -> _Claim:
    return _Claim(
        id=mail.id,
        kind=mail.kind,
        recipient_id=mail.recipient_id,
        address=mail.address,
        parameters=mail.parameters,
        message_id=mail.message_id,
        tries=mail.tries,
    )


def retry(doing: Doing, *, mail_id: int | None = None) -> int:
    """Queues mails that were given up once more, with all their tries; all of them without an id.
    Returns how many."""
    with unit_of_work() as session:
        given_up = sa.select(OutboxEmail).where(OutboxEmail.state == MailState.FAILED)
        if mail_id is not None:
            if session.get(OutboxEmail, mail_id) is None:
                raise NotFound("mail.no-such", number=mail_id)
            given_up = given_up.where(OutboxEmail.id == mail_id)
        mails = session.scalars(given_up.order_by(OutboxEmail.id).with_for_update()).all()
        for mail in mails:
            mail.state, mail.tries, mail.next_try_at = MailState.QUEUED, 0, doing.now
            audit.record(session, doing, "mail.retried", Subject("mail", mail.id))
        return len(mails)


def queue_test(doing: Doing, *, address: str) -> int:
    """A mail that only says that mail works. Returns its id."""
    key = f"{MailKind.TEST}:{doing.now.isoformat()}:{address}"
    with unit_of_work() as session:
        mail_id = post.queue(session, doing, Letter(MailKind.TEST, address, key), parameters={})
        if mail_id is None:
            raise RuntimeError("two test mails to one address in the same microsecond")
        audit.record(session, doing, "mail.tested", Subject("mail", mail_id))
    return mail_id
