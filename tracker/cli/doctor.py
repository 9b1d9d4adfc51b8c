"""`flask doctor`: what is wrong with this installation, and what to do about it."""

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
from flask import current_app

from tracker import clock
from tracker.cli import database, support
from tracker.cli.sentences import sentence_of
from tracker.domain import health
from tracker.domain.delivery import TemporaryFailure
from tracker.domain.health import Check, Health
from tracker.domain.values import MailState
from tracker.domain.words.labels import label
from tracker.jobs import watch
from tracker.outbound.file import FileSender
from tracker.queries.evidence import count_broken_files
from tracker.queries.health import find_damage
from tracker.queries.job_runs import find_last_runs
from tracker.queries.outbox import count_by_state
from tracker.queries.waiting_uploads import get_queue
from tracker.queries.workdays import get_workdays
from tracker.transaction.private_files import list_loose


@click.command()
@support.as_json
def doctor(as_json: bool) -> None:
    """Database, files, scheduler, mail, calendar, disk; exit 1 when something is wrong."""
    checks = list(_checks())
    if as_json:
        support.show_json([dataclasses.asdict(check) for check in checks])
    else:
        for check in checks:
            click.echo(f"{label(check.verdict)}\t{check.words}")
    if any(check.verdict is Health.WRONG for check in checks):
        raise SystemExit(1)


def _checks() -> Iterator[Check]:
    """Checks that need tables run only where there are tables."""
    of_database = list(database.checks())
    yield from of_database
    if all(check.verdict is Health.FINE for check in of_database):
        yield from _as_far_as_it_answers(_of_tables())
    yield _mail_server()
    yield health.privacy([str(path) for path in list_loose(Path(current_app.instance_path))])
    yield health.disk(shutil.disk_usage(current_app.instance_path).free)


def _as_far_as_it_answers(checks: Iterator[Check]) -> Iterator[Check]:
    """A damaged database fails at some tables and not at others."""
    try:
        yield from checks
    except Exception as error:
        words = sentence_of(error)
        if words is None:
            raise
        yield Check("contents", Health.WRONG, words)


def _of_tables() -> Iterator[Check]:
    yield health.contents(find_damage())
    yield health.files(count_broken_files())
    beat = find_last_runs().get("send-mail")
    error = beat.error if beat else ""
    yield health.scheduler(beat.heartbeat_at if beat else None, clock.now(), error)
    yield from watch.checks(clock.now())
    yield health.outbox(count_by_state()[MailState.FAILED])
    queue = get_queue()
    yield health.uploads(queue.length, queue.since, clock.now())
    year = clock.today().year
    days = get_workdays(year, year + 1)
    yield health.calendar([each for each in (year, year + 1) if days.is_estimated(each)])


def _mail_server() -> Check:
    sender = current_app.config["SENDER"]
    try:
        with sender.connection():
            return health.mail_server(is_set=not isinstance(sender, FileSender), error="")
    except TemporaryFailure as failure:
        return health.mail_server(is_set=True, error=str(failure))
