"""The mails of the demo year: written and settled as sent, and kept from every mail server."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from tracker.domain.delivery import Connection


class Nowhere:
    @contextmanager
    def connection(self) -> Iterator[Connection]:
        yield self

    def send(self, message: EmailMessage) -> None:
        """Nobody is to be reached: the people of the sample are made up."""
