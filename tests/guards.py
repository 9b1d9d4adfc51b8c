"""What no test may do by accident: reach out, wait, or use a database where rules are pure."""

import smtplib
import socket
import time
from collections.abc import Callable
from typing import NoReturn

import pytest
from sqlalchemy.engine import Engine

PURE = ("domain", "parsing", "rendering", "sandbox")
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Unwanted(AssertionError):
    """A test did what a guard forbids."""


def refuse(sentence: str) -> Callable[..., NoReturn]:
    def refused(*args: object, **named: object) -> NoReturn:
        raise Unwanted(sentence)

    return refused


def guard_sockets(patch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))


def _only_here(connect: Callable[..., object]) -> Callable[..., object]:
    def guarded(self: socket.socket, address: object) -> object:
        inside = self.family not in (socket.AF_INET, socket.AF_INET6) or (
            isinstance(address, tuple) and address[0] in LOOPBACK
        )
        if not inside:
            raise Unwanted(f"a test wanted to reach {address!r}")
        return connect(self, address)

    return guarded


def guard_mail(patch: pytest.MonkeyPatch) -> None:
    sentence = "a test wanted to send mail by SMTP; take the fixture `smtp_allowed` if it must"
    patch.setattr(smtplib.SMTP, "connect", refuse(sentence))


def guard_sleep(patch: pytest.MonkeyPatch) -> None:
    sentence = "a test wanted to sleep; move the clock, or take the fixture `sleep_allowed`"
    patch.setattr(time, "sleep", refuse(sentence))


def guard_database(patch: pytest.MonkeyPatch) -> None:
    sentence = "rules, parsing and rendering are pure: their tests need no database"
    patch.setattr(Engine, "connect", refuse(sentence))
