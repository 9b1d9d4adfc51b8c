"""任务计划: which job runs when, how its last run went, what downtime has left to do."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template

from tracker import clock
from tracker.domain.permissions import Permission
from tracker.domain.words.jobs import JOB_PURPOSES, figure_words
from tracker.domain.words.labels import label
from tracker.jobs.schedule import SCHEDULE, Entry
from tracker.queries.job_runs import JobRunRow, find_last_runs
from tracker.web.access import requires

job_runs = Blueprint("job_runs", __name__)


@dataclass(frozen=True, slots=True)
class JobLine:
    name: str
    purpose: str
    when: str
    next_at: datetime
    last_at: datetime | None
    outcome: str
    words: str  # what it counted, or why it failed
    is_missed: bool  # the day's time has come and nobody ran it


@job_runs.route("/admin/jobs")
@requires(Permission.SYSTEM_VIEW)
def index() -> str:
    last, now = find_last_runs(), clock.now()
    lines = [_line(entry, last.get(entry.name), now) for entry in SCHEDULE]
    return render_template("jobs/index.html", lines=lines)


def _line(entry: Entry, last: JobRunRow | None, now: datetime) -> JobLine:
    is_done = last is not None and last.slot >= entry.slot(now)
    return JobLine(
        name=entry.name,
        purpose=JOB_PURPOSES[entry.name],
        when=entry.when,
        next_at=entry.next_after(now),
        last_at=last.claimed_at if last else None,
        outcome=_outcome(last, now),
        words=(last.error or figure_words(last.figures)) if last else "",
        is_missed=entry.is_past(now) and not is_done,
    )


def _outcome(last: JobRunRow | None, now: datetime) -> str:
    if last is None:
        return "还没有运行过"
    if last.outcome is not None:
        return label(last.outcome)
    return "正在运行" if last.is_running(now) else "中断，等候续办"
