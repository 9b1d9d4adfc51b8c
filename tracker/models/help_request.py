"""需协调事项: what a unit asked for in a report, until it is answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base
from tracker.domain.values import HelpVerdict

_OPEN = text("decided_at IS NULL")
_UNSEEN = text("decided_at IS NOT NULL AND seen_at IS NULL")


class HelpRequest(Base):
    """One open for a task and a unit. Other words of the unit are another row."""

    __tablename__ = "help_requests"
    __table_args__ = (
        CheckConstraint("(decided_at IS NULL) = (verdict IS NULL)", name="decided_with_verdict"),
        Index(None, "task_id", "id"),
        Index("uq_help_requests_open", "task_id", "unit_id", unique=True, sqlite_where=_OPEN,
              postgresql_where=_OPEN),
        Index("ix_help_requests_unseen", "asked_by_id", sqlite_where=_UNSEEN,
              postgresql_where=_UNSEEN),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    asked_at: Mapped[datetime]  # when these words were first said
    text: Mapped[str]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    decided_at: Mapped[datetime | None]
    verdict: Mapped[HelpVerdict | None]
    word: Mapped[str] = mapped_column(default="")  # the answer
    # 批示 that gave the answer
    instruction_id: Mapped[int | None] = mapped_column(
        ForeignKey("instructions.id", ondelete="CASCADE")
    )
    seen_at: Mapped[datetime | None]  # by whoever asked: the answer
