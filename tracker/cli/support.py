"""What commands share: what may be typed, answers as text, JSON or a file."""

import errno
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import click
from flask import current_app

from tracker import clock
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.doing import MACHINE, Doing
from tracker.domain.terms.dates import FIRST_YEAR, LAST_YEAR
from tracker.domain.values import Actor

NUMBER = click.IntRange(1, 2**31 - 1)  # of a row; databases know no others
YEAR = click.IntRange(FIRST_YEAR, LAST_YEAR)

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON value instead of text.")
acting = click.option("--as", "login", required=True, metavar="LOGIN", help="Who does it.")


class Moment(click.DateTime):
    """A minute in Shanghai, within the years that plans may have."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%dT%H:%M"])

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        moment: datetime = super().convert(value, param, ctx)
        YEAR.convert(moment.year, param, ctx)
        return moment.replace(tzinfo=SHANGHAI)


def doing(actor: Actor = MACHINE, now: datetime | None = None) -> Doing:
    """Without an actor: the machine's own command line; without a moment: now."""
    return Doing(actor, now or clock.now(), current_app.config["POLICY"])


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """A file that takes its place when it is complete; until then what was there stays."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    place = path.with_name(f".{os.getpid()}.part")  # short: a long name may leave no room
    with _named_as(path, place):
        try:
            with place.open("x", encoding="utf-8", newline="") as out:
                yield out
            os.replace(place, path)
        except BaseException:
            place.unlink(missing_ok=True)
            raise


@contextmanager
def _named_as(path: Path, place: Path) -> Iterator[None]:
    """An error names the path that was asked for."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def show_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def show_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns parted by tabs: readable, and a script can cut them."""
    click.echo("\t".join(head))
    for row in rows:
        click.echo("\t".join("" if cell is None else str(cell) for cell in row))
