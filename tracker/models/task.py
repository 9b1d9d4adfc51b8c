"""Tasks with their units, targets and milestones.

`percent`, `light`, the expected line, `unmet_on` and `next_change_on` are kept in step by
`transaction.figures`; the roll-ups are sums over them.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.database import Base, Exact, Hundredths
from tracker.domain.lights import SEVERITY, Light
from tracker.domain.reporting import Standing
from tracker.domain.values import (
    Confidence,
    Op,
    ProgressMode,
    ReportEvery,
    TargetKind,
    TaskKind,
    TaskState,
)

_IS_PART = text("parent_id IS NOT NULL")
_IS_PAST_DUE = text("light_rank <= 1")
_RANKS = " ".join(f"WHEN '{light.value}' THEN {rank}" for light, rank in SEVERITY.items())
_LIGHT_RANK = f"CASE light {_RANKS} END"


class Task(Base):
    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("state = 'draft' OR lead_unit_id IS NOT NULL", name="lead_once_issued"),
        CheckConstraint("percent >= 0 AND percent <= 10000", name="percent_in_range"),
        CheckConstraint(
            "starting_percent >= 0 AND starting_percent <= 10000", name="start_in_range"
        ),
        CheckConstraint("weight > 0", name="weight_positive"),
        CheckConstraint("submitted_on IS NULL OR state = 'submitted'", name="submitted"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        Index(None, "plan_id", "strategy_id", "position", "id"),
        Index(None, "lead_unit_id", "state", "due_on"),
        Index(None, "next_change_on", "id"),
        # In the orders of the lists, so that a page of one costs the same wherever it stands.
        Index(None, "plan_id", "light_rank", "due_on", "id"),
        Index(None, "plan_id", "due_on", "light_rank", "id"),
        Index(None, "plan_id", "plan_order", "id"),
        Index(None, "plan_id", "reached", "due_on", "id"),
        Index(None, "strategy_id", "light_rank", "due_on", "id"),
        Index(None, "lead_unit_id", "plan_id", "light_rank", "due_on", "id"),
        Index(
            "ix_tasks_past_due",
            "plan_id",
            "light_rank",
            "due_on",
            "reached",
            "id",
            sqlite_where=_IS_PAST_DUE,
            postgresql_where=_IS_PAST_DUE,
        ),
        # Of sub-tasks alone: "has no parent" is true of most tasks, and no way to find any.
        Index(None, "parent_id", sqlite_where=_IS_PART, postgresql_where=_IS_PART),
        Index(
            "ix_tasks_parts_in_order",
            "plan_id",
            "light_rank",
            "due_on",
            "id",
            sqlite_where=_IS_PART,
            postgresql_where=_IS_PART,
        ),
        Index(
            "ix_tasks_parts",
            "plan_id",
            "lead_unit_id",
            "light",
            sqlite_where=_IS_PART,
            postgresql_where=_IS_PART,
        ),
        Index(None, "plan_id", "light", "lit_on", "id"),
        Index(None, "state", "due_on"),
        Index(None, "unmet_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("work_plans.id", ondelete="CASCADE"))
    strategy_id: Mapped[int] = mapped_column(ForeignKey("strategies.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    position: Mapped[int]
    # Where it stands among all tasks of its plan: by its strategy, then by its own position.
    plan_order: Mapped[int] = mapped_column(BigInteger, server_default="0")
    number: Mapped[str]  # as people say it: 三-04
    title: Mapped[str]
    content: Mapped[str]
    lead_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"))
    kind: Mapped[TaskKind]
    mode: Mapped[ProgressMode]
    report_every: Mapped[ReportEvery]
    state: Mapped[TaskState]
    weight: Mapped[int] = mapped_column(default=1)
    starts_on: Mapped[date]
    due_on: Mapped[date]
    original_due_on: Mapped[date]
    # The date that the plan gives, where a granted extension reaches further; else empty.
    planned_due_on: Mapped[date | None]
    source_start: Mapped[int | None]  # span in the plan document's text
    source_end: Mapped[int | None]
    # In words, of a task that stands in no plan document: an instruction, a meeting.
    source: Mapped[str] = mapped_column(default="", server_default="")
    issued_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="RESTRICT"))
    # When the open verification was asked for: from then on the clock of the unit stands still.
    submitted_on: Mapped[date | None]

    percent: Mapped[Decimal | None] = mapped_column(Hundredths)
    # Of a sub-task: where it began, mostly what its task had reached when it was split.
    starting_percent: Mapped[Decimal | None] = mapped_column(Hundredths)
    confidence: Mapped[Confidence | None]
    last_reported_on: Mapped[date | None]
    # The newest update of the lead unit; no foreign key, since updates already point here.
    last_update_id: Mapped[int | None]
    reported_periods: Mapped[int] = mapped_column(default=0)
    # Of the current period: set with the light.
    report: Mapped[Standing] = mapped_column(
        default=Standing.NOT_ASKED, server_default=Standing.NOT_ASKED.value
    )
    light: Mapped[Light]
    # What lists are sorted by: made by the database, so that it cannot differ from its source.
    light_rank: Mapped[int] = mapped_column(Computed(_LIGHT_RANK), deferred=True)
    reached: Mapped[int] = mapped_column(Computed("coalesce(percent, -1)"), deferred=True)
    lit_on: Mapped[date | None]  # since when in the colour of its light; empty: not known
    was_red: Mapped[bool] = mapped_column(default=False)  # 曾亮红灯
    expected_base: Mapped[int] = mapped_column(BigInteger)
    expected_slope: Mapped[int] = mapped_column(BigInteger)
    next_change_on: Mapped[date | None]
    # The first date by which a target is to be reached and is not.
    unmet_on: Mapped[date | None]
    # Use cases count it up. The night's refresh does not: it must not make open forms stale.
    version: Mapped[int] = mapped_column(default=1)

    targets: Mapped[list["Target"]] = relationship(
        cascade="all, delete-orphan", order_by="Target.position"
    )
    milestones: Mapped[list["Milestone"]] = relationship(
        cascade="all, delete-orphan", order_by="Milestone.on"
    )
    supports: Mapped[list["TaskSupport"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {  # noqa: RUF012 -- SQLAlchemy's own spelling
        "version_id_col": version,
        "version_id_generator": False,
        "eager_defaults": False,  # what the database computes is read by lists alone
    }


class TaskSupport(Base):
    """A supporting unit 配合单位; the one lead unit stands in the task itself."""

    __tablename__ = "task_supports"

    task_id: Mapped[int] = mapped_column(
        ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True
    )
    unit_id: Mapped[int] = mapped_column(
        ForeignKey("units.id", ondelete="RESTRICT"), primary_key=True, index=True
    )


class Target(Base):
    __tablename__ = "targets"
    __table_args__ = (UniqueConstraint("task_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    position: Mapped[int]
    metric: Mapped[str]
    kind: Mapped[TargetKind]
    op: Mapped[Op]
    value: Mapped[Decimal] = mapped_column(Exact)
    value_high: Mapped[Decimal | None] = mapped_column(Exact)
    unit: Mapped[str]
    baseline: Mapped[Decimal | None] = mapped_column(Exact)
    current: Mapped[Decimal | None] = mapped_column(Exact)
    due_on: Mapped[date]
    source_start: Mapped[int | None]
    source_end: Mapped[int | None]


class Milestone(Base):
    """节点: by that day, that percent. Percents rise with their dates (tested rule)."""

    __tablename__ = "milestones"
    __table_args__ = (
        UniqueConstraint("task_id", "on"),
        CheckConstraint("percent IS NULL OR (percent > 0 AND percent <= 100)", name="percent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"))
    on: Mapped[date]
    text: Mapped[str] = mapped_column(default="")
    percent: Mapped[int | None]
