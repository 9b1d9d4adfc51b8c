"""Runs of jobs. The unique row is the claim: who inserts it runs the slot, nobody else does."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.database import Base
from tracker.domain.values import JobOutcome


class JobRun(Base):
    __tablename__ = "job_runs"
    __table_args__ = (UniqueConstraint("job", "slot"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str]
    slot: Mapped[str]  # 2026-11-23 or 2026-11-23T08:31
    claimed_at: Mapped[datetime]
    heartbeat_at: Mapped[datetime]  # when its process was last seen to be alive
    host: Mapped[str]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[JobOutcome | None]
    figures: Mapped[dict[str, Any]]
    error: Mapped[str] = mapped_column(default="")
