"""Login sessions: begun by a login, ended by a logout, a new password or an account that stops."""

import secrets
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.login_sessions import fingerprint
from tracker.models import LoginSession


def begin(session: Session, doing: Doing, user_id: int) -> str:
    """The key of a new session."""
    key = secrets.token_urlsafe(32)
    session.add(
        LoginSession(
            key_hash=fingerprint(key),
            user_id=user_id,
            started_at=doing.now,
            ends_at=doing.now + timedelta(hours=doing.policy.session_hours),
        )
    )
    return key


def end(session: Session, key: str) -> None:
    session.execute(sa.delete(LoginSession).where(LoginSession.key_hash == fingerprint(key)))


def end_all(session: Session, user_id: int) -> None:
    session.execute(sa.delete(LoginSession).where(LoginSession.user_id == user_id))


def forget_ended(session: Session, doing: Doing) -> int:
    """Those whose time is over. Returns how many."""
    ended = sa.delete(LoginSession).where(LoginSession.ends_at <= doing.now)
    return len(session.scalars(ended.returning(LoginSession.id)).all())
