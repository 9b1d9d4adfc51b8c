"""Can this version use the database? If not, every command says so in one sentence, and why."""

from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from flask import current_app

from tracker.cli.sentences import with_callback
from tracker.domain import health
from tracker.domain.health import Check, Health
from tracker.domain.words.obstacles import database_sentence
from tracker.queries.health import DatabaseState, find_database_state

P = ParamSpec("P")
R = TypeVar("R")


def checks() -> Iterator[Check]:
    """Does it open, and are its tables those of this version?"""
    state = find_database_state()
    yield _opens(state)
    if not state.fault:
        yield health.schema(state.revision, _revisions())


def _opens(state: DatabaseState) -> Check:
    if state.fault is None:
        return health.database(state.kind)
    words = database_sentence(state.fault.obstacle, state.fault.reason)
    return Check("database", Health.WRONG, words)


def _revisions() -> health.Revisions:
    """By the names of their files, `0005_create_units.py`: to ask Alembic takes longer than most
    commands."""
    folder: Path = current_app.config["MIGRATIONS"]
    numbers = sorted(path.name[:4] for path in (folder / "versions").glob("[0-9]*.py"))
    return health.Revisions(numbers[0], numbers[-1])


def refuse_foreign() -> None:
    state = find_database_state()
    if state.fault:
        raise click.ClickException(_opens(state).words)
    if state.revision and not _revisions().know(state.revision):
        raise click.ClickException(health.schema(state.revision, _revisions()).words)


def guarded(command: click.Command) -> click.Command:
    """The command refuses to begin on a database that does not fit."""
    return with_callback(command, _after_checks)


def _after_checks(callback: Callable[P, R]) -> Callable[P, R]:
    @wraps(callback)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for check in checks():
            if check.verdict is Health.WRONG:
                raise click.ClickException(check.words)
        return callback(*args, **kwargs)

    return run
