"""Runs of jobs: who claims a slot runs it, nobody else does; then it is closed with its outcome."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.job_runs import DEAD_AFTER
from tracker.domain.values import JobOutcome
from tracker.models import JobRun
from tracker.transaction.unit_of_work import unit_of_work
from tracker.transaction.upsert import insert


def claim(doing: Doing, *, job: str, slot: str, host: str) -> int | None:
    """The id of the run; None when the slot is done or somebody is at it.

    A slot that failed, or whose process died, may be claimed again: every job can be run twice
    without harm.
    """
    new = {
        "job": job,
        "slot": slot,
        "host": host,
        "claimed_at": doing.now,
        "heartbeat_at": doing.now,
        "figures": {},
        "error": "",
    }
    with unit_of_work() as session:
        statement = insert(session, JobRun).values(new)
        run_id = session.scalar(
            statement.on_conflict_do_nothing(index_elements=["job", "slot"]).returning(JobRun.id)
        )
        if run_id is None:
            run_id = _take_over(session, job, slot, host, doing)
        return run_id


def _take_over(session: Session, job: str, slot: str, host: str, doing: Doing) -> int | None:
    return session.scalar(
        sa.update(JobRun)
        .where(
            JobRun.job == job,
            JobRun.slot == slot,
            sa.or_(_is_dead(doing.now), JobRun.outcome == JobOutcome.FAILED),
        )
        .values(
            host=host,
            claimed_at=doing.now,
            heartbeat_at=doing.now,
            finished_at=None,
            outcome=None,
            error="",
        )
        .returning(JobRun.id)
    )


def _is_dead(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(JobRun.finished_at.is_(None), JobRun.heartbeat_at <= now - DEAD_AFTER)


def beat(doing: Doing, run_id: int) -> None:
    """The process that runs it is alive."""
    with unit_of_work() as session:
        mine = (JobRun.id == run_id, JobRun.finished_at.is_(None))
        session.execute(sa.update(JobRun).where(*mine).values(heartbeat_at=doing.now))


def finish(doing: Doing, run_id: int, *, figures: Mapping[str, int]) -> None:
    _close(run_id, JobOutcome.OK, doing, figures=figures, error="")


def fail(doing: Doing, run_id: int, *, error: str) -> None:
    _close(run_id, JobOutcome.FAILED, doing, figures={}, error=error)


def _close(
    run_id: int, outcome: JobOutcome, doing: Doing, *, figures: Mapping[str, int], error: str
) -> None:
    with unit_of_work() as session:
        session.execute(
            sa.update(JobRun)
            .where(JobRun.id == run_id)
            .values(finished_at=doing.now, outcome=outcome, figures=dict(figures), error=error)
        )


def forget_older(run_id: int) -> int:
    """Of a job that runs every minute only the newest run with each outcome is kept, so that the
    table stays small and the last failure can still be read."""
    with unit_of_work() as session:
        kept = session.get_one(JobRun, run_id)
        forgotten = session.execute(
            sa.delete(JobRun)
            .where(
                JobRun.job == kept.job,
                JobRun.slot < kept.slot,
                sa.or_(JobRun.outcome == kept.outcome, _is_dead(kept.claimed_at)),
            )
            .returning(JobRun.id)
        )
        return len(forgotten.all())
