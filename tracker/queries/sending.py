"""Does mail leave, and have the jobs succeeded lately? One statement, as pages ask it, too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.health import MailFlow
from tracker.domain.job_runs import FINISHED_FOR
from tracker.domain.values import JobOutcome, MailState
from tracker.models import JobRun, OutboxEmail


@dataclass(frozen=True, slots=True)
class JobEnds:
    """When runs of a job last ended well, and when badly."""

    succeeded_at: datetime | None
    failed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sending:
    flow: MailFlow
    ends: Mapping[str, JobEnds]  # by the name of the job


def get_sending(now: datetime) -> Sending:
    since = day_of(now - FINISHED_FOR).isoformat()
    rows = db.session.execute(_statement(), {"since": since}).all()
    first = rows[0]
    flow = MailFlow(
        waiting=first.mails,
        since=first.since,
        due=first.due,
        sent_at=first.sent_at,
        failed_since=first.failed_since,
        reason=first.reason or first.refusal or "",
    )
    ends = {row.job: JobEnds(row.succeeded_at, row.failed_at) for row in rows if row.job}
    return Sending(flow, ends)


@cache
def _statement() -> sa.Select[Any]:
    """The mails once, beside each job. What is newest is found by the index of the outbox."""
    waiting = (
        sa.select(
            sa.func.count().label("mails"),
            sa.func.min(OutboxEmail.created_at).label("since"),
            sa.func.min(OutboxEmail.next_try_at).label("due"),
            sa.func.max(OutboxEmail.error).label("reason"),
        )
        .where(OutboxEmail.state == MailState.QUEUED)
        .subquery("waiting")
    )
    sent = _newest(MailState.SENT, OutboxEmail.sent_at).subquery("sent")
    failed = _newest(
        MailState.FAILED,
        OutboxEmail.created_at.label("failed_since"),
        OutboxEmail.error.label("refusal"),
    ).subquery("failed")
    ends = _ends().subquery("ends")
    joined: sa.FromClause = waiting
    for other in (sent, failed, ends):
        joined = joined.outerjoin(other, sa.true())
    return sa.select(waiting, sent, failed, ends).select_from(joined)


def _newest(state: MailState, *columns: Any) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .where(OutboxEmail.state == state)
        .order_by(OutboxEmail.next_try_at.desc(), OutboxEmail.id.desc())
        .limit(1)
    )


def _ends() -> sa.Select[str, datetime | None, datetime | None]:
    def newest(outcome: JobOutcome, name: str) -> sa.ColumnElement[datetime | None]:
        ended = sa.func.max(JobRun.finished_at).filter(JobRun.outcome == outcome)
        return ended.label(name)

    return (
        sa.select(
            JobRun.job,
            newest(JobOutcome.OK, "succeeded_at"),
            newest(JobOutcome.FAILED, "failed_at"),
        )
        .where(JobRun.slot > sa.bindparam("since"))
        .group_by(JobRun.job)
    )
