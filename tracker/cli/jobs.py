"""`flask jobs list | run NAME [--at MOMENT] | work`."""

from datetime import datetime

import click
from flask import current_app

from tracker import clock
from tracker.cli import support
from tracker.domain.errors import NotFound
from tracker.domain.words.errors import error_sentence
from tracker.domain.words.jobs import JOB_PURPOSES, figure_words
from tracker.domain.words.labels import label
from tracker.jobs import runner
from tracker.jobs.runner import Run
from tracker.jobs.schedule import SCHEDULE, Entry, find_entry
from tracker.queries.job_runs import JobRunRow, find_last_runs, find_run


@click.group()
def jobs() -> None:
    """What runs by itself, and when."""


@jobs.command("list")
@support.as_json
def list_jobs(as_json: bool) -> None:
    """Shows each job with its newest run."""
    last = find_last_runs()
    if as_json:
        rows = [_entry_json(entry, last.get(entry.name)) for entry in SCHEDULE]
        support.show_json(rows)
        return
    for entry in SCHEDULE:
        click.echo(f"{entry.name}\t{entry.when}\t{JOB_PURPOSES[entry.name]}")
        click.echo(f"\t最近一次：{_last_words(last.get(entry.name))}")


def _entry_json(entry: Entry, last: JobRunRow | None) -> dict[str, object]:
    return {
        "name": entry.name,
        "when": entry.when,
        "purpose": JOB_PURPOSES[entry.name],
        "last": last
        and {
            "slot": last.slot,
            "claimed_at": last.claimed_at.isoformat(),
            "finished_at": last.finished_at and last.finished_at.isoformat(),
            "outcome": last.outcome,
            "figures": dict(last.figures),
            "error": last.error,
        },
    }


def _last_words(last: JobRunRow | None) -> str:
    if last is None:
        return "还没有运行过"
    if last.outcome is None:
        is_running = last.is_running(clock.now())
        return f"{last.slot} {'运行中' if is_running else '中断，等候续办'}"
    return f"{last.slot} {label(last.outcome)} {last.error or figure_words(last.figures)}".rstrip()


@jobs.command("run")
@click.argument("name")
@click.option("--at", type=support.Moment(), help="As if it were then, in Shanghai time.")
@support.as_json
def run_job(name: str, at: datetime | None, as_json: bool) -> None:
    """Runs a job once, unless its slot was run already."""
    entry = find_entry(name)
    if entry is None:
        raise click.ClickException(error_sentence(NotFound("job.unknown", name=name)))
    run = runner.run_once(entry, at or clock.now())
    if as_json:
        support.show_json(_run_json(run))
    elif not run.error:
        click.echo(_run_words(run))
    if run.error:
        raise click.ClickException(f"{run.job} {run.slot} 失败：{run.error}")


def _run_json(run: Run) -> dict[str, object]:
    return {
        "job": run.job,
        "slot": run.slot,
        "ran": run.is_mine,
        "figures": dict(run.figures),
        "error": run.error,
    }


def _run_words(run: Run) -> str:
    if not run.is_mine:
        return f"{run.job} {run.slot} {_why_not(run)}，没有重复运行"
    return f"{run.job} {run.slot} 完成：{figure_words(run.figures)}"


def _why_not(run: Run) -> str:
    """A run whose process died a moment ago cannot be told from one that is alive: the age of its
    heartbeat is said, too."""
    other, now = find_run(run.job, run.slot), clock.now()
    if other is None or not other.is_running(now):
        return "已经运行过"
    return f"正在运行（{int((now - other.heartbeat_at).total_seconds())} 秒前有心跳）"


@jobs.command("work")
def work() -> None:
    """The scheduler: runs until it is told to stop."""
    runner.work(current_app._get_current_object())  # type: ignore[attr-defined]
