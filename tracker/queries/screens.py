"""大屏口令: which there are, and whether one opens the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.login_sessions import fingerprint
from tracker.models import ScreenToken, User


@dataclass(frozen=True, slots=True)
class ScreenRow:
    id: int
    name: str
    made_at: datetime
    made_by: str
    revoked_at: datetime | None


def list_screens() -> Sequence[ScreenRow]:
    """Those in force first, of these the newest first."""
    row = ScreenToken
    rows = db.session.execute(
        sa.select(row.id, row.name, row.made_at, User.name, row.revoked_at)
        .join(User, User.id == row.made_by_id)
        .order_by(row.revoked_at.is_not(None), row.id.desc())
    )
    return [ScreenRow(*each) for each in rows]


def is_screen(token: str) -> bool:
    """In force, not revoked."""
    found = sa.select(ScreenToken.id).where(
        ScreenToken.token_hash == fingerprint(token), ScreenToken.revoked_at.is_(None)
    )
    return bool(token) and db.session.scalar(found) is not None
