"""The audit log. The application only ever inserts."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base


class AuditEntry(Base):
    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "subject_kind", "subject_id", "id"), Index(None, "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    origin: Mapped[str]  # network address, or "cli", or "job"
    action: Mapped[str]  # task.progress.reported
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
