"""The administrator's corrections to the statutory calendar."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base


class WorkdayException(Base):
    __tablename__ = "workday_exceptions"

    day: Mapped[date] = mapped_column(primary_key=True)
    is_workday: Mapped[bool]
    name: Mapped[str] = mapped_column(default="")
