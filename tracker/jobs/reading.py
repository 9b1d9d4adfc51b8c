"""Reads files that wait: a thread for each seat of the host that is free, its heart beside it."""

import logging
import socket
from threading import Thread

from flask import Flask

from tracker import clock
from tracker.domain.doing import MACHINE, Doing
from tracker.domain.errors import UnreadableDocument
from tracker.domain.uploads import HEARTBEAT_EVERY, SEATS
from tracker.jobs.heart import heart
from tracker.queries.waiting_uploads import get_queue
from tracker.services import uploads
from tracker.services.uploads import Claimed

_log = logging.getLogger(__name__)
_HOST = socket.gethostname()


def begin(app: Flask) -> Thread:
    """Reads until nothing waits or no seat is free; a process that is told to end waits for it."""
    reader = Thread(target=_read_all, args=[app], name="reader")
    reader.start()
    return reader


def read_what_waits(app: Flask) -> int:
    """Ends when nothing waits any more, or others read it. Returns how much waited."""
    length = get_queue().length
    readers = [begin(app) for _ in range(min(length, SEATS))]
    for reader in readers:
        reader.join()
    return length


def _read_all(app: Flask) -> None:
    with app.app_context():
        while (claimed := uploads.claim(_doing(app), host=_HOST)) is not None:
            _read(app, claimed)


def _read(app: Flask, claimed: Claimed) -> None:
    """A fault of ours ends the waiting, too; without a database another reader will take over."""

    def beat() -> None:
        uploads.beat(_doing(app), claimed)

    with heart(app, beat, every=HEARTBEAT_EVERY, of=f"upload {claimed.id}"):
        try:
            uploads.read(_doing(app), claimed)
        except Exception:
            _log.exception("reading upload %d failed", claimed.id)
            uploads.refuse(_doing(app), claimed, UnreadableDocument("document.crashed"))


def _doing(app: Flask) -> Doing:
    return Doing(MACHINE, clock.now(), app.config["POLICY"])
