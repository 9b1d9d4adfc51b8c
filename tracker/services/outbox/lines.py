"""Lines to the mail server: one connection each, in a thread of its own, one mail at a time.

One line is enough for a server that answers. While it is silent over one mail, others carry the
rest: their number doubles each second up to `MOST`, so that a hundred addresses at which the server
hangs hold up nobody for long.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from tracker.domain.delivery import (
    Connection,
    ConnectionClosed,
    ConnectionLost,
    Parcel,
    Sender,
    TemporaryFailure,
    Unavailable,
)
from tracker.services.outbox.letters import Letter

MOST = 20  # what Exchange allows one sender, as it is delivered
PATIENCE = 1.0  # seconds of silence on all lines until there are more


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mail. No failure: it was taken."""

    letter: Letter
    failure: Exception | None


class Lines:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._back: SimpleQueue[tuple[_Line, Outcome]] = SimpleQueue()
        self._idle: list[_Line] = []
        self._busy: set[_Line] = set()
        self._allowed = 1

    @property
    def is_busy(self) -> bool:
        return bool(self._busy)

    @property
    def is_free(self) -> bool:
        """May another mail be given?"""
        return bool(self._idle) or len(self._busy) < self._allowed

    def give(self, letter: Letter) -> None:
        line = self._idle.pop() if self._idle else _Line(self._sender, self._back)
        self._busy.add(line)
        line.carry(letter)

    def outcome(self) -> Outcome | None:
        """Of the next mail that is through; None when all lines were silent for a while."""
        try:
            line, outcome = self._back.get(timeout=PATIENCE)
        except Empty:
            self._grow()
            return None
        self._busy.remove(line)
        if isinstance(outcome.failure, Unavailable):
            line.end()
            self._allowed = len(self._busy) + len(self._idle)
        else:
            self._idle.append(line)
        return outcome

    def _grow(self) -> None:
        """Not towards a server that has never answered."""
        if any(line.is_connected for line in self._busy):
            self._allowed = min(MOST, max(self._allowed, 2 * len(self._busy)))

    def close(self) -> None:
        lines = [*self._idle, *self._busy]
        for line in lines:
            line.end()
        for line in lines:
            line.join()


@contextmanager
def lines_to(sender: Sender) -> Iterator[Lines]:
    lines = Lines(sender)
    try:
        yield lines
    finally:
        lines.close()


class _Line:
    """Its thread talks to the server and to nobody else: the database is the caller's."""

    def __init__(self, sender: Sender, back: "SimpleQueue[tuple[_Line, Outcome]]") -> None:
        self._sender = sender
        self._back = back
        self._given: SimpleQueue[Letter | None] = SimpleQueue()
        self._connection: Connection | None = None
        self._stack = ExitStack()
        self._thread = Thread(target=self._work, name="mail line", daemon=True)
        self._thread.start()

    @property
    def is_connected(self) -> bool:
        return self._connection is not None

    def carry(self, letter: Letter) -> None:
        self._given.put(letter)

    def end(self) -> None:
        self._given.put(None)

    def join(self) -> None:
        self._thread.join()

    def _work(self) -> None:
        while (letter := self._given.get()) is not None:
            self._back.put((self, Outcome(letter, self._failure_of(letter))))
        self._hang_up()

    def _failure_of(self, letter: Letter) -> Exception | None:
        try:
            self._send(letter.parcel)
        except Exception as failure:  # whatever it is, it ends in the row of this mail
            return failure
        return None

    def _send(self, parcel: Parcel) -> None:
        """A server that closes after each so many mails costs no mail a try."""
        try:
            try:
                self._connected().send(parcel)
            except ConnectionClosed:
                self._hang_up()
                self._connected().send(parcel)
        except (ConnectionLost, Unavailable):
            self._hang_up()
            raise

    def _connected(self) -> Connection:
        if self._connection is None:
            try:
                self._connection = self._stack.enter_context(self._sender.connection())
            except TemporaryFailure as failure:
                raise Unavailable(str(failure)) from failure
        return self._connection

    def _hang_up(self) -> None:
        self._connection = None
        with suppress(OSError):
            self._stack.close()
