"""Logging in and out, the lock after failures, and one's own password."""

from dataclasses import dataclass, field, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound, RuleBroken, raise_all
from tracker.domain.passwords import check_password
from tracker.domain.permissions import Permission
from tracker.models import User
from tracker.queries.users import LoginRow, find_login, find_own_login, get_actor
from tracker.transaction import access, audit, login_failures, login_sessions, passwords
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work


@dataclass(frozen=True, slots=True)
class Entered:
    """Who came in; the key of their session goes into the browser and nowhere else."""

    user_id: int
    key: str = field(repr=False)


def log_in(doing: Doing, *, login: str, password: str) -> Entered:
    """A locked account or address gets nobody in, whatever the password."""
    known = find_login(login)
    # Outside the transaction: argon2 is slow on purpose, and nobody should wait for it.
    matches = passwords.matches(known.password_hash if known else None, password)
    with unit_of_work() as session:
        login_failures.check_unlocked(session, doing, login)
        user = _proven(session, known, matches)
        if user is not None:
            login_failures.lift(session, login)
            user.previous_login_at, user.last_login_at = user.last_login_at, doing.now
            known_now = replace(doing, actor=get_actor(login, origin=doing.actor.origin))
            audit.record(session, known_now, "user.logged-in", Subject("user", user.id))
            return Entered(user.id, login_sessions.begin(session, doing, user.id))
        login_failures.count(session, doing, login)
    raise RuleBroken("login.refused")


def _proven(session: Session, known: LoginRow | None, matches: bool) -> User | None:
    """Held; None when the password was wrong, or another one was set while it was checked."""
    if known is None or not matches:
        return None
    unchanged = (User.password_hash == known.password_hash, User.is_active)
    return session.scalar(sa.select(User).where(User.id == known.id, *unchanged).with_for_update())


def log_out(doing: Doing, *, key: str) -> None:
    """The session ends for whoever has a copy of its cookie, too."""
    with unit_of_work() as session:
        login_sessions.end(session, key)


def change_own_password(doing: Doing, *, current: str, password: str) -> Entered:
    """Ends every session of that person and begins a new one. A wrong present password counts as
    a failed login: who found the office empty has no more guesses than at the door."""
    known = find_own_login(doing.actor.user_id)
    if known is None:
        raise NotFound("user.gone")
    matches = passwords.matches(known.password_hash, current)
    raise_all(check_password(password, login=known.login))
    password_hash = passwords.hashed(password)
    with unit_of_work() as session:
        login_failures.check_unlocked(session, doing, known.login, "current")
        user = _proven(session, known, matches)
        if user is not None:
            if current == password:
                raise RuleBroken("user.password-same", field="password")
            login_failures.lift(session, known.login)
            user.password_hash, user.has_demo_password = password_hash, False
            user.must_change_password = False
            audit.record(session, doing, "user.password-changed", Subject("user", user.id))
            login_sessions.end_all(session, user.id)
            return Entered(user.id, login_sessions.begin(session, doing, user.id))
        login_failures.count(session, doing, known.login)
    raise RuleBroken("user.password-wrong", field="current")


def unlock(doing: Doing, *, login: str) -> None:
    """What was guessed wrong so far counts no more."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        user_id = session.scalar(sa.select(User.id).where(User.login == login))
        if user_id is None:
            raise NotFound("user.unknown", login=login)
        login_failures.lift(session, login)
        audit.record(session, doing, "user.unlocked", Subject("user", user_id))


def unlock_all(doing: Doing) -> None:
    """All accounts and addresses."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        login_failures.lift_all(session)
        audit.record(session, doing, "user.unlocked", Subject("user", 0))


def forget_ended(doing: Doing) -> int:
    """Sessions whose time is over, and failures that lock nothing any more. Returns how many
    sessions."""
    with unit_of_work() as session:
        login_failures.forget_old(session, doing)
        return login_sessions.forget_ended(session, doing)
