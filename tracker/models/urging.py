"""催办: the office or a leader asks a unit to get on with a task, with a word."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base


class Urging(Base):
    """`times`: this is the n-th of its task, whoever wrote the others."""

    __tablename__ = "urgings"
    __table_args__ = (
        UniqueConstraint("task_id", "times"),
        CheckConstraint("times > 0", name="times_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    times: Mapped[int]
    word: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]
