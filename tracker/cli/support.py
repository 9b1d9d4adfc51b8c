"""What commands share: errors as sentences, answers as text or JSON."""

import functools
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import ParamSpec, TypeVar

import click
from flask import current_app

from tracker import clock
from tracker.domain.doing import MACHINE, Doing
from tracker.domain.errors import RuleBroken, TrackerError
from tracker.domain.values import Actor
from tracker.domain.words.errors import error_sentence

P = ParamSpec("P")
R = TypeVar("R")

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON value instead of text.")
acting = click.option("--as", "login", required=True, metavar="LOGIN", help="Who does it.")


def sentences(command: Callable[P, R]) -> Callable[P, R]:
    """A rule that says no becomes its sentence on stderr and exit status 1."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except TrackerError as error:
            faults = error.all if isinstance(error, RuleBroken) else (error,)
            raise click.ClickException("\n".join(map(error_sentence, faults))) from error

    return run


def doing(actor: Actor = MACHINE, now: datetime | None = None) -> Doing:
    """Without an actor: the machine's own command line; without a moment: now."""
    return Doing(actor, now or clock.now(), current_app.config["POLICY"])


def show_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def show_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns parted by tabs: readable, and a script can cut them."""
    click.echo("\t".join(head))
    for row in rows:
        click.echo("\t".join("" if cell is None else str(cell) for cell in row))
