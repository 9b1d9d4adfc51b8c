"""Stored figures: as they stand now, and as they stood on a day."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base
from tracker.domain.values import Scope, Taken


class FiguresColumns:
    """One column for each field of `domain.rollup.Figures`, by the same name.

    What came to be counted later is 0 in the rows of before.
    """

    tasks: Mapped[int] = mapped_column(default=0)
    weight: Mapped[int] = mapped_column(default=0)
    reported: Mapped[int] = mapped_column(default=0)
    given: Mapped[int] = mapped_column(default=0, server_default="0")
    owed: Mapped[int] = mapped_column(default=0, server_default="0")
    quarterly: Mapped[int] = mapped_column(default=0, server_default="0")
    reported_weight: Mapped[int] = mapped_column(default=0)
    points: Mapped[int] = mapped_column(BigInteger, default=0)
    base: Mapped[int] = mapped_column(BigInteger, default=0)
    slope: Mapped[int] = mapped_column(BigInteger, default=0)
    reported_base: Mapped[int] = mapped_column(BigInteger, default=0)
    reported_slope: Mapped[int] = mapped_column(BigInteger, default=0)
    overdue: Mapped[int] = mapped_column(default=0)
    severe: Mapped[int] = mapped_column(default=0)
    missed: Mapped[int] = mapped_column(default=0)
    lagging: Mapped[int] = mapped_column(default=0)
    due_soon: Mapped[int] = mapped_column(default=0)
    unreported: Mapped[int] = mapped_column(default=0)
    normal: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    not_started: Mapped[int] = mapped_column(default=0)
    suspended: Mapped[int] = mapped_column(default=0)
    withdrawn: Mapped[int] = mapped_column(default=0)
    submitted_late: Mapped[int] = mapped_column(default=0, server_default="0")
    target_overdue: Mapped[int] = mapped_column(default=0, server_default="0")
    awaiting: Mapped[int] = mapped_column(default=0, server_default="0")


class Rollup(FiguresColumns, Base):
    """Now. `scope_id` is the id of the plan, strategy or unit that `scope` names; `unit_id`
    narrows a strategy to the tasks of one lead unit and is 0 where nothing is narrowed."""

    __tablename__ = "rollups"
    __table_args__ = (UniqueConstraint("plan_id", "scope", "scope_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("work_plans.id", ondelete="CASCADE"))
    scope: Mapped[Scope]
    scope_id: Mapped[int]
    unit_id: Mapped[int] = mapped_column(default=0, server_default="0")


class Snapshot(FiguresColumns, Base):
    """The same on a day: as it began, until its end is written over it."""

    __tablename__ = "snapshots"
    __table_args__ = (
        UniqueConstraint("plan_id", "scope", "scope_id", "unit_id", "on"),
        Index(None, "plan_id", "on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("work_plans.id", ondelete="CASCADE"))
    scope: Mapped[Scope]
    scope_id: Mapped[int]
    unit_id: Mapped[int] = mapped_column(default=0, server_default="0")
    on: Mapped[date]
    taken: Mapped[Taken] = mapped_column(default=Taken.MORNING, server_default=Taken.MORNING.value)
