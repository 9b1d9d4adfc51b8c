"""Mail is a row first: queued with the event that causes it, sent after its commit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.values import MailKind, MailState
from tracker.models import OutboxEmail
from tracker.transaction.upsert import insert


@dataclass(frozen=True, slots=True)
class Letter:
    """`key` makes it unique; the text is built when it is sent."""

    kind: MailKind
    address: str
    key: str
    recipient_id: int | None = None


def queue(
    session: Session, doing: Doing, letter: Letter, *, parameters: Mapping[str, str]
) -> int | None:
    """The id of the row; None when a mail with that key is there already."""
    statement = insert(session, OutboxEmail).values(
        recipient_id=letter.recipient_id,
        address=letter.address,
        kind=letter.kind,
        key=letter.key,
        parameters=dict(parameters),
        state=MailState.QUEUED,
        next_try_at=doing.now,
        message_id=_message_id(letter, doing.now),
        created_at=doing.now,
        tries=0,
        error="",
    )
    return session.scalar(
        statement.on_conflict_do_nothing(index_elements=[OutboxEmail.key]).returning(OutboxEmail.id)
    )


def _message_id(letter: Letter, now: datetime) -> str:
    """The part before the @. Every try of the row carries the same one, so that a server that
    took the mail and died can be recognised as having it."""
    digest = sha256(f"{letter.key} {now.isoformat()}".encode()).hexdigest()[:24]
    return f"{letter.kind}.{digest}"
