"""What the jobs did last; the newest run of the mail job is the scheduler's heartbeat."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.job_runs import DEAD_AFTER, FINISHED_FOR
from tracker.domain.values import JobOutcome
from tracker.models import JobRun


@dataclass(frozen=True, slots=True)
class JobRunRow:
    job: str
    slot: str
    claimed_at: datetime
    heartbeat_at: datetime
    finished_at: datetime | None
    outcome: JobOutcome | None
    figures: Mapping[str, int]
    error: str

    def is_running(self, now: datetime) -> bool:
        """As far as one can tell from its heart, which beats every few seconds."""
        return self.finished_at is None and now - self.heartbeat_at < DEAD_AFTER

    def is_dead(self, now: datetime) -> bool:
        return self.finished_at is None and not self.is_running(now)


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


def find_run(job: str, slot: str) -> JobRunRow | None:
    run = db.session.scalar(sa.select(JobRun).where(JobRun.job == job, JobRun.slot == slot))
    return _row(run) if run else None


def list_unfinished(jobs: Collection[str], now: datetime) -> Sequence[JobRunRow]:
    """Of jobs that run once a day: those of the last days that failed or have no end yet, the
    oldest first."""
    runs = db.session.scalars(
        sa.select(JobRun)
        .where(
            JobRun.job.in_(jobs),
            JobRun.slot > day_of(now - FINISHED_FOR).isoformat(),
            sa.or_(JobRun.finished_at.is_(None), JobRun.outcome == JobOutcome.FAILED),
        )
        .order_by(JobRun.slot, JobRun.id)
    )
    return [_row(run) for run in runs]


def _row(run: JobRun) -> JobRunRow:
    return JobRunRow(
        job=run.job,
        slot=run.slot,
        claimed_at=run.claimed_at,
        heartbeat_at=run.heartbeat_at,
        finished_at=run.finished_at,
        outcome=run.outcome,
        figures=run.figures,
        error=run.error,
    )
