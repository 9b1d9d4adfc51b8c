"""大屏: tokens that open it, made and revoked by the administrator."""

import secrets

from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound, RuleBroken, raise_all
from tracker.domain.login_sessions import fingerprint
from tracker.domain.permissions import Permission
from tracker.domain.terms.texts import required_faults
from tracker.models import ScreenToken
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work


def new_token() -> str:
    """To be told once: the database keeps only its hash."""
    return secrets.token_urlsafe(24)


def add(doing: Doing, *, name: str, token: str) -> int:
    with unit_of_work() as session:
        access.require(doing.actor, Permission.SCREEN_MANAGE)
        raise_all(required_faults({"name": name}))
        row = ScreenToken(
            name=name.strip(),
            token_hash=fingerprint(token),
            made_at=doing.now,
            made_by_id=doing.actor.user_id,
        )
        session.add(row)
        session.flush()
        audit.record(
            session, doing, "screen.added", Subject("screen", row.id), after={"name": row.name}
        )
        return row.id


def revoke(doing: Doing, *, screen_id: int) -> None:
    """From the next page on the screen stays dark."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.SCREEN_MANAGE)
        row = session.get(ScreenToken, screen_id, with_for_update=True)
        if row is None:
            raise NotFound("screen.not-found")
        if row.revoked_at is not None:
            raise RuleBroken("screen.is-revoked")
        row.revoked_at = doing.now
        audit.record(
            session, doing, "screen.revoked", Subject("screen", row.id), before={"name": row.name}
        )
