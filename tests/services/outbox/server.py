"""A mail server that does what a test says, and the outbox as it stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import sqlalchemy as sa

from tests.clocks import MONDAY_MORNING
from tests.make import make_doing, make_mail
from tracker.database import db
from tracker.domain.delivery import (
    Parcel,
    Sender,
    TemporaryFailure,
)
from tracker.domain.letters import Letterhead
from tracker.models import OutboxEmail
from tracker.services import outbox
from tracker.services.outbox import Delivered

LETTERHEAD = Letterhead("测试局", "http://tracker.example", "tracker@tracker.example")


class Server:
    """A mail server that does what `moods` says of an address: a failure to raise."""

    def __init__(self, **moods: Exception) -> None:
        self.moods = moods
        self.session = db.session()
        self.is_down = False
        self.connections = 0
        self.messages: list[EmailMessage] = []

    @contextmanager
    def connection(self) -> Iterator["Server"]:
        if self.is_down:
            raise TemporaryFailure("nobody there")
        self.connections += 1
        yield self

    def send(self, parcel: Parcel) -> None:
        name = parcel.to.partition("@")[0]
        assert not self.session.in_transaction(), "a transaction is open while talking SMTP"
        if name in self.moods:
            raise self.moods[name]
        self.messages.append(message_from_bytes(parcel.content, policy=policy.default))

    @property
    def told(self) -> list[str]:
        return [str(message["To"]).partition("@")[0] for message in self.messages]


def deliver(server: Sender, now: datetime = MONDAY_MORNING, **changes: int) -> Delivered:
    return outbox.deliver(
        make_doing(now=now, letterhead=LETTERHEAD), server, **{"limit": 100} | changes
    )


def mails() -> dict[str, OutboxEmail]:
    db.session.rollback()
    rows = db.session.scalars(sa.select(OutboxEmail).order_by(OutboxEmail.id))
    return {mail.address.partition("@")[0]: mail for mail in rows}


def queue(*names: str) -> None:
    for name in names:
        make_mail(address=f"{name}@example.invalid", message_id=f"test.{name}")
