"""What did not succeed lately, by the schedule."""

from datetime import datetime

import pytest

from tests.clocks import HERE
from tracker.domain.health import Health
from tracker.jobs import runner, watch
from tracker.jobs.schedule import SCHEDULE


@pytest.mark.parametrize(
    ("hour", "minute", "late"),
    [(8, 29, ""), (9, 0, ""), (9, 1, "提醒"), (23, 59, "提醒"), (0, 9, "")],
)
def test_a_job_of_the_day_that_was_left_out_is_named_half_an_hour_later(
    session, clock, hour, minute, late
):
    now = datetime(2026, 11, 23, hour, minute, tzinfo=HERE)
    clock.move_to(now)
    for entry in SCHEDULE:
        if entry.name != "write-reminders" and (entry.at is None or entry.is_past(now)):
            runner.run_once(entry, now)
    mails, jobs = watch.checks(now)
    assert mails.verdict is Health.FINE
    assert jobs.verdict is (Health.WRONG if late else Health.FINE), jobs.words
    assert late in jobs.words
