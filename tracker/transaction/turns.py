"""Who writes next on SQLite, which has one writer at a time: all take turns, nobody waits for ever.

SQLite lets those who wait look again now and then, so that a busy process is always ahead of
another one. Here the threads of a process stand in a queue, and of each process only the first of
them takes part in the draw for the next turn.
"""

import fcntl
import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from tracker.transaction.lock_files import lock_file, sqlite_path

# Seconds. With SQLite's own wait for other programs, less than servers and browsers allow.
PATIENCE = 15.0
_LOOK_AGAIN = 0.002


class _Queue:
    """The threads of this process that want to write to one database, in the order they came."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()

    @contextmanager
    def first(self, until: float) -> Iterator[None]:
        mine = threading.Event()
        with self._guard:
            self._waiting.append(mine)
            self._waiting[0].set()
        try:
            if not mine.wait(until - monotonic()):
                raise _busy()
            yield
        finally:
            with self._guard:
                self._waiting.remove(mine)
                if self._waiting:
                    self._waiting[0].set()


_guard = threading.Lock()
_queues: dict[Path, _Queue] = {}


@contextmanager
def turn(engine: Engine) -> Iterator[None]:
    """Inside it nobody else begins to write; to be left as soon as one has begun. On databases with
    many writers everybody is next."""
    path = sqlite_path(engine)
    if path is None:
        yield
        return
    with _guard:
        queue = _queues.setdefault(path, _Queue())
    until = monotonic() + PATIENCE
    with queue.first(until), _drawn(path, until):
        yield


@contextmanager
def _drawn(path: Path, until: float) -> Iterator[None]:
    """Before other processes. Whoever dies gives the lock back."""
    with ExitStack() as stack:
        try:
            handle = stack.enter_context(lock_file(path, "turn"))
        except OSError:
            handle = None  # where no file can be made nothing can be written: SQLite says so
        while handle is not None and not _locks(handle):
            if monotonic() > until:
                raise _busy()
            sleep(_LOOK_AGAIN)
        yield


def _locks(handle: int) -> bool:
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # POSIX allows both
        return False
    return True


def _busy() -> OperationalError:
    """As SQLite says it when its own wait is over."""
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError("BEGIN IMMEDIATE", None, cause)
