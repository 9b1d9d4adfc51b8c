"""The audit log, a chain of hashes. The application only ever inserts.

Triggers (migration 0007) refuse to change or delete an entry, whoever asks.
"""

from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import Connection, ForeignKey, Index, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from tracker.database import Base


class AuditEntry(Base):
    __tablename__ = "audit_entries"
    __table_args__ = (
        Index(None, "subject_kind", "subject_id", "id"),
        Index(None, "at"),
        UniqueConstraint("previous_hash"),  # the chain cannot fork
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    # As they were called at that moment: people and units are renamed, what they did is not.
    actor_name: Mapped[str | None]
    actor_unit: Mapped[str | None]
    origin: Mapped[str]  # network address, or "cli", or "job"
    action: Mapped[str]  # task.progress.reported
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    previous_hash: Mapped[str]
    hash: Mapped[str]


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse(mapper: Mapper[AuditEntry], connection: Connection, entry: AuditEntry) -> NoReturn:
    raise RuntimeError(f"audit entry {entry.id} was to be changed or deleted")
