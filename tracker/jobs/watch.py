"""Is what runs by itself well? For `flask doctor`, and for the bar that pages show."""

from collections.abc import Sequence
from datetime import datetime

from tracker.domain import health
from tracker.domain.health import Check, Health, JobRecord
from tracker.domain.words.jobs import JOB_PURPOSES
from tracker.jobs.schedule import SCHEDULE, Entry
from tracker.queries.sending import JobEnds, get_sending

_NEVER = JobEnds(None, None)


def checks(now: datetime, *, is_set: bool = True) -> Sequence[Check]:
    """`is_set`: there is a mail server, or nobody waits for mail."""
    seen = get_sending(now)
    records = [_record(entry, seen.ends.get(entry.name, _NEVER), now) for entry in SCHEDULE]
    return health.sending(seen.flow, now, is_set=is_set), health.jobs(records, now)


def trouble(now: datetime, *, is_set: bool) -> str:
    """The first thing that is wrong; empty when all is well."""
    found = checks(now, is_set=is_set)
    return next((check.words for check in found if check.verdict is Health.WRONG), "")


def _record(entry: Entry, ends: JobEnds, now: datetime) -> JobRecord:
    due_at = entry.moment(entry.slot(now)) if entry.is_past(now) else None
    is_daily = entry.at is not None
    return JobRecord(JOB_PURPOSES[entry.name], is_daily, due_at, ends.succeeded_at, ends.failed_at)
