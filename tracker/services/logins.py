"""Logging in, the lock after failures, and one's own password."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound, RuleBroken, raise_all
from tracker.domain.login_locks import LOCKED_FOR, MAX_FAILURES, locked_until, minutes_left
from tracker.domain.terms.people import check_password
from tracker.models import LoginFailure, User
from tracker.queries.users import LoginRow, find_login, get_actor
from tracker.transaction import audit, passwords
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work


def log_in(doing: Doing, *, login: str, password: str) -> int:
    """The id of the person. A locked account or address gets nobody in, whatever the password."""
    known = find_login(login)
    # Outside the transaction: argon2 is slow on purpose, and nobody should wait for it.
    matches = passwords.matches(known.password_hash if known else None, password)
    with unit_of_work() as session:
        locked = _locked_until(session, login, doing)
        if locked is None and known is not None and matches:
            session.execute(sa.delete(LoginFailure).where(LoginFailure.login == login))
            known_now = replace(doing, actor=get_actor(login, origin=doing.actor.origin))
            audit.record(session, known_now, "user.logged-in", Subject("user", known.id))
            return known.id
        if locked is None:
            session.add(LoginFailure(login=login[:200], address=doing.actor.origin, at=doing.now))
            session.flush()
            if _locked_until(session, login, doing) is not None:
                _record_lock(session, known, doing)
    if locked is not None:
        raise RuleBroken("login.locked", minutes=minutes_left(locked, doing.now))
    raise RuleBroken("login.refused")


def _record_lock(session: Session, known: LoginRow | None, doing: Doing) -> None:
    """What was typed is not logged: it may be a password typed into the wrong field."""
    subject = Subject("user", known.id if known else 0)
    audit.record(session, doing, "user.locked", subject, after={"address": doing.actor.origin})


def _locked_until(session: Session, login: str, doing: Doing) -> datetime | None:
    for column, value in ((LoginFailure.login, login), (LoginFailure.address, doing.actor.origin)):
        recent = session.scalars(
            sa.select(LoginFailure.at)
            .where(column == value, LoginFailure.at > doing.now - LOCKED_FOR)
            .order_by(LoginFailure.at.desc())
            .limit(MAX_FAILURES)
        ).all()
        until = locked_until(recent)
        if until is not None:
            return until
    return None


def change_own_password(doing: Doing, *, current: str, password: str) -> None:
    """Ends every session of that person, this one included."""
    raise_all(check_password(password))
    password_hash = passwords.hashed(password)
    with unit_of_work() as session:
        user = session.scalar(
            sa.select(User).where(User.id == doing.actor.user_id).with_for_update()
        )
        if user is None:
            raise NotFound("user.gone")
        if not passwords.matches(user.password_hash, current):
            raise RuleBroken("user.password-wrong", field="current")
        if current == password:
            raise RuleBroken("user.password-same", field="password")
        user.password_hash, user.has_demo_password = password_hash, False
        user.must_change_password = False
        user.session_epoch += 1
        audit.record(session, doing, "user.password-changed", Subject("user", user.id))
