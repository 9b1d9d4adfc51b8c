"""One transaction for one use case: all of it is kept, or nothing."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.orm.exc import StaleDataError

from tracker.database import db, is_full
from tracker.domain.errors import RuleBroken, StaleWrite
from tracker.transaction import audit
from tracker.transaction.turns import turn

_log = logging.getLogger(__name__)
_OPEN = "unit_of_work"
_WHOLE = "all_as_one"
_REFUSED = "writing_refused"


def refuse_writing() -> None:
    """For the rest of the request, which only shows what was typed before a login."""
    db.session().info[_REFUSED] = True


def end_read() -> None:
    """For work between two units: no transaction stays open while a server is talked to."""
    session = db.session()
    if not session.info.get(_WHOLE):
        session.rollback()


@contextmanager
def all_as_one() -> Iterator[None]:
    """The units of work inside are parts of one transaction: an interruption leaves none of them.

    It holds back all who write on SQLite, so it is for a database that is not in use yet.
    """
    session = db.session()
    session.rollback()
    _begin_writing(session)
    session.info[_WHOLE] = True
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info[_WHOLE] = False


def _begin_writing(session: Session) -> None:
    """On SQLite it takes the write lock at once (BEGIN IMMEDIATE): a transaction that reads first
    and writes later would fail instead of waiting."""
    with turn(db.engine):
        session.connection(execution_options={"writing": True})


def _begin(session: Session) -> Session | SessionTransaction:
    if session.info.get(_WHOLE):
        return session.begin_nested()
    session.rollback()
    _begin_writing(session)
    return session


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Ends the request's read, opens a writing transaction, writes the log, commits at the end.
    Never nested."""
    session = db.session()
    if session.info.get(_OPEN):
        raise RuntimeError("a use case called another use case: units of work do not nest")
    if session.info.get(_REFUSED):
        raise RuleBroken("kept-words.not-done")
    transaction = _begin(session)
    session.info[_OPEN] = True
    audit.begin_entries(session)
    try:
        yield session
        audit.write_entries(session)
        transaction.commit()
        session.expire_all()
    except StaleDataError as error:
        transaction.rollback()
        raise StaleWrite("write.stale") from error
    except DBAPIError as error:
        transaction.rollback()
        if is_full(error):
            _log.error("the disk of the database is full")
            raise RuleBroken("storage.full") from error
        raise
    except BaseException:
        transaction.rollback()
        raise
    finally:
        session.info[_OPEN] = False
