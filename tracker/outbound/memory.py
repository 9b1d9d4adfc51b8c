"""Mail kept in a list: for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from tracker.domain.delivery import Connection


class MemorySender:
    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        yield self

    def send(self, message: EmailMessage) -> None:
        self.messages.append(message)
