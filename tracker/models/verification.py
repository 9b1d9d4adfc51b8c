"""核查: asked for by the lead unit, decided by somebody else."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base
from tracker.domain.values import Grade, Verdict

_OPEN = text("decided_at IS NULL")
_SENT_BACK = text("verdict = 'sent_back'")
_UNSEEN = text("decided_at IS NOT NULL AND seen_at IS NULL")


class Verification(Base):
    __tablename__ = "verifications"
    __table_args__ = (
        CheckConstraint("decided_by_id <> asked_by_id", name="second_pair_of_eyes"),
        CheckConstraint(
            "(decided_at IS NULL) = (verdict IS NULL)", name="decided_with_verdict"
        ),
        Index(None, "task_id", "id"),
        Index("uq_verifications_open", "task_id", unique=True, sqlite_where=_OPEN,
              postgresql_where=_OPEN),
        Index("ix_verifications_sent_back_at", "decided_at", sqlite_where=_SENT_BACK,
              postgresql_where=_SENT_BACK),
        Index("ix_verifications_sent_back", "task_id", sqlite_where=_SENT_BACK,
              postgresql_where=_SENT_BACK),
        Index("ix_verifications_unseen", "asked_by_id", sqlite_where=_UNSEEN,
              postgresql_where=_UNSEEN),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    asked_at: Mapped[datetime]
    statement: Mapped[str] = mapped_column(default="")  # 办结说明
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    decided_at: Mapped[datetime | None]
    verdict: Mapped[Verdict | None]
    grade: Mapped[Grade | None]
    reason: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime | None]  # by whoever asked: the verdict
