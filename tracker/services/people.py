"""People: who they are, where they work, what they may do, and whether they may come in."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import MACHINE, Doing
from tracker.domain.errors import NotFound, RuleBroken, StaleWrite, raise_all
from tracker.domain.passwords import check_password
from tracker.domain.permissions import Permission
from tracker.domain.terms.people import UserTerms, check_login, check_user
from tracker.domain.values import Role
from tracker.models import Supervision, Unit, User, UserRole
from tracker.transaction import access, audit, login_failures, login_sessions, passwords
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.unit_of_work import unit_of_work

_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"


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
    return add_several(doing, users=[user])[0]


def add_several(doing: Doing, *, users: Sequence[NewUser]) -> Sequence[int]:
    """All or none. Hashing is slow on purpose: those of one password, as in the demo, share it."""
    for user in users:
        raise_all(check_password(user.password, login=user.login))
    hashes = {password: passwords.hashed(password) for password in {u.password for u in users}}
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        return [_add(session, doing, user, hashes[user.password]) for user in users]


def _add(session: Session, doing: Doing, user: NewUser, password_hash: str) -> int:
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


def edit(doing: Doing, *, user_id: int, seen: str, terms: UserTerms) -> Sequence[str]:
    """Who moves to another unit loses the old one's tasks with the next request; who is stopped
    is logged out at once. Returns the units that this leaves without a leader."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        user = _get(session, user_id)
        if _terms_of(user).fingerprint != seen:
            raise StaleWrite("write.stale", user_id=user_id)
        raise_all(check_user(terms))
        access.check_mail(session, terms.mail, but=user.id)
        if terms.unit_id != user.unit_id:
            access.check_units(session, [terms.unit_id], field="unit_id")
        before = _told(session, user)
        left = _apply(session, user, terms)
        after = _told(session, user)
        audit.record(
            session, doing, "user.edited", Subject("user", user.id), before=before, after=after
        )
        return left


def set_roles(doing: Doing, *, login: str, roles: Sequence[Role]) -> Sequence[str]:
    """Returns the units that this leaves without a leader."""
    return _change(doing, "user.roles-set", login, {"roles": frozenset(roles)})


def disable(doing: Doing, *, login: str) -> Sequence[str]:
    """停用: logged out at once and supervises nothing any more, so that somebody else is asked.
    Returns the units that this leaves without a leader."""
    return _change(doing, "user.disabled", login, {"is_active": False})


def enable(doing: Doing, *, login: str) -> None:
    """启用, with the roles of before. What a leader supervised meanwhile may be another's: it is
    given anew on the pages of the units."""
    _change(doing, "user.enabled", login, {"is_active": True})


def _change(doing: Doing, action: str, login: str, changes: dict[str, object]) -> Sequence[str]:
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        user = _get(session, _id_of(session, login))
        before = _told(session, user)
        left = _apply(session, user, replace(_terms_of(user), **changes))  # type: ignore[arg-type]
        after = _told(session, user)
        changed = [name for name in before if before[name] != after[name]]
        audit.record(
            session,
            doing,
            action,
            Subject("user", user.id),
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
        return left


def set_password(doing: Doing, *, login: str, password: str) -> None:
    """A new password ends every session of that person and lifts the lock. One that an
    administrator set is for one login only."""
    raise_all(check_password(password, login=login))
    password_hash = passwords.hashed(password)
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        user = _get(session, _id_of(session, login))
        user.password_hash, user.has_demo_password = password_hash, False
        user.must_change_password = doing.actor != MACHINE
        login_sessions.end_all(session, user.id)
        login_failures.lift(session, login)
        audit.record(session, doing, "user.password-set", Subject("user", user.id))


def _check_free(session: Session, user: NewUser) -> None:
    if session.scalar(sa.select(User.id).where(User.login == user.login)):
        raise RuleBroken("user.login-taken", field="login", login=user.login)
    access.check_mail(session, user.mail)


def one_time_password() -> str:
    """Read out over the telephone, so it has no letters that look alike."""
    while True:
        password = "".join(secrets.choice(_CLEAR) for _ in range(10))
        if not check_password(password, login=""):
            return password


def _id_of(session: Session, login: str) -> int:
    user_id = session.scalar(sa.select(User.id).where(User.login == login))
    if user_id is None:
        raise NotFound("user.unknown", login=login)
    return user_id


def _get(session: Session, user_id: int) -> User:
    """Held with every administrator, in one order: two who stop each other wait for one another
    and do not both succeed."""
    admins = sa.select(UserRole.user_id).where(UserRole.role == Role.ADMIN)
    held = session.scalars(
        sa.select(User)
        .where(sa.or_(User.id == user_id, User.id.in_(admins)))
        .order_by(User.id)
        .with_for_update()
    )
    user = next((each for each in held if each.id == user_id), None)
    if user is None:
        raise NotFound("user.gone")
    return user


def _terms_of(user: User) -> UserTerms:
    return UserTerms(
        name=user.name,
        title=user.title,
        mail=user.mail,
        unit_id=user.unit_id,
        roles=frozenset(row.role for row in user.roles),
        is_active=user.is_active,
    )


def _apply(session: Session, user: User, terms: UserTerms) -> Sequence[str]:
    """Returns the units that are left without a leader."""
    _check_admin_stays(session, user, terms)
    if user.is_active and not terms.is_active:
        login_sessions.end_all(session, user.id)
    leads = Role.LEADER in terms.roles and terms.is_active
    left = () if leads else _end_supervision(session, user)
    user.name, user.title, user.mail = terms.name, terms.title, terms.mail
    user.unit_id, user.is_active = terms.unit_id, terms.is_active
    kept = [row for row in user.roles if row.role in terms.roles]
    added = terms.roles - {row.role for row in kept}
    user.roles = [*kept, *(UserRole(role=role) for role in sorted(added))]
    session.flush()
    return left


def _end_supervision(session: Session, user: User) -> Sequence[str]:
    left = _supervised(session, user)
    session.execute(sa.delete(Supervision).where(Supervision.leader_id == user.id))
    return left


def _supervised(session: Session, user: User) -> list[str]:
    ids = sa.select(Supervision.unit_id).where(Supervision.leader_id == user.id)
    return access.unit_names(session, session.scalars(ids).all())


def _check_admin_stays(session: Session, user: User, terms: UserTerms) -> None:
    """Somebody must be able to manage people."""
    is_admin = user.is_active and any(row.role is Role.ADMIN for row in user.roles)
    if not is_admin or (terms.is_active and Role.ADMIN in terms.roles):
        return
    others = (
        sa.select(User.id)
        .join(UserRole, UserRole.user_id == User.id)
        .where(UserRole.role == Role.ADMIN, User.is_active, User.id != user.id)
    )
    if session.scalar(others.limit(1)) is None:
        raise RuleBroken("user.last-admin", field="roles")


def _told(session: Session, user: User) -> dict[str, Plain]:
    """For the log, which keeps names."""
    return {
        "name": user.name,
        "title": user.title,
        "mail": user.mail,
        "unit": session.get_one(Unit, user.unit_id).name,
        "roles": sorted(row.role.value for row in user.roles),
        "units": _supervised(session, user),
        "is_active": user.is_active,
    }


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
