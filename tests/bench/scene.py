"""A SQLite database of its own, made by the migrations and filled with a plan of a given size."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from flask import Flask

from tests.client import use_strict_doors
from tests.clocks import MONDAY_MORNING
from tests.databases import close_engines, make_app, migrated
from tests.make import make_doing, make_user
from tracker import clock
from tracker.domain.values import Role
from tracker.samples import load
from tracker.samples.load import Shape
from tracker.services import figures

VIEWER = "bench"


@contextmanager
def filled(tasks: int, *, now: datetime = MONDAY_MORNING) -> Iterator[Flask]:
    """With 30 units and a chief each, and a person of the plan office who looks on."""
    with tempfile.TemporaryDirectory() as folder, clock.at(now):
        app = migrated(make_app(f"sqlite:///{folder}/bench.sqlite3", Path(folder)))
        use_strict_doors(app)
        with app.app_context():
            shape = Shape(tasks=tasks, strategies=6, units=30, users=30, seed=1)
            load.fill(make_doing(now=now), shape)
            figures.take_snapshots(make_doing(now=now))
            make_user(login=VIEWER, roles=[Role.PLAN_OFFICE])
        yield app
        close_engines(app)
