"""大屏口令: opens the wall screen and nothing else, until it is revoked."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base


class ScreenToken(Base):
    """The token itself stands in the address that the screen opens; here is its hash."""

    __tablename__ = "screen_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]  # where the screen hangs
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    revoked_at: Mapped[datetime | None]
