"""Forks of this process that serve or work on a database of its own, and can be killed."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask
from waitress import create_server

from tracker.database import db

THREADS = 8


def fork(app: Flask, act: Callable[[], object]) -> int:
    """The id of a child that does this in an application context, over connections of its own."""
    child = os.fork()
    if child:
        return child
    try:
        with app.app_context():
            db.engine.dispose(close=False)  # they are the parent's
            act()
    finally:
        os._exit(0)


def kill(child: int) -> bool:
    """At once and for good. False when it had ended by itself."""
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@contextmanager
def serving(app: Flask, workers: int) -> Iterator[tuple[int, list[int]]]:
    """The port, and the ids of the workers that share it."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as shared:
        children = [fork(app, lambda: _serve(app, shared)) for _ in range(workers)]
        try:
            yield shared.getsockname()[1], children
        finally:
            for child in children:
                kill(child)


def _serve(app: Flask, shared: socket.socket) -> None:
    create_server(app, sockets=[shared], threads=THREADS, ident="").run()
