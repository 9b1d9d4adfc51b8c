"""Delivering mail: what a way out must offer, how it can fail, when it is tried again."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

# 1 minute, then longer and longer: about a working day and a half in all.
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 30, 60, 120, 240, 480, 720))
CLAIM_EXPIRES = timedelta(minutes=15)


class TemporaryFailure(Exception):
    """The server cannot take it now (4xx): worth trying again."""


class Unavailable(TemporaryFailure):
    """There is no connection, or the server refuses us before it heard of the recipient: no mail
    is to blame."""


class TooFast(TemporaryFailure):
    """We send more than the server takes from us: whoever comes next will hear the same."""


class ConnectionLost(TemporaryFailure):
    """The server is gone or silent: nothing more can be sent over this connection. Whether it has
    the mail is not known."""


class ConnectionClosed(ConnectionLost):
    """The server had enough of this connection before it took the mail in: another one may do."""


class FinalFailure(Exception):
    """The server refuses this mail for good (5xx)."""


class AddressRefused(FinalFailure):
    """It refuses the address: the next mail would fare no better."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A mail as it goes over the line. `content`: header and body, in seven bits, ends in CRLF."""

    sender: str
    to: str
    content: bytes


class Connection(Protocol):
    def send(self, parcel: Parcel) -> None:
        """Returns when the server has taken the mail; else raises one of the failures."""


class Sender(Protocol):
    def connection(self) -> AbstractContextManager[Connection]:
        """One connection for many mails; raises `Unavailable` when it cannot be had. Several may
        be open at once, each in a thread of its own."""


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after the given number of failed tries; None: give up."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None
