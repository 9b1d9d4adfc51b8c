"""The yearly plan and the strategies that divide it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base
from tracker.domain.values import PlanState


class WorkPlan(Base):
    __tablename__ = "work_plans"
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    organisation: Mapped[str]
    year: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    state: Mapped[PlanState]
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("plan_documents.id", ondelete="RESTRICT"), index=True
    )
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own spelling


class Strategy(Base):
    """战略方向/工作板块."""

    __tablename__ = "strategies"
    __table_args__ = (UniqueConstraint("plan_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("work_plans.id", ondelete="CASCADE"))
    position: Mapped[int]
    number: Mapped[str]
    title: Mapped[str]
    weight: Mapped[int] = mapped_column(default=1)
