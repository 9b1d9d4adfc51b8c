"""Files that wait to be read. Backups leave this table out, so nothing refers to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base


class WaitingUpload(Base):
    """Name and bytes are there until the file was read or refused, and not a moment longer.

    Who reads it holds a seat of a host and shows by `heartbeat_at` that it lives. `tries` counts
    the readers so far: one that was taken for dead knows by it that the file is another's now.
    """

    __tablename__ = "waiting_uploads"
    __table_args__ = (
        UniqueConstraint("host", "seat"),
        CheckConstraint("(host IS NULL) = (seat IS NULL)", name="seat_of_a_host"),
        CheckConstraint("(content IS NULL) = (ended_at IS NOT NULL)", name="no_bytes_at_the_end"),
        CheckConstraint("(filename IS NULL) = (content IS NULL)", name="no_name_without_bytes"),
        Index(None, "ended_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uploaded_by_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    uploaded_at: Mapped[datetime]
    origin: Mapped[str]
    filename: Mapped[str | None]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    year: Mapped[int | None]
    host: Mapped[str | None]
    seat: Mapped[int | None]
    heartbeat_at: Mapped[datetime | None]
    tries: Mapped[int]
    ended_at: Mapped[datetime | None]
    draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("import_drafts.id", ondelete="CASCADE"), index=True
    )
    refusal: Mapped[dict[str, Any] | None]  # code, field and parameters, without the file's name
