"""Files of the installation that other accounts of the machine could read, and shutting them out.

New files are private by the umask of the process; those of an earlier version are as they were.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tracker.database import db
from tracker.transaction.lock_files import sqlite_path

# `files`: where 佐证材料 lay before the database had them.
_WRITTEN = ("secret_key*", "mail", "mail/*", "files", "files/**/*", "part-*")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def tighten(instance: Path) -> None:
    """As far as they are this account's. The folder itself only when nothing else lies in it."""
    written = set(_written(instance))
    if written.issuperset(instance.iterdir()):
        written.add(instance)
    for path in filter(_is_loose, written):
        if path.lstat().st_uid == os.geteuid():
            with suppress(OSError):  # a file system without rights; `list_loose` names it
                path.chmod(stat.S_IMODE(path.lstat().st_mode) & ~_OTHERS)


def list_loose(instance: Path) -> list[Path]:
    """What others can read, write or enter."""
    return sorted(filter(_is_loose, {instance, *_written(instance)}))


def _written(instance: Path) -> Iterator[Path]:
    for pattern in _WRITTEN:
        yield from instance.glob(pattern)
    database = sqlite_path(db.engine)
    if database is not None and database.parent.is_dir():
        names = (database.name, f"{database.name}-")  # its log, and locks beside it
        yield from (
            path
            for path in database.parent.iterdir()
            if path.name == names[0] or path.name.startswith(names[1])
        )


def _is_loose(path: Path) -> bool:
    """What a link points to is somebody else's matter."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:  # deleted meanwhile: a log of SQLite, a mail
        return False
    return bool(mode & _OTHERS) and not stat.S_ISLNK(mode)
