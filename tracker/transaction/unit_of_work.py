"""One transaction for one use case: all of it is kept, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tracker.database import db
from tracker.domain.errors import RuleBroken, StaleWrite
from tracker.transaction import audit

_OPEN = "unit_of_work"
_REFUSED = "writing_refused"


def refuse_writing() -> None:
    """For the rest of the request, which only shows what was typed before a login."""
    db.session().info[_REFUSED] = True


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Ends the request's read, opens a writing transaction, writes the log, commits at the end.

    On SQLite it takes the write lock at once (BEGIN IMMEDIATE): a transaction that reads first
    and writes later would fail instead of waiting. Never nested.
    """
    session = db.session()
    if session.info.get(_OPEN):
        raise RuntimeError("a use case called another use case: units of work do not nest")
    if session.info.get(_REFUSED):
        raise RuleBroken("kept-words.not-done")
    session.rollback()
    session.info[_OPEN] = True
    audit.begin_entries(session)
    try:
        session.connection(execution_options={"writing": True})
        yield session
        audit.write_entries(session)
        session.commit()
    except StaleDataError as error:
        session.rollback()
        raise StaleWrite("write.stale") from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info[_OPEN] = False
