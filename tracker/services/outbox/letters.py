"""The texts of claimed mails, built from what holds now: many at a time, with few statements."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.delivery import AddressRefused, FinalFailure, Parcel
from tracker.domain.letters import Letterhead
from tracker.domain.values import MailKind
from tracker.models import ParkedAddress, User
from tracker.queries.reminders import find_digests
from tracker.queries.urgings import find_urging_letter
from tracker.rendering.mail import Mail, render_digest, render_test, render_urging
from tracker.rendering.mime import Envelope, parcel
from tracker.services.outbox.claims import Claim
from tracker.transaction.unit_of_work import end_read

_ADDRESS = re.compile(r'[^\s()<>@,;:"\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*', re.ASCII)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """A claim with its address, and its mail as it is now."""

    claim: Claim
    parcel: Parcel


@dataclass(frozen=True, slots=True)
class Unsent:
    """Without a failure nothing is left to say."""

    claim: Claim
    failure: Exception | None = None


def build(claims: Sequence[Claim], letterhead: Letterhead, at: datetime) -> list[Letter | Unsent]:
    try:
        return _Desk(claims, letterhead, at).letters()
    finally:
        end_read()


class _Desk:
    def __init__(self, claims: Sequence[Claim], letterhead: Letterhead, at: datetime) -> None:
        self._letterhead = letterhead
        self._at = at
        self._present = _addresses(claims)
        self._claims = [self._addressed(claim) for claim in claims]
        self._parked = _parked({claim.address.lower() for claim in self._claims})
        self._digests = find_digests(
            [(claim.recipient_id or 0, _on(claim)) for claim in self._claims if _is_digest(claim)]
        )

    def _addressed(self, claim: Claim) -> Claim:
        return replace(claim, address=self._present.get(claim.recipient_id or 0, claim.address))

    def letters(self) -> list[Letter | Unsent]:
        return [self._letter(claim) for claim in self._claims]

    def _letter(self, claim: Claim) -> Letter | Unsent:
        try:
            mail = self._mail(claim)
            if mail is None:
                return Unsent(claim)
            self._check_address(claim.address)
            thread = f"reminders.{claim.recipient_id}" if claim.recipient_id else ""
            envelope = Envelope(claim.address, claim.message_id, self._at, thread)
            return Letter(claim, parcel(mail, envelope, self._letterhead))
        except Exception as failure:  # one mail that cannot be built holds up no other
            if not isinstance(failure, FinalFailure):
                _log.exception("mail %s cannot be built", claim.id)
            return Unsent(claim, failure)

    def _mail(self, claim: Claim) -> Mail | None:
        if claim.kind is MailKind.TEST:
            return render_test(self._letterhead)
        if claim.recipient_id is None or claim.recipient_id not in self._present:
            return None
        if claim.kind is MailKind.URGING:
            letter = find_urging_letter(claim.recipient_id, claim.parameters["urgings"])
            return None if letter is None else render_urging(letter, self._letterhead)
        digest = self._digests.get((claim.recipient_id, _on(claim)))
        return None if digest is None else render_digest(digest, self._letterhead)

    def _check_address(self, address: str) -> None:
        if not _ADDRESS.fullmatch(address):
            raise FinalFailure(f"not a mail address: {address[:200]!r}")
        if reason := self._parked.get(address.lower()):
            raise AddressRefused(reason)


def _is_digest(claim: Claim) -> bool:
    return claim.kind is MailKind.REMINDER_DIGEST


def _on(claim: Claim) -> date:
    return date.fromisoformat(claim.parameters["on"])


def _addresses(claims: Sequence[Claim]) -> Mapping[int, str]:
    """Of those who still work here and have one."""
    ids = {claim.recipient_id for claim in claims if claim.recipient_id is not None}
    rows = db.session.execute(sa.select(User.id, User.mail).where(User.id.in_(ids), User.is_active))
    return {row.id: row.mail or "" for row in rows}


def _parked(addresses: set[str]) -> Mapping[str, str]:
    rows = db.session.execute(
        sa.select(ParkedAddress.address, ParkedAddress.reason).where(
            ParkedAddress.address.in_(addresses)
        )
    )
    return {row.address: row.reason for row in rows}
