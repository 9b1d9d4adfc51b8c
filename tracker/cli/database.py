"""Can this version use the database? If not, every command says so in one sentence, and why."""

from collections.abc import Callable, Iterator
from copy import copy
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import Config

from tracker.domain import health
from tracker.domain.health import Check, Health
from tracker.queries.health import find_database_state

P = ParamSpec("P")
R = TypeVar("R")


def checks() -> Iterator[Check]:
    """Does it open, and are its tables those of this version?"""
    state = find_database_state()
    yield health.database(state.kind, state.error)
    if not state.error:
        yield health.schema(state.revision, _revisions())


def _revisions() -> health.Revisions:
    scripts = ScriptDirectory(current_app.extensions["migrate"].directory)
    return health.Revisions(scripts.get_base() or "", scripts.get_current_head() or "")


def refuse_foreign(config: Config) -> Config:
    """Before Alembic runs, also by `flask db upgrade`: it knows only its own revisions."""
    state = find_database_state()
    if state.revision and not _revisions().know(state.revision):
        raise click.ClickException(health.schema(state.revision, _revisions()).words)
    return config


def guarded(command: click.Command, *, without_tables: frozenset[click.Command]) -> click.Command:
    """The command, and each one below it, refuses to begin on a database that does not fit."""
    if command in without_tables:
        return command
    guarded_one = copy(command)
    if isinstance(guarded_one, click.Group):
        guarded_one.commands = {
            name: guarded(each, without_tables=without_tables)
            for name, each in guarded_one.commands.items()
        }
    elif guarded_one.callback:
        guarded_one.callback = _after_checks(guarded_one.callback)
    return guarded_one


def _after_checks(callback: Callable[P, R]) -> Callable[P, R]:
    @wraps(callback)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for check in checks():
            if check.verdict is Health.WRONG:
                raise click.ClickException(check.words)
        return callback(*args, **kwargs)

    return run
