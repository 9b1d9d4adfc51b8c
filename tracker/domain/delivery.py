"""Delivering mail: what a way out must offer, when a failed mail is tried again, when given up."""

from contextlib import AbstractContextManager
from datetime import timedelta
from email.message import EmailMessage
from typing import Protocol

# 1 minute, then longer and longer: about a working day and a half in all.
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 30, 60, 120, 240, 480, 720))
CLAIM_EXPIRES = timedelta(minutes=15)


class TemporaryFailure(Exception):
    """The server cannot take it now (4xx, no connection): worth trying again."""


class ConnectionLost(TemporaryFailure):
    """The server is gone or silent: nothing more can be sent over this connection."""


class FinalFailure(Exception):
    """The server refuses this mail for good (5xx)."""


class Connection(Protocol):
    def send(self, message: EmailMessage) -> None:
        """Returns when the server has taken the message; else raises one of the failures."""


class Sender(Protocol):
    def connection(self) -> AbstractContextManager[Connection]:
        """One connection for many messages; raises `TemporaryFailure` when it cannot be had."""


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after the given number of failed tries; None: give up."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None
