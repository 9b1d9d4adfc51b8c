"""修改人员: who they are, where they work and what they may do."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound, RuleBroken, StaleWrite, raise_all
from tracker.domain.permissions import Permission
from tracker.domain.terms.people import UserTerms, check_user
from tracker.domain.values import Role
from tracker.models import Supervision, Unit, User, UserRole
from tracker.transaction import access, audit
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.unit_of_work import unit_of_work


def edit(doing: Doing, *, user_id: int, seen: str, terms: UserTerms) -> None:
    """A person who moves to another unit loses the old one's tasks with the next request; one who
    is stopped is logged out at once and supervises nobody any more."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.USER_MANAGE)
        user = session.scalar(sa.select(User).where(User.id == user_id).with_for_update())
        if user is None:
            raise NotFound("user.gone")
        before = _terms_of(user)
        if before.fingerprint != seen:
            raise StaleWrite("write.stale", user_id=user_id)
        raise_all(check_user(terms))
        access.check_mail(session, terms.mail, but=user.id)
        _check_admin_stays(session, user, terms)
        if terms.unit_id != user.unit_id:
            access.check_units(session, [terms.unit_id], field="unit_id")
        told = _told(session, user)
        _apply(session, user, terms)
        audit.record(
            session,
            doing,
            "user.edited",
            Subject("user", user.id),
            before=told,
            after=_told(session, user),
        )


def _terms_of(user: User) -> UserTerms:
    return UserTerms(
        name=user.name,
        title=user.title,
        mail=user.mail,
        unit_id=user.unit_id,
        roles=frozenset(row.role for row in user.roles),
        is_active=user.is_active,
    )


def _apply(session: Session, user: User, terms: UserTerms) -> None:
    if user.is_active and not terms.is_active:
        user.session_epoch += 1
    leads = Role.LEADER in terms.roles and terms.is_active
    if not leads:
        session.execute(sa.delete(Supervision).where(Supervision.leader_id == user.id))
    user.name, user.title, user.mail = terms.name, terms.title, terms.mail
    user.unit_id, user.is_active = terms.unit_id, terms.is_active
    kept = [row for row in user.roles if row.role in terms.roles]
    added = terms.roles - {row.role for row in kept}
    user.roles = [*kept, *(UserRole(role=role) for role in sorted(added))]
    session.flush()


def _check_admin_stays(session: Session, user: User, terms: UserTerms) -> None:
    """Somebody must be able to manage people."""
    if terms.is_active and Role.ADMIN in terms.roles:
        return
    others = (
        sa.select(User.id)
        .join(UserRole, UserRole.user_id == User.id)
        .where(UserRole.role == Role.ADMIN, User.is_active, User.id != user.id)
    )
    is_admin = any(row.role is Role.ADMIN for row in user.roles)
    if is_admin and session.scalar(others.limit(1)) is None:
        raise RuleBroken("user.last-admin", field="roles")


def _told(session: Session, user: User) -> dict[str, Plain]:
    """For the log, which keeps names."""
    return {
        "name": user.name,
        "title": user.title,
        "mail": user.mail,
        "unit": session.get_one(Unit, user.unit_id).name,
        "roles": sorted(row.role.value for row in user.roles),
        "is_active": user.is_active,
    }
