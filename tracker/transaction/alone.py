"""One process at a time brings a database into shape: migrations, and the first content.

The others wait. Whoever dies loses its claim at once: the kernel sees to it on SQLite, where the
claim is a lock on a file beside the database, and the server on PostgreSQL.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import sqlalchemy as sa

from tracker.database import db
from tracker.transaction.lock_files import lock_file, sqlite_path

_LOCK = 0x7374617274  # any number that nothing else locks
_is_mine: ContextVar[bool] = ContextVar("alone", default=False)


def _say_nothing() -> None:
    pass


@contextmanager
def alone(*, on_waiting: Callable[[], None] = _say_nothing) -> Iterator[None]:
    """Within it, another `alone` of the same process passes. `on_waiting`: somebody else is at it,
    and this one waits."""
    if _is_mine.get():
        yield
        return
    path = sqlite_path(db.engine)
    held = _on_server(on_waiting) if path is None else _beside(path, on_waiting)
    with held:
        token = _is_mine.set(True)
        try:
            yield
        finally:
            _is_mine.reset(token)


@contextmanager
def _beside(path: Path, on_waiting: Callable[[], None]) -> Iterator[None]:
    with lock_file(path, "start") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _on_server(on_waiting: Callable[[], None]) -> Iterator[None]:
    """Held by a connection of its own, outside of any transaction."""
    if db.engine.dialect.name != "postgresql":  # a database in memory is nobody else's
        yield
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_LOCK))):
            on_waiting()
            connection.execute(sa.select(sa.func.pg_advisory_lock(_LOCK)))
        try:
            yield
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(_LOCK)))
