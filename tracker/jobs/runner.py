"""Runs a job once per slot, finishes what others left, catches up, and keeps the clock.

The schedule only knocks; the database says what is due. So a restart, a second process and a
second knock do no harm.
"""

import logging
import signal
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Thread
from types import FrameType

from apscheduler.events import EVENT_SCHEDULER_STARTED
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask, current_app

from tracker import clock
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.doing import MACHINE, Doing
from tracker.domain.job_runs import HEARTBEAT_EVERY
from tracker.jobs.heart import heart
from tracker.jobs.schedule import SCHEDULE, Entry
from tracker.queries.job_runs import JobRunRow, list_unfinished
from tracker.services import job_runs

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """`is_mine` is false when the slot was done already or somebody else is at it."""

    job: str
    slot: str
    is_mine: bool
    figures: Mapping[str, int] = field(default_factory=dict)
    error: str = ""


def run_once(entry: Entry, moment: datetime) -> Run:
    """As if it were `moment`. Needs an application context. What a job raises ends in its run and
    in the log; the caller goes on."""
    slot = entry.slot(moment)
    run_id = job_runs.claim(
        _doing(clock.now()), job=entry.name, slot=slot, host=socket.gethostname()
    )
    if run_id is None:
        return Run(entry.name, slot, is_mine=False)
    run = _run_claimed(entry, moment, run_id)
    if entry.at is None:
        job_runs.forget_older(run_id)
    return run


def _run_claimed(entry: Entry, moment: datetime, run_id: int) -> Run:
    app, slot = current_app._get_current_object(), entry.slot(moment)  # type: ignore[attr-defined]

    def beat() -> None:
        job_runs.beat(_doing(clock.now()), run_id)

    try:
        with heart(app, beat, every=HEARTBEAT_EVERY, of=f"job {entry.name}"):
            figures = entry.job(_doing(moment))
    except Exception as error:
        _log.exception("job %s failed in slot %s", entry.name, slot)
        reason = f"{type(error).__name__}: {error}"[:500]
        job_runs.fail(_doing(clock.now()), run_id, error=reason)
        return Run(entry.name, slot, is_mine=True, error=reason)
    job_runs.finish(_doing(clock.now()), run_id, figures=figures)
    return Run(entry.name, slot, is_mine=True, figures=figures)


def _doing(moment: datetime) -> Doing:
    return Doing(MACHINE, moment, current_app.config["POLICY"])


def catch_up(moment: datetime) -> list[Run]:
    """Finishes what began on earlier days, then runs what this day has missed so far, each once."""
    begun = [
        run_once(entry, entry.moment(row.slot))
        for entry, row in _unfinished(moment)
        if row.slot < entry.slot(moment) and not row.is_running(moment)
    ]
    return begun + [run_once(entry, moment) for entry in SCHEDULE if entry.is_past(moment)]


def take_over(moment: datetime) -> list[Run]:
    """Finishes the runs whose process died, each with its own day, also after midnight. A job of
    every minute is left to its next minute."""
    return [
        run_once(entry, entry.moment(row.slot))
        for entry, row in _unfinished(moment)
        if row.is_dead(moment)
    ]


def _unfinished(moment: datetime) -> list[tuple[Entry, JobRunRow]]:
    daily = {entry.name: entry for entry in SCHEDULE if entry.at is not None}
    return [(daily[row.job], row) for row in list_unfinished(daily, moment)]


def work(app: Flask) -> None:
    """The scheduler as a process of its own, until SIGTERM or Ctrl-C."""
    scheduler = _scheduler(app)

    def stop(number: int, frame: FrameType | None) -> None:
        if not scheduler.running:
            raise SystemExit(0)
        # Runs that have begun are finished: their threads are joined when the process ends.
        scheduler.shutdown(wait=False)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    scheduler.start()


def start_in_background(app: Flask) -> BlockingScheduler:
    """The scheduler as a thread of a single serving process; `shutdown()` ends it."""
    scheduler = _scheduler(app)
    started = Event()
    scheduler.add_listener(lambda event: started.set(), EVENT_SCHEDULER_STARTED)
    Thread(target=scheduler.start, name="scheduler", daemon=True).start()
    started.wait()
    return scheduler


def _scheduler(app: Flask) -> BlockingScheduler:
    # It warns when a job is still at work as its next minute comes, which is as it should be: a
    # long document, or much mail. What a job raises is in the log by our own hand.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = BlockingScheduler(
        timezone=SHANGHAI,
        executors={"default": ThreadPoolExecutor(3)},  # one of them may read a document for long
        job_defaults={"coalesce": True, "misfire_grace_time": None},
    )
    soon = datetime.now(SHANGHAI) + timedelta(seconds=1)
    for entry in SCHEDULE:
        first = {} if entry.at else {"next_run_time": soon}
        scheduler.add_job(_run, "cron", args=[app, entry], id=entry.name, **first, **entry.cron)
    # Downtime is known from the database and not from the scheduler, which forgets it.
    scheduler.add_job(_catch_up, "cron", args=[app], id="catch-up", minute="*/15")
    scheduler.add_job(_take_over, "cron", args=[app], id="take-over", second=30)
    scheduler.add_job(_catch_up, "date", args=[app], id="catch-up-at-start", run_date=soon)
    return scheduler


def _run(app: Flask, entry: Entry) -> None:
    with app.app_context():
        _tell(run_once(entry, clock.now()))


def _catch_up(app: Flask) -> None:
    with app.app_context():
        for run in catch_up(clock.now()):
            _tell(run)
    _log.info("caught up")


def _take_over(app: Flask) -> None:
    with app.app_context():
        for run in take_over(clock.now()):
            _tell(run)


def _tell(run: Run) -> None:
    if run.is_mine and not run.error and any(run.figures.values()):
        _log.info("job %s ran in slot %s: %s", run.job, run.slot, dict(run.figures))
