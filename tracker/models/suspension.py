"""中止, 撤销 and 回头看: a task that was stopped or taken up again, each with its reason."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base
from tracker.domain.values import WithdrawalVerdict

_RUNNING = text("resumed_at IS NULL")
_OPEN = text("decided_at IS NULL")
_UNSEEN = text("decided_at IS NOT NULL AND seen_at IS NULL")


class Suspension(Base):
    __tablename__ = "suspensions"
    __table_args__ = (
        CheckConstraint("(resumed_at IS NULL) = (resumed_by_id IS NULL)", name="resumed_by_one"),
        CheckConstraint("(due_from IS NULL) = (due_to IS NULL)", name="due_moved_whole"),
        Index(None, "task_id", "id"),
        Index("uq_suspensions_open", "task_id", unique=True, sqlite_where=_RUNNING,
              postgresql_where=_RUNNING),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    suspended_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    suspended_at: Mapped[datetime]
    reason: Mapped[str]
    # True for a sub-task that stopped with its task: it goes on with it.
    with_whole: Mapped[bool] = mapped_column(default=False)
    resumed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    resumed_at: Mapped[datetime | None]
    resume_reason: Mapped[str] = mapped_column(default="")
    due_from: Mapped[date | None]
    due_to: Mapped[date | None]


class Withdrawal(Base):
    """Proposed by one person, confirmed or declined by another."""

    __tablename__ = "withdrawals"
    __table_args__ = (
        CheckConstraint("decided_by_id <> proposed_by_id", name="second_pair_of_eyes"),
        CheckConstraint("(decided_at IS NULL) = (verdict IS NULL)", name="decided_with_verdict"),
        Index(None, "task_id", "id"),
        Index("uq_withdrawals_open", "task_id", unique=True, sqlite_where=_OPEN,
              postgresql_where=_OPEN),
        Index("ix_withdrawals_unseen", "proposed_by_id", sqlite_where=_UNSEEN,
              postgresql_where=_UNSEEN),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    proposed_at: Mapped[datetime]
    reason: Mapped[str]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    decided_at: Mapped[datetime | None]
    verdict: Mapped[WithdrawalVerdict | None]
    word: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime | None]  # by whoever proposed it: the verdict


class Reopening(Base):
    """A closed task that was found unfinished and taken up again."""

    __tablename__ = "reopenings"
    __table_args__ = (
        CheckConstraint("(due_from IS NULL) = (due_to IS NULL)", name="due_moved_whole"),
        Index(None, "task_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    reopened_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    reopened_at: Mapped[datetime]
    reason: Mapped[str]
    due_from: Mapped[date | None]
    due_to: Mapped[date | None]
