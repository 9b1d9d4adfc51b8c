"""延期 and 整体顺延: why a task is due on another day than it was issued for."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.database import Base
from tracker.domain.values import ExtensionVerdict

_OPEN = text("decided_at IS NULL")
_UNSEEN = text("decided_at IS NOT NULL AND seen_at IS NULL")


class DeadlineExtension(Base):
    """Asked for by the lead unit, decided by somebody else; one open at a time."""

    __tablename__ = "deadline_extensions"
    __table_args__ = (
        CheckConstraint("from_on < to_on", name="later"),
        CheckConstraint("decided_by_id <> asked_by_id", name="second_pair_of_eyes"),
        CheckConstraint("(decided_at IS NULL) = (verdict IS NULL)", name="decided_with_verdict"),
        CheckConstraint(
            "(verdict = 'granted') = (granted_on IS NOT NULL)", name="granted_with_date"
        ),
        Index(None, "task_id", "id"),
        Index("uq_deadline_extensions_open", "task_id", unique=True, sqlite_where=_OPEN,
              postgresql_where=_OPEN),
        Index("ix_deadline_extensions_unseen", "asked_by_id", sqlite_where=_UNSEEN,
              postgresql_where=_UNSEEN),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    reason: Mapped[str]
    progress: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    asked_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    decided_at: Mapped[datetime | None]
    verdict: Mapped[ExtensionVerdict | None]
    granted_on: Mapped[date | None]  # may be another day than was asked for
    word: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime | None]  # by whoever asked: the verdict


class PlanDateMove(Base):
    """The end of a whole plan was moved, and with it the dates of its open tasks."""

    __tablename__ = "plan_date_moves"
    __table_args__ = (CheckConstraint("from_on < to_on", name="later"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(
        ForeignKey("work_plans.id", ondelete="CASCADE"), index=True
    )
    moved_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    moved_at: Mapped[datetime]
    from_on: Mapped[date]
    to_on: Mapped[date]
    reason: Mapped[str]

    tasks: Mapped[list["PlanDateMoveTask"]] = relationship(cascade="all, delete-orphan")


class PlanDateMoveTask(Base):
    """A task that it touched; the same day twice means that a granted extension reaches further."""

    __tablename__ = "plan_date_move_tasks"

    move_id: Mapped[int] = mapped_column(
        ForeignKey("plan_date_moves.id", ondelete="CASCADE"), primary_key=True
    )
    task_id: Mapped[int] = mapped_column(
        ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    from_on: Mapped[date]
    to_on: Mapped[date]
