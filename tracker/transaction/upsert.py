"""INSERT that can say what happens when the row is already there, on both databases."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tracker.database import Base

Insert = postgresql.Insert | sqlite.Insert


def insert(session: Session, model: type[Base]) -> Insert:
    """Both dialects offer `on_conflict_do_update`, `on_conflict_do_nothing` and `excluded`."""
    return insert_by(session.get_bind().dialect.name, model)


def insert_by(dialect: str, model: type[Base]) -> Insert:
    return postgresql.insert(model) if dialect == "postgresql" else sqlite.insert(model)
