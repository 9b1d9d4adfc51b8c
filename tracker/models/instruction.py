"""批示: a leader's word on a task, open until the lead unit has answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base

_OPEN = text("answered_at IS NULL")
_UNSEEN = text("answered_at IS NOT NULL AND seen_at IS NULL")


class Instruction(Base):
    __tablename__ = "instructions"
    __table_args__ = (
        CheckConstraint(
            "(acknowledged_at IS NULL) = (acknowledged_by_id IS NULL)", name="acknowledged_by_one"
        ),
        CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered_by_one"),
        CheckConstraint("answered_at IS NULL OR acknowledged_at IS NOT NULL", name="read_first"),
        Index(None, "task_id", "id"),
        Index("ix_instructions_open", "task_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_instructions_unseen", "leader_id", sqlite_where=_UNSEEN,
              postgresql_where=_UNSEEN),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    leader_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    written_at: Mapped[datetime]
    text: Mapped[str]
    acknowledged_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="RESTRICT")
    )
    acknowledged_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime | None]  # by the leader: the answer
