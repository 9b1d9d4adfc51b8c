"""What the jobs did last."""

from datetime import timedelta

from tests.clocks import MONDAY_MORNING
from tests.make import make_doing
from tracker.domain.values import JobOutcome
from tracker.queries.job_runs import find_last_runs
from tracker.services import job_runs


def test_the_newest_slot_of_each_job_is_shown(session):
    later = MONDAY_MORNING + timedelta(days=1)
    for slot, now in (("2026-11-23", MONDAY_MORNING), ("2026-11-24", later)):
        run_id = job_runs.claim(make_doing(now=now), job="write-reminders", slot=slot, host="one")
        job_runs.finish(make_doing(now=now), run_id, figures={"mails": 2})
    job_runs.claim(make_doing(now=later), job="send-mail", slot="2026-11-24T09:00", host="one")

    last = find_last_runs()

    assert list(last) == ["send-mail", "write-reminders"]
    assert (last["send-mail"].outcome, last["send-mail"].finished_at) == (None, None)
    reminders = last["write-reminders"]
    assert (reminders.slot, reminders.outcome, reminders.finished_at, reminders.figures) == (
        "2026-11-24", JobOutcome.OK, later, {"mails": 2}
    )  # fmt: skip


def test_before_the_first_run_there_is_nothing(session):
    assert find_last_runs() == {}
