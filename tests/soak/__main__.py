"""`python -m tests.soak`: 50 people for a minute on SQLite, then on PostgreSQL."""

import argparse
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import quantiles

from flask import Flask
from waitress import create_server

from tests.bench.report import line
from tests.databases import KINDS, open_database
from tests.soak import crowd
from tests.soak.clients import TRIES, Findings
from tracker.database import db


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=50)
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)  # waitress tells of every queue
    faults = [fault for kind in KINDS for fault in _soak(kind, chosen.seconds, chosen.clients)]
    raise SystemExit("\n".join(faults) if faults else 0)


def _soak(kind: str, seconds: float, clients: int) -> list[str]:
    database = open_database(kind)
    try:
        with database.app.app_context():
            people = crowd.people(clients)
            before = crowd.counts()
        with _serving(database.app) as port:
            findings, taken = crowd.let_work(people, port, seconds)
        with database.app.app_context():
            faults = findings.faults + crowd.wrong(findings, before)
            db.session.remove()
        _print(kind, findings, taken, seconds)
        return [f"{kind}: {fault}" for fault in faults]
    finally:
        database.close()


@contextmanager
def _serving(app: Flask) -> Iterator[int]:
    server = create_server(app, host="127.0.0.1", port=0, threads=8, ident="")
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_port
    server.task_dispatcher.shutdown()
    server.close()


def _print(kind: str, findings: Findings, taken: list[float], seconds: float) -> None:
    marks = quantiles(taken, n=100)
    line(f"{kind}: requests a second", len(taken) / seconds, "requests/s")
    line(f"{kind}: reports taken", len(findings.accepted), "reports")
    line(f"{kind}: told that somebody was faster", findings.beaten, "times")
    line(f"{kind}: gave up after {TRIES} tries", findings.given_up, "reports")
    line(f"{kind}: an answer, median", marks[49] * 1000, "ms")
    line(f"{kind}: an answer, 95 of 100 within", marks[94] * 1000, "ms")


if __name__ == "__main__":
    main()
