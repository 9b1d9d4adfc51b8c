"""What units report. An update is never edited; a correction is a new one."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.database import Base, Exact, Hundredths
from tracker.domain.values import Confidence, EvidenceKind
from tracker.models.unit import Unit


def _unit_name_now(context: DefaultExecutionContext) -> str | None:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    name: str | None = context.connection.scalar(select(Unit.name).where(Unit.id == row["unit_id"]))
    return name


class ProgressUpdate(Base):
    __tablename__ = "progress_updates"
    __table_args__ = (
        CheckConstraint("percent >= 0 AND percent <= 10000", name="percent_in_range"),
        Index(None, "task_id", "reported_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"))
    # As it was called when it reported: a renamed unit does not rename its past.
    unit_name: Mapped[str] = mapped_column(default=_unit_name_now)
    at: Mapped[datetime]
    reported_on: Mapped[date]
    period_on: Mapped[date]  # first day of the reporting period it belongs to
    percent: Mapped[Decimal | None] = mapped_column(Hundredths)  # None: from a supporting unit
    narrative: Mapped[str]  # 进展情况
    problem: Mapped[str] = mapped_column(default="")  # 存在问题
    next_step: Mapped[str] = mapped_column(default="")  # 下步措施
    help_wanted: Mapped[str] = mapped_column(default="")  # 需协调事项
    setback_reason: Mapped[str] = mapped_column(default="")  # why the percent went back
    confidence: Mapped[Confidence | None]

    readings: Mapped[list["TargetReading"]] = relationship(cascade="all, delete-orphan")


class TargetReading(Base):
    """The value of a target as an update states it."""

    __tablename__ = "target_readings"

    update_id: Mapped[int] = mapped_column(
        ForeignKey("progress_updates.id", ondelete="CASCADE"), primary_key=True
    )
    target_id: Mapped[int] = mapped_column(
        ForeignKey("targets.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    value: Mapped[Decimal] = mapped_column(Exact)


class Evidence(Base):
    """佐证材料: a file of an update. Its bytes are a `StoredFile`; the name is for people."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("size > 0", name="size_positive"),
        UniqueConstraint("update_id", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("progress_updates.id", ondelete="CASCADE"))
    name: Mapped[str]
    kind: Mapped[EvidenceKind]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(
        ForeignKey("stored_files.sha256", ondelete="RESTRICT"), index=True
    )
    attached_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    attached_at: Mapped[datetime]
