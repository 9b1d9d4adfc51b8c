"""Who is logged in, and who there is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.errors import NotFound
from tracker.domain.login_sessions import fingerprint
from tracker.domain.search_words import spellings, words_of
from tracker.domain.terms.people import UserTerms
from tracker.domain.values import Actor, Role
from tracker.models import LoginSession, Supervision, Unit, User, UserRole


@dataclass(frozen=True, slots=True)
class SessionUser:
    """The person of a session; a value, so nothing can load itself later."""

    actor: Actor
    login: str
    title: str
    unit_name: str
    demo_warning: bool  # somebody still has the demo password
    must_change_password: bool
    previous_login_at: datetime | None  # before the one of this session


@dataclass(frozen=True, slots=True)
class LoginRow:
    id: int
    login: str
    password_hash: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class UserRow:
    id: int
    login: str
    name: str
    title: str
    mail: str | None
    unit_id: int
    unit_name: str
    roles: tuple[Role, ...]
    is_active: bool

    @property
    def terms(self) -> UserTerms:
        return UserTerms(
            name=self.name,
            title=self.title,
            mail=self.mail,
            unit_id=self.unit_id,
            roles=frozenset(self.roles),
            is_active=self.is_active,
        )

    def is_found_by(self, typed: str) -> bool:
        """All words are looked for in what the list shows of the person."""
        shown = " ".join((self.name, self.login, self.title, self.unit_name)).casefold()
        return all(
            any(each.casefold() in shown for each in spellings(word)) for word in words_of(typed)
        )


def find_session_user(key: str, now: datetime, *, origin: str = "cli") -> SessionUser | None:
    """Whose session it is. None when it has ended, or when the person is gone or disabled."""
    sought = {"key_hash": fingerprint(key), "now": now}
    rows = db.session.execute(_session_user(), sought).all()
    if not rows:
        return None
    user, unit_name, demo_warning, _, _ = rows[0]
    given = [(role, unit_id) for *_, role, unit_id in rows]
    return SessionUser(
        actor=_actor(user, given, origin),
        login=user.login,
        title=user.title,
        unit_name=unit_name,
        demo_warning=demo_warning,
        must_change_password=user.must_change_password,
        previous_login_at=user.previous_login_at,
    )


@cache
def _session_user() -> sa.Select[User, str, bool, Role | None, int | None]:
    """Made once, as every page asks it: building it costs more than running it. A row for each
    role of the person with each unit that they supervise."""
    demo = sa.select(User.id).where(User.has_demo_password, User.is_active).limit(1)
    return (
        sa.select(User, Unit.name, demo.exists(), UserRole.role, Supervision.unit_id)
        .join(Unit, Unit.id == User.unit_id)
        .join(LoginSession, LoginSession.user_id == User.id)
        .outerjoin(UserRole, UserRole.user_id == User.id)
        .outerjoin(Supervision, Supervision.leader_id == User.id)
        .where(
            LoginSession.key_hash == sa.bindparam("key_hash"),
            LoginSession.ends_at > sa.bindparam("now"),
            User.is_active,
        )
    )


def find_login(login: str) -> LoginRow | None:
    return _login(User.login == login)


def find_own_login(user_id: int) -> LoginRow | None:
    return _login(User.id == user_id)


def _login(wanted: sa.ColumnElement[bool]) -> LoginRow | None:
    row = db.session.execute(
        sa.select(User.id, User.login, User.password_hash).where(wanted, User.is_active)
    ).one_or_none()
    return None if row is None else LoginRow(*row)


def get_actor(login: str, *, origin: str = "cli") -> Actor:
    """The person that a command acts for (`--as LOGIN`)."""
    user = db.session.scalar(sa.select(User).where(User.login == login, User.is_active))
    if user is None:
        raise NotFound("user.unknown", login=login)
    roles = sa.select(UserRole.role).where(UserRole.user_id == user.id)
    units = sa.select(Supervision.unit_id).where(Supervision.leader_id == user.id)
    given = [(role, None) for role in db.session.scalars(roles)]
    return _actor(user, [*given, *((None, each) for each in db.session.scalars(units))], origin)


def _actor(user: User, given: Iterable[tuple[Role | None, int | None]], origin: str) -> Actor:
    """`given`: roles of the person, and units that they supervise."""
    roles, units = set[Role](), set[int]()
    for role, unit_id in given:
        roles.update([role] if role else [])
        units.update([unit_id] if unit_id else [])
    return Actor(
        user_id=user.id,
        name=user.name,
        roles=frozenset(roles),
        unit_id=user.unit_id,
        supervised_unit_ids=frozenset(units),
        origin=origin,
    )


def list_leaders() -> Sequence[tuple[int, str]]:
    """The ids and names of those who may supervise a unit."""
    rows = db.session.execute(
        sa.select(User.id, User.name)
        .join(UserRole, UserRole.user_id == User.id)
        .where(UserRole.role == Role.LEADER, User.is_active)
        .order_by(User.id)
    )
    return [(user_id, name) for user_id, name in rows]


def get_user(user_id: int) -> UserRow:
    row = next((user for user in _users(User.id == user_id)), None)
    if row is None:
        raise NotFound("user.gone")
    return row


def list_users() -> Sequence[UserRow]:
    return _users(sa.true())


def _users(wanted: sa.ColumnElement[bool]) -> Sequence[UserRow]:
    rows = db.session.execute(
        sa.select(User, Unit.name)
        .join(Unit, Unit.id == User.unit_id)
        .where(wanted)
        .order_by(Unit.position, User.id)
    ).all()
    roles: dict[int, list[Role]] = {}
    for user_id, role in db.session.execute(
        sa.select(UserRole.user_id, UserRole.role).order_by(UserRole.role)
    ):
        roles.setdefault(user_id, []).append(role)
    return [
        UserRow(
            id=user.id,
            login=user.login,
            name=user.name,
            title=user.title,
            mail=user.mail,
            unit_id=user.unit_id,
            unit_name=unit_name,
            roles=tuple(roles.get(user.id, ())),
            is_active=user.is_active,
        )
        for user, unit_name in rows
    ]
