"""提醒: who was reminded of what, when, and how often before."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.database import Base
from tracker.domain.values import ReminderKind


class Reminder(Base):
    """One section of one person's mail of one day. Unique, so a second run cannot remind twice."""

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("recipient_id", "kind", "period", "level"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[ReminderKind]
    period: Mapped[str]  # the day it was written for: 2026-11-23
    level: Mapped[int]  # 0: the person in charge; later levels go up the line
    on: Mapped[date] = mapped_column(index=True)
    written_at: Mapped[datetime]

    tasks: Mapped[list["ReminderTask"]] = relationship(cascade="all, delete-orphan")


class ReminderTask(Base):
    """A task in a reminder. `times`: this is the n-th reminder of this kind for this due date."""

    __tablename__ = "reminder_tasks"
    __table_args__ = (Index(None, "task_id", "due_on"),)

    reminder_id: Mapped[int] = mapped_column(
        ForeignKey("reminders.id", ondelete="CASCADE"), primary_key=True
    )
    task_id: Mapped[int] = mapped_column(
        ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True
    )
    due_on: Mapped[date]
    times: Mapped[int]
    days: Mapped[int]  # working days left, or days late
