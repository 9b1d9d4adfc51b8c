"""What the jobs did last; the newest run of the mail job is the scheduler's heartbeat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.values import JobOutcome
from tracker.models import JobRun


@dataclass(frozen=True, slots=True)
class JobRunRow:
    job: str
    slot: str
    claimed_at: datetime
    finished_at: datetime | None
    outcome: JobOutcome | None
    figures: Mapping[str, int]
    error: str


def find_last_runs() -> Mapping[str, JobRunRow]:
    """The newest run of each job, by its name."""
    newest = (
        sa.select(JobRun.job, sa.func.max(JobRun.slot).label("slot"))
        .group_by(JobRun.job)
        .subquery()
    )
    runs = db.session.scalars(
        sa.select(JobRun)
        .join(newest, sa.and_(newest.c.job == JobRun.job, newest.c.slot == JobRun.slot))
        .order_by(JobRun.job)
    )
    return {run.job: _row(run) for run in runs}


def _row(run: JobRun) -> JobRunRow:
    return JobRunRow(
        job=run.job,
        slot=run.slot,
        claimed_at=run.claimed_at,
        finished_at=run.finished_at,
        outcome=run.outcome,
        figures=run.figures,
        error=run.error,
    )
