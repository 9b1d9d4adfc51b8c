"""Can the database be asked, at which revision is its schema, and is it whole?"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

from tracker.database import db
from tracker.domain.health import Obstacle

# By the first byte of the error's number.
_OF_SQLITE: Mapping[int, Obstacle] = {
    sqlite3.SQLITE_BUSY: Obstacle.BUSY,
    sqlite3.SQLITE_CANTOPEN: Obstacle.CLOSED,
    sqlite3.SQLITE_CORRUPT: Obstacle.BROKEN,
    sqlite3.SQLITE_FULL: Obstacle.FULL,
    sqlite3.SQLITE_LOCKED: Obstacle.BUSY,
    sqlite3.SQLITE_NOTADB: Obstacle.BROKEN,
    sqlite3.SQLITE_READONLY: Obstacle.READ_ONLY,
}
# By SQLSTATE; https://www.postgresql.org/docs/current/errcodes-appendix.html
_OF_POSTGRESQL: Mapping[str, Obstacle] = {
    "25006": Obstacle.READ_ONLY,
    "40001": Obstacle.BUSY,
    "40P01": Obstacle.BUSY,
    "53100": Obstacle.FULL,
    "53300": Obstacle.BUSY,
    "55P03": Obstacle.BUSY,
    "57P03": Obstacle.CLOSED,
    "XX001": Obstacle.BROKEN,
    "XX002": Obstacle.BROKEN,
}

_OURS = (DataError, IntegrityError, ProgrammingError)


@dataclass(frozen=True, slots=True)
class DatabaseFault:
    obstacle: Obstacle
    reason: str


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """`fault` says why it cannot be asked; `revision` is None before the first migration."""

    kind: str
    revision: str | None = None
    fault: DatabaseFault | None = None


def find_database_state() -> DatabaseState:
    """Over a connection of its own: a session that read before a migration would not see it."""
    kind = db.engine.dialect.name
    try:
        with db.engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return DatabaseState(kind)
            revision = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    except DBAPIError as error:
        return DatabaseState(kind, fault=_fault_of(error))
    return DatabaseState(kind, revision)


def find_fault(error: BaseException) -> DatabaseFault | None:
    """What the database had against it; None for what is not its doing but ours, as a statement
    that it does not understand."""
    if isinstance(error, DBAPIError) and not isinstance(error, _OURS):
        return _fault_of(error)
    return None


def find_damage() -> str:
    """What SQLite finds when it reads the whole file, and references that lead nowhere; empty when
    all is well. PostgreSQL checks each page as it reads it, and enforces references itself."""
    if db.engine.dialect.name != "sqlite":
        return ""
    with db.engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if found != "ok":
            return str(found)
        astray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        return f"{astray[0]} {astray[1]} -> {astray[2]}" if astray else ""


def _fault_of(error: DBAPIError) -> DatabaseFault:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        obstacle = _OF_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, Obstacle.OTHER)
    else:
        state = getattr(cause, "sqlstate", None)
        obstacle = _OF_POSTGRESQL.get(state or "", Obstacle.OTHER if state else Obstacle.CLOSED)
    return DatabaseFault(obstacle, str(cause).strip().partition("\n")[0])
