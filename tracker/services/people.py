"""People: making them, their roles and passwords, logging in."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy.orm import Session

from tracker.domain.doing import MACHINE, Doing
from tracker.domain.errors import NotFound, RuleBroken, raise_all
from tracker.domain.permissions import Permission
from tracker.domain.terms.people import UserTerms, check_login, check_password, check_user
from tracker.domain.values import Role
from tracker.models import LoginFailure, Supervision, Unit, User, UserRole
from tracker.queries.users import LoginRow, find_login, get_actor
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work

MAX_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"

_hasher = PasswordHasher()
# Verified when the login is unknown, so that the answer takes as long as for a known one.
_NOBODY = _hasher.hash("nobody has this password")


@dataclass(frozen=True, slots=True)
class NewUser:
    login: str
    name: str
    unit: str
    roles: Sequence[Role]
    password: str
    title: str = ""
    mail: str | None = None
    supervises: Sequence[str] = ()
    is_demo: bool = False


def add(doing: Doing, *, user: NewUser) -> int:
    """A person added by command keeps the password that was set."""
    raise_all(check_password(user.password))
    password_hash = _hasher.hash(user.password)
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        raise_all((*check_login(user.login), *check_user(_terms_of_new(session, user))))
        _check_free(session, user)
        row = User(
            login=user.login,
            name=user.name,
            title=user.title,
            mail=user.mail,
            unit_id=_unit_id(session, user.unit),
            password_hash=password_hash,
            has_demo_password=user.is_demo,
            must_change_password=doing.actor != MACHINE,
            roles=[UserRole(role=role) for role in dict.fromkeys(user.roles)],
        )
        session.add(row)
        session.flush()
        for unit in user.supervises:
            session.merge(Supervision(unit_id=_unit_id(session, unit), leader_id=row.id))
        audit.record(
            session,
            doing,
            "user.added",
            Subject("user", row.id),
            after={"login": user.login, "roles": [role.value for role in user.roles]},
        )
        return row.id


def set_roles(doing: Doing, *, login: str, roles: Sequence[Role]) -> None:
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        user = _get(session, login)
        before = [row.role.value for row in user.roles]
        session.execute(sa.delete(UserRole).where(UserRole.user_id == user.id))
        session.add_all(UserRole(user_id=user.id, role=role) for role in dict.fromkeys(roles))
        audit.record(
            session,
            doing,
            "user.roles-set",
            Subject("user", user.id),
            before={"roles": before},
            after={"roles": [role.value for role in roles]},
        )


def set_password(doing: Doing, *, login: str, password: str) -> None:
    """A new password ends every session of that person. One that an administrator set is for one
    login only."""
    raise_all(check_password(password))
    password_hash = _hasher.hash(password)
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        user = _get(session, login)
        user.password_hash, user.has_demo_password = password_hash, False
        user.must_change_password = doing.actor != MACHINE
        user.session_epoch += 1
        audit.record(session, doing, "user.password-set", Subject("user", user.id))


def change_own_password(doing: Doing, *, current: str, password: str) -> None:
    """Ends every session of that person, this one included."""
    raise_all(check_password(password))
    password_hash = _hasher.hash(password)
    with unit_of_work() as session:
        user = session.scalar(
            sa.select(User).where(User.id == doing.actor.user_id).with_for_update()
        )
        if user is None:
            raise NotFound("user.gone")
        if not _matches(user.password_hash, current):
            raise RuleBroken("user.password-wrong", field="current")
        if current == password:
            raise RuleBroken("user.password-same", field="password")
        user.password_hash, user.has_demo_password = password_hash, False
        user.must_change_password = False
        user.session_epoch += 1
        audit.record(session, doing, "user.password-changed", Subject("user", user.id))


def one_time_password() -> str:
    """Read out over the telephone, so it has no letters that look alike."""
    return "".join(secrets.choice(_CLEAR) for _ in range(10))


def disable(doing: Doing, *, login: str) -> None:
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        user = _get(session, login)
        user.is_active = False
        user.session_epoch += 1
        audit.record(session, doing, "user.disabled", Subject("user", user.id))


def log_in(doing: Doing, *, login: str, password: str) -> int:
    """The id of the person. After 5 failures within 15 minutes, of the account or from the
    address, nobody gets in there for 15 minutes (等保二级), whatever the password."""
    known = find_login(login)
    # Outside the transaction: argon2 is slow on purpose, and nobody should wait for it.
    matches = _matches(known.password_hash if known else _NOBODY, password)
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
        minutes = max(1, -(-(locked - doing.now) // timedelta(minutes=1)))
        raise RuleBroken("login.locked", minutes=minutes)
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
        if len(recent) == MAX_FAILURES:
            return recent[0] + LOCKED_FOR
    return None


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except VerifyMismatchError:
        return False


def _check_free(session: Session, user: NewUser) -> None:
    if session.scalar(sa.select(User.id).where(User.login == user.login)):
        raise RuleBroken("user.login-taken", field="login", login=user.login)
    access.check_mail(session, user.mail)


def _get(session: Session, login: str) -> User:
    user = session.scalar(sa.select(User).where(User.login == login).with_for_update())
    if user is None:
        raise NotFound("user.unknown", login=login)
    return user


def _terms_of_new(session: Session, user: NewUser) -> UserTerms:
    return UserTerms(
        name=user.name,
        title=user.title,
        mail=user.mail,
        unit_id=_unit_id(session, user.unit),
        roles=frozenset(user.roles),
    )


def _unit_id(session: Session, name: str) -> int:
    unit_id = session.scalar(sa.select(Unit.id).where(Unit.name == name))
    if unit_id is None:
        raise NotFound("unit.unknown", name=name)
    return unit_id
