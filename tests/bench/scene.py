"""A database of its own, made by the migrations and filled with a plan of a given size."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

from flask import Flask

from tests.client import use_strict_doors
from tests.clocks import MONDAY_MORNING
from tests.databases import open_database
from tests.make import make_doing, make_user
from tracker import clock
from tracker.domain.values import Role
from tracker.samples import load
from tracker.samples.load import Shape
from tracker.services import figures

VIEWER = "bench"


@contextmanager
def filled(tasks: int, *, kind: str = "sqlite", now: datetime = MONDAY_MORNING) -> Iterator[Flask]:
    """With 30 units and a chief each, and a person of the plan office who looks on."""
    with clock.at(now), closing(open_database(kind)) as database:
        app = database.app
        use_strict_doors(app)
        with app.app_context():
            shape = Shape(tasks=tasks, strategies=6, units=30, users=30, seed=1)
            load.fill(make_doing(now=now), shape)
            figures.take_snapshots(make_doing(now=now))
            make_user(login=VIEWER, roles=[Role.PLAN_OFFICE])
        yield app
