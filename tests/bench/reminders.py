"""Time of a morning's reminders when a thousand tasks are due, and of the night's refresh."""

from datetime import date

import sqlalchemy as sa

from tests.bench.machine import timed
from tests.bench.report import line, seconds
from tests.bench.scene import filled
from tests.clocks import MONDAY_MORNING
from tests.make import make_doing
from tests.query_counter import counted_queries
from tracker.database import db
from tracker.domain.values import TaskState
from tracker.models import Task
from tracker.services import figures, reminders

DUE = 1_000


def run() -> None:
    with filled(DUE) as app, app.app_context():
        overdue = {Task.state: TaskState.IN_PROGRESS, Task.due_on: date(2026, 11, 20)}
        db.session.execute(
            sa.update(Task).values({**overdue, Task.next_change_on: date(2026, 11, 21)})
        )
        db.session.commit()
        taken = seconds(lambda: figures.refresh_lights(make_doing(now=MONDAY_MORNING)))
        timed(f"refresh the lights of {DUE:,} tasks", taken * 1000, "ms")
        with counted_queries() as queries:
            taken = seconds(lambda: reminders.write_due(make_doing(now=MONDAY_MORNING)))
        timed(f"write the reminders of {DUE:,} due tasks", taken * 1000, "ms")
        line(f"write the reminders of {DUE:,} due tasks", queries.count, "queries")
        again = seconds(lambda: reminders.write_due(make_doing(now=MONDAY_MORNING)))
        timed("write them again (nothing left to write)", again * 1000, "ms")
