"""Can the database be asked, and at which revision is its schema?"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tracker.database import db


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """`error` says why it cannot be asked; `revision` is None before the first migration."""

    kind: str
    revision: str | None = None
    error: str = ""


def find_database_state() -> DatabaseState:
    """Over a connection of its own: a session that read before a migration would not see it."""
    kind = db.engine.dialect.name
    try:
        with db.engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return DatabaseState(kind)
            revision = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    except DBAPIError as error:
        return DatabaseState(kind, error=str(error.orig).strip())
    return DatabaseState(kind, revision)
