"""Mail into a folder, one .eml file each: for a first start without a mail server."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path

from tracker.domain.delivery import Connection, Parcel


class FileSender:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        self._folder.mkdir(parents=True, exist_ok=True)
        yield FolderConnection(self._folder)


class FolderConnection:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, parcel: Parcel) -> None:
        number = str(message_from_bytes(parcel.content)["Message-ID"])
        name = number.strip("<>").replace("/", "_")
        (self._folder / f"{name}.eml").write_bytes(parcel.content)
