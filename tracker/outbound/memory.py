"""Mail kept in a list: for tests."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from tracker.domain.delivery import Connection, Parcel


class MemorySender:
    def __init__(self) -> None:
        self._contents: list[bytes] = []

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        yield self

    def send(self, parcel: Parcel) -> None:
        self._contents.append(parcel.content)

    @property
    def messages(self) -> Sequence[EmailMessage]:
        return [message_from_bytes(each, policy=policy.default) for each in self._contents]
