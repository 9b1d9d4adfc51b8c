"""A thread beside long work that shows others, in the database, that the work is alive."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from flask import Flask

_log = logging.getLogger(__name__)


@contextmanager
def heart(app: Flask, beat: Callable[[], object], *, every: timedelta, of: str) -> Iterator[None]:
    """Calls `beat` in an application context of its own, until the block is left. `of`: what the
    log calls the work."""
    stop = Event()
    arguments = (app, beat, every, of, stop)
    Thread(target=_beat, args=arguments, name="heart", daemon=True).start()
    try:
        yield
    finally:
        stop.set()


def _beat(app: Flask, beat: Callable[[], object], every: timedelta, of: str, stop: Event) -> None:
    """A beat that fails is followed by the next one; after too many of them another takes over."""
    while not stop.wait(every.total_seconds()):
        try:
            with app.app_context():
                beat()
        except Exception:
            _log.exception("no heartbeat for %s", of)
