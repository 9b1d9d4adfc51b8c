"""Mail is a row first: queued with the event that causes it, sent after its commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.values import MailKind, MailState
from tracker.models import OutboxEmail
from tracker.transaction.upsert import insert


@dataclass(frozen=True, slots=True)
class Letter:
    """`key` makes it unique; the text is built from `parameters` when it is sent."""

    kind: MailKind
    address: str
    key: str
    recipient_id: int | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)


def queue(session: Session, doing: Doing, letter: Letter) -> int | None:
    """The id of the row; None when a mail with that key is there already."""
    return next(iter(_insert(session, doing, [letter])), None)


def queue_all(session: Session, doing: Doing, letters: Sequence[Letter]) -> int:
    """How many there are that were not there already."""
    return len(_insert(session, doing, letters)) if letters else 0


def _insert(session: Session, doing: Doing, letters: Sequence[Letter]) -> Sequence[int]:
    statement = insert(session, OutboxEmail).on_conflict_do_nothing(
        index_elements=[OutboxEmail.key]
    )
    rows = [_row(letter, doing.now) for letter in letters]
    return session.scalars(statement.returning(OutboxEmail.id), rows).all()


def _row(letter: Letter, now: datetime) -> dict[str, object]:
    return {
        "recipient_id": letter.recipient_id,
        "address": letter.address,
        "kind": letter.kind,
        "key": letter.key,
        "parameters": dict(letter.parameters),
        "state": MailState.QUEUED,
        "next_try_at": now,
        "message_id": _message_id(letter, now),
        "created_at": now,
        "tries": 0,
        "error": "",
    }


def _message_id(letter: Letter, now: datetime) -> str:
    """The part before the @. Every try of the row carries the same one, so that a server that
    took the mail and died can be recognised as having it."""
    digest = sha256(f"{letter.key} {now.isoformat()}".encode()).hexdigest()[:24]
    return f"{letter.kind}.{digest}"
