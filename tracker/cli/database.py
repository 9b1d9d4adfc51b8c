"""Can this version use the database? If not, every command says so in one sentence, and why."""

from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import ParamSpec, TypeVar

import click
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import Config

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
    return _revisions_in(current_app.extensions["migrate"].directory)


@cache
def _revisions_in(folder: str) -> health.Revisions:
    """Read once: it takes longer than most commands."""
    scripts = ScriptDirectory(folder)
    return health.Revisions(scripts.get_base() or "", scripts.get_current_head() or "")


def refuse_foreign(config: Config) -> Config:
    """Before Alembic runs, also by `flask db upgrade`: it knows only its own revisions."""
    state = find_database_state()
    if state.fault:
        raise click.ClickException(_opens(state).words)
    if state.revision and not _revisions().know(state.revision):
        raise click.ClickException(health.schema(state.revision, _revisions()).words)
    return config


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
