"""Mail that waits to leave. A row is written with the event; nothing is sent before its commit."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base
from tracker.domain.values import MailKind, MailState


class OutboxEmail(Base):
    __tablename__ = "outbox_emails"
    __table_args__ = (Index(None, "state", "next_try_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    address: Mapped[str]
    kind: Mapped[MailKind]
    key: Mapped[str] = mapped_column(unique=True)
    parameters: Mapped[dict[str, Any]]
    state: Mapped[MailState]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    message_id: Mapped[str]
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
