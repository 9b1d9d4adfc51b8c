"""Time and statements of the pages that people open first, as a plan grows."""

from flask import Flask

from tests.bench.machine import timed
from tests.bench.report import line, seconds
from tests.bench.scene import VIEWER, filled
from tests.client import new_client
from tests.query_counter import counted_queries
from tracker.queries.users import get_actor

SIZES = (300, 3_000)
PAGES = {"board": "/", "ledger": "/ledger"}


def run() -> None:
    for tasks in SIZES:
        with filled(tasks) as app:
            _measure(app, tasks)


def _measure(app: Flask, tasks: int) -> None:
    with app.app_context():
        client = new_client(app)
        client.log_in(get_actor(VIEWER).user_id)
        for name, address in PAGES.items():
            response = client.get(address)  # the first one also compiles the templates
            assert response.status_code == 200, f"{address} answered {response.status}"
            with counted_queries() as queries:
                client.get(address, check=False)
            taken = seconds(lambda to=address: client.get(to, check=False), times=5)
            timed(f"{name} with {tasks:,} tasks", taken * 1000, "ms")
            line(f"{name} with {tasks:,} tasks", queries.count, "queries")
