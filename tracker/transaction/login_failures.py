"""Refused logins: counted by all processes together, one after the other."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.errors import RuleBroken
from tracker.domain.login_locks import CLOCKS_DIFFER, LOOKED_BACK, minutes_left
from tracker.models import LoginFailure, User
from tracker.queries.login_locks import find_account_lock, find_address_lock
from tracker.transaction import audit
from tracker.transaction.audit import Subject

_LONGEST = 200  # of a login as it is typed
_TURN = sa.select(sa.func.pg_advisory_xact_lock(0x6C6F67696E))  # a number that nothing else locks


def check_unlocked(session: Session, doing: Doing, login: str, field: str | None = None) -> None:
    """Waits until nobody else is counting, so that guesses sent at once count one by one too.

    On SQLite writers are serial already.
    """
    _wait_for_turn(session)
    until = find_account_lock(login[:_LONGEST], doing.now)
    if until is not None:
        minutes = minutes_left(until, doing.now)
        raise RuleBroken("login.locked", field=field, minutes=minutes)
    until = find_address_lock(doing.actor.origin, doing.now)
    if until is not None:
        minutes = minutes_left(until, doing.now)
        raise RuleBroken("login.address-locked", field=field, minutes=minutes)


def _wait_for_turn(session: Session) -> None:
    if session.connection().dialect.name == "postgresql":
        session.execute(_TURN)


def count(session: Session, doing: Doing, login: str) -> None:
    """One more failure; the one that locks is written into the log."""
    _forget_those_ahead(session, doing)
    failure = LoginFailure(login=login[:_LONGEST], address=doing.actor.origin, at=doing.now)
    session.add(failure)
    session.flush()
    locks = (
        find_account_lock(failure.login, doing.now),
        find_address_lock(failure.address, doing.now),
    )
    if any(locks):
        # What was typed is not logged: it may be a password typed into the wrong field.
        user_id = session.scalar(sa.select(User.id).where(User.login == login))
        subject, address = Subject("user", user_id or 0), {"address": doing.actor.origin}
        audit.record(session, doing, "user.locked", subject, after=address)


def lift(session: Session, login: str) -> None:
    """Nothing of this account counts any more, neither against it nor against an address."""
    session.execute(sa.delete(LoginFailure).where(LoginFailure.login == login[:_LONGEST]))


def lift_all(session: Session) -> None:
    session.execute(sa.delete(LoginFailure))


def forget_old(session: Session, doing: Doing) -> None:
    """What locks nothing any more."""
    _wait_for_turn(session)
    session.execute(sa.delete(LoginFailure).where(LoginFailure.at <= doing.now - LOOKED_BACK))
    _forget_those_ahead(session, doing)


def _forget_those_ahead(session: Session, doing: Doing) -> None:
    """Else they would lock once more when the clock, which was set back, comes there again."""
    session.execute(sa.delete(LoginFailure).where(LoginFailure.at > doing.now + CLOCKS_DIFFER))
