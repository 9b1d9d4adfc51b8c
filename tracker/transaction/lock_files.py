"""Files beside an SQLite database that processes lock, so that the kernel knows who is at it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import Engine


def sqlite_path(engine: Engine) -> Path | None:
    """The file of the database; None for one in memory and for other kinds."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(name.removeprefix("file:").partition("?")[0])


@contextmanager
def lock_file(path: Path, purpose: str) -> Iterator[int]:
    """Open for locking. Closing it gives the lock back; a process that is started does not get it.
    Raises OSError where nothing can be written."""
    place = path.with_name(f"{path.name}-{purpose}")
    handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)
