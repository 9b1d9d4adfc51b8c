"""INSERT that can say what happens when the row is already there, on both databases."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tracker.database import Base

Insert = postgresql.Insert | sqlite.Insert


def insert(session: Session, model: type[Base]) -> Insert:
    """Both dialects offer `on_conflict_do_update`, `on_conflict_do_nothing` and `excluded`."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(model)
    return sqlite.insert(model)
