"""A morning in a large bureau: reminders for 100,000 due tasks of 2,000 people, then their mails,
to a server in a process of its own that takes everything at once."""

import os
import resource
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

import sqlalchemy as sa
from flask import Flask

from tests.bench.machine import paced, timed
from tests.bench.report import cpu_seconds, line
from tests.clocks import MONDAY_MORNING
from tests.databases import close_engines, make_app, migrated
from tests.make import make_doing
from tests.outbound.smtp_server import settings
from tests.query_counter import counted_queries
from tracker import clock
from tracker.database import db
from tracker.domain.letters import Letterhead
from tracker.models import OutboxEmail, ReminderTask
from tracker.outbound.smtp import SmtpSender
from tracker.samples import load
from tracker.samples.load import Shape
from tracker.services import outbox, reminders

PEOPLE, EACH, NAMED = 2_000, 50, 5
SHAPE = Shape(tasks=PEOPLE, strategies=6, units=PEOPLE, users=PEOPLE, seed=1)
LETTERHEAD = Letterhead("测算", "http://tracker.example", "tracker@tracker.example")
MEGABYTE = 1024  # ru_maxrss counts in KiB


def run() -> None:
    with _many_due() as app, app.app_context():
        doing = make_doing(now=MONDAY_MORNING, letterhead=LETTERHEAD)
        before = _memory()
        with counted_queries() as queries:
            taken = cpu_seconds(lambda: reminders.write_due(doing))
        what = f"write reminders of {PEOPLE * EACH:,} tasks"
        timed(what, taken, "s of processor", digits=1)
        line(what, queries.count / (PEOPLE / 100), "queries a 100 people")
        line(what, (_memory() - before) / MEGABYTE, "MB more")
        _shorten()
        mails = db.session.scalar(sa.select(sa.func.count()).select_from(OutboxEmail)) or 0
        with _taking_all() as port:
            sender, began = SmtpSender(settings(port)), time.perf_counter()
            taken = cpu_seconds(lambda: outbox.deliver(doing, sender))
        paced(f"mails sent, {NAMED} tasks each", mails / taken, "a s of processor")
        line(f"mails sent, {NAMED} tasks each", mails / (time.perf_counter() - began), "a second")


@contextmanager
def _many_due() -> Iterator[Flask]:
    with tempfile.TemporaryDirectory() as folder, clock.at(MONDAY_MORNING):
        app = migrated(make_app(f"sqlite:///{folder}/bench.sqlite3", Path(folder)))
        with app.app_context():
            load.fill(make_doing(now=MONDAY_MORNING), SHAPE)
            _multiply()
        yield app
        close_engines(app)


def _multiply() -> None:
    """Each task as often as a person has tasks, all of them overdue."""
    columns = sa.inspect(db.engine).get_columns("tasks")
    kept = ", ".join(
        f'"{each["name"]}"' for each in columns if each["name"] != "id" and "computed" not in each
    )
    db.session.execute(
        sa.text(
            "UPDATE tasks SET state = 'in_progress', due_on = '2026-11-20', submitted_on = NULL"
        )
    )
    copies = f"INSERT INTO tasks ({kept}) SELECT {kept} FROM tasks WHERE id <= {PEOPLE}"  # noqa: S608
    for _ in range(EACH - 1):
        db.session.execute(sa.text(copies))
    db.session.commit()


def _shorten() -> None:
    """What a person has to do in an ordinary bureau."""
    row = sa.select(ReminderTask.task_id).where(ReminderTask.task_id > PEOPLE * NAMED)
    db.session.execute(sa.delete(ReminderTask).where(ReminderTask.task_id.in_(row)))
    db.session.commit()


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class _Taker(StreamRequestHandler):
    """The least that is a mail server."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while command := self.rfile.readline()[:4].upper():
            if command == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
            self.wfile.write(b"250 taken\r\n")


@contextmanager
def _taking_all() -> Iterator[int]:
    """The port of a fork that takes all."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        child = os.fork()
        if not child:
            server = ThreadingTCPServer(("127.0.0.1", port), _Taker, bind_and_activate=False)
            server.socket = listening
            server.serve_forever()
        try:
            yield port
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
