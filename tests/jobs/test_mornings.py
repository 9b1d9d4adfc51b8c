"""Spring to autumn, morning by morning: each day the job is knocked at, and people are told what
the rules say. (`tests/domain/test_reminders.py` walks a whole year.)"""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from tests.clocks import HERE
from tests.make import make_task, make_update
from tracker.domain.values import MailState, ReminderKind, TaskState
from tracker.jobs import runner
from tracker.jobs.schedule import find_entry
from tracker.models import OutboxEmail, Reminder
from tracker.queries.workdays import get_workdays

pytestmark = pytest.mark.long

REPORTED_MONTHS = (4, 5, 7, 8, 10)


def test_eight_months_of_mornings(people, session, clock, sent):
    task = make_task(lead=people.unit_b, due_on=date(2026, 10, 30))
    day, down = date(2026, 3, 20), (date(2026, 10, 28), date(2026, 10, 29))
    while day < date(2026, 11, 20):
        clock.move_to(datetime.combine(day, time(8, 30), HERE))
        if day.day == 20 and day.month in REPORTED_MONTHS:
            make_update(task, percent=day.month * 8)
        if day == date(2026, 11, 13):
            task.state = TaskState.SUBMITTED
            session.commit()
        if day not in down:
            written = runner.run_once(find_entry("write-reminders"), clock.now())
            if written.figures.get("mails"):
                runner.run_once(find_entry("send-mail"), clock.now())
        day += timedelta(days=1)

    reminders = session.scalars(sa.select(Reminder).order_by(Reminder.id)).all()
    workdays = get_workdays(2026)
    assert all(workdays.is_workday(reminder.on) for reminder in reminders)
    by_kind = {
        kind: [(r.on.month, r.on.day) for r in reminders if r.kind is kind] for kind in ReminderKind
    }
    assert by_kind == {
        # due on a Friday; then every third working day, until it was submitted
        ReminderKind.OVERDUE: [(11, 2), (11, 5), (11, 10)],
        # seven and three working days before; the last step fell into the downtime and is made up
        ReminderKind.DUE_SOON: [(10, 21), (10, 27), (10, 30)],
        # the months without a report: March, June, September with a holiday on the 25th
        ReminderKind.UNREPORTED: [
            (3, 25), (3, 27), (3, 31), (6, 25), (6, 29), (9, 28), (9, 30),
        ],
        ReminderKind.TARGET_OVERDUE: [],  # it has no figures
    }  # fmt: skip
    days = Counter(str(message["Date"])[:16] for message in sent.messages)
    assert len(days) == len({reminder.on for reminder in reminders})
    assert set(days.values()) == {1}
    assert set(session.scalars(sa.select(OutboxEmail.state))) == {MailState.SENT}
