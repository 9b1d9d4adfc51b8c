"""The one place where what a command cannot do becomes a sentence and exit status 1.

A rule that says no, a database that does not answer, a file or address that cannot be used. What is
left is a fault of ours, and keeps its stack trace.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from tracker.domain.errors import RuleBroken, TrackerError
from tracker.domain.words.errors import error_sentence
from tracker.domain.words.obstacles import database_sentence, system_sentence
from tracker.queries.health import find_fault

P = ParamSpec("P")
R = TypeVar("R")


def each(command: click.Command, change: Callable[[click.Command], click.Command]) -> click.Command:
    """The command, or each one below a group, as `change` gives it back; the one given stays as it
    is, since other applications of this process use it, too."""
    if not isinstance(command, click.Group):
        return change(command)
    group = copy(command)
    group.commands = {name: each(one, change) for name, one in group.commands.items()}
    return group


def spoken(command: click.Command) -> click.Command:
    """The command, with a sentence for whatever stands in its way."""
    return with_callback(command, _spoken)


def with_callback(
    command: click.Command, change: Callable[[Callable[P, R]], Callable[P, R]]
) -> click.Command:
    changed = copy(command)
    if changed.callback is not None:
        changed.callback = change(changed.callback)
    return changed


def _spoken(callback: Callable[P, R]) -> Callable[P, R]:
    @wraps(callback)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with sentences():
            return callback(*args, **kwargs)

    return run


@contextmanager
def sentences() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        words = sentence_of(error)
        if words is None:
            raise
        raise click.ClickException(words) from error


def sentence_of(error: Exception) -> str | None:
    if isinstance(error, TrackerError):
        faults = error.all if isinstance(error, RuleBroken) else (error,)
        return "\n".join(map(error_sentence, faults))
    fault = find_fault(error)
    if fault is not None:
        return database_sentence(fault.obstacle, fault.reason)
    if isinstance(error, OSError) and error.errno != errno.EPIPE:  # click ends at a closed pipe
        return system_sentence(error)
    if isinstance(error, UnicodeEncodeError):  # bytes of the command line that are no text
        return "输入里有不能识别的字符，请用 UTF-8 重新输入。"
    return None
