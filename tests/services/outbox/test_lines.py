"""Lines to a mail server that is silent over some mails, or takes one connection at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

import pytest

from tracker.domain.delivery import (
    ConnectionClosed,
    ConnectionLost,
    Parcel,
    TemporaryFailure,
    Unavailable,
)
from tracker.domain.values import MailKind
from tracker.services.outbox import lines
from tracker.services.outbox.claims import Claim
from tracker.services.outbox.letters import Letter
from tracker.services.outbox.lines import Lines, lines_to


class Server:
    """Takes `most` connections at once; says nothing to `silent` until it is told to go on."""

    def __init__(self, *, most: int = 99) -> None:
        self.most, self.open, self.opened = most, 0, 0
        self.go_on = Event()
        self.taken: list[str] = []
        self.failures: list[Exception] = []
        self._lock = Lock()

    @contextmanager
    def connection(self) -> Iterator["Server"]:
        with self._lock:
            if self.open >= self.most:
                raise TemporaryFailure("421 too many connections")
            self.open += 1
            self.opened += 1
        try:
            yield self
        finally:
            with self._lock:
                self.open -= 1

    def send(self, parcel: Parcel) -> None:
        if parcel.to == "silent":
            assert self.go_on.wait(30)
            raise ConnectionLost("timed out")
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(parcel.to)


def letter(to: str) -> Letter:
    return Letter(Claim(1, MailKind.TEST, None, to, {}, "x", 0), Parcel("us", to, b""))


def send_all(server: Server, *names: str) -> dict[str, Exception | None]:
    """As a run does it: what is refused a connection is given to the next line that is free."""
    waiting, done = [letter(name) for name in names], dict[str, Exception | None]()
    with lines_to(server) as busy:
        while waiting or busy.is_busy:
            while waiting and busy.is_free:
                busy.give(waiting.pop(0))
            outcome = busy.outcome() if busy.is_busy else None
            if outcome and isinstance(outcome.failure, Unavailable):
                waiting.insert(0, outcome.letter)
                server.go_on.set()
            elif outcome:
                done[outcome.letter.parcel.to] = outcome.failure
            if len(done) == len(names) - 1:
                server.go_on.set()
    assert server.open == 0
    return done


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(lines, "PATIENCE", 0.01)


def test_one_line_is_enough_for_a_server_that_answers():
    server = Server()
    assert send_all(server, "a", "b", "c") == {"a": None, "b": None, "c": None}
    assert (server.taken, server.opened) == (["a", "b", "c"], 1)


def test_while_a_line_is_silent_others_carry_the_rest():
    server = Server()
    done = send_all(server, "silent", "b", "c")
    assert server.taken == ["b", "c"]
    assert isinstance(done["silent"], ConnectionLost)
    assert server.opened == 2


def test_a_server_that_takes_one_connection_at_a_time_gets_all_over_that_one():
    server = Server(most=1)
    done = send_all(server, "silent", "b", "c")
    assert server.taken == ["b", "c"]
    assert isinstance(done["silent"], ConnectionLost)


def test_a_connection_that_was_closed_is_opened_anew_once():
    server = Server()
    server.failures = [ConnectionClosed("421")]
    assert send_all(server, "a") == {"a": None}
    server.failures = [ConnectionClosed("421"), ConnectionClosed("421")]
    assert isinstance(send_all(server, "b")["b"], ConnectionClosed)


def test_no_more_lines_are_opened_to_a_server_that_never_answered():
    class Silent(Server):
        @contextmanager
        def connection(self) -> Iterator["Server"]:
            self.opened += 1
            assert self.go_on.wait(30)
            raise TemporaryFailure("timed out")
            yield self

    server = Silent()
    with lines_to(server) as busy:
        busy.give(letter("a"))
        assert busy.outcome() is None
        assert not busy.is_free
        server.go_on.set()
        outcome = _next(busy)
    assert isinstance(outcome.failure, Unavailable)
    assert server.opened == 1
    assert not busy.is_free


def _next(busy: Lines):
    while (outcome := busy.outcome()) is None:
        pass
    return outcome
