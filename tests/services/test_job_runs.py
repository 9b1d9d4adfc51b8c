"""Who may run a slot of a job."""

from datetime import timedelta

import sqlalchemy as sa

from tests.clocks import MONDAY_MORNING
from tests.make import make_doing
from tests.threads import in_threads
from tracker.database import db
from tracker.domain.values import JobOutcome
from tracker.models import JobRun
from tracker.services import job_runs

NOW = MONDAY_MORNING


def claim(slot="2026-11-23", *, job="write-reminders", host="one", now=NOW):
    return job_runs.claim(make_doing(now=now), job=job, slot=slot, host=host)


def runs() -> list[JobRun]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(JobRun).order_by(JobRun.job, JobRun.slot)))


def test_a_slot_is_claimed_once_and_other_slots_and_jobs_are_free(session):
    assert claim() is not None
    assert claim(host="two") is None
    assert claim("2026-11-24") is not None
    assert claim(job="send-mail") is not None


def test_a_finished_slot_is_done_for_good(session):
    job_runs.finish(make_doing(now=NOW), claim(), figures={"mails": 3})
    assert claim(now=NOW + timedelta(days=1)) is None
    (run,) = runs()
    assert (run.outcome, run.figures, run.finished_at) == (JobOutcome.OK, {"mails": 3}, NOW)


def test_a_claim_is_taken_over_when_its_heart_has_stopped(session):
    first = claim()
    assert claim(host="two", now=NOW + timedelta(seconds=44)) is None
    job_runs.beat(make_doing(now=NOW + timedelta(seconds=40)), first)
    assert claim(host="two", now=NOW + timedelta(seconds=84)) is None
    assert claim(host="two", now=NOW + timedelta(seconds=85)) == first
    assert claim(host="three", now=NOW + timedelta(seconds=100)) is None
    assert [run.host for run in runs()] == ["two"]


def test_the_heart_of_a_run_that_ended_beats_no_more(session):
    job_runs.finish(make_doing(now=NOW), claim(), figures={})
    job_runs.beat(make_doing(now=NOW + timedelta(hours=1)), runs()[0].id)
    assert runs()[0].heartbeat_at == NOW


def test_a_slot_that_failed_may_be_run_again(session):
    first = claim()
    job_runs.fail(make_doing(now=NOW), first, error="OperationalError: disk full")
    assert [(run.outcome, run.error) for run in runs()] == [
        (JobOutcome.FAILED, "OperationalError: disk full")
    ]
    assert claim(now=NOW + timedelta(minutes=15)) == first
    assert claim(now=NOW + timedelta(minutes=15)) is None
    assert [(run.outcome, run.error) for run in runs()] == [(None, "")]


def test_of_several_that_claim_at_once_one_has_it(app, session):
    claims = in_threads(app, claim)
    assert sum(answer is None for answer in claims) == len(claims) - 1
    assert len(runs()) == 1


def test_of_a_job_of_every_minute_the_newest_run_of_each_outcome_is_kept(session):
    def run(minute: int, act) -> None:
        now = NOW + timedelta(minutes=minute)
        run_id = claim(f"2026-11-23T09:{minute:02}", job="send-mail", now=now)
        act(run_id, now)
        job_runs.forget_older(run_id)

    def succeed(run_id, now):
        job_runs.finish(make_doing(now=now), run_id, figures={"sent": 1})

    def fail(run_id, now):
        job_runs.fail(make_doing(now=now), run_id, error="broken")

    claim("2026-11-23T07:00", job="send-mail", now=NOW - timedelta(hours=2))  # died long ago
    claim()  # another job's run stays
    for minute, act in enumerate([succeed, fail, fail, succeed, succeed]):
        run(minute, act)

    assert [(run.slot, run.outcome) for run in runs()] == [
        ("2026-11-23T09:02", JobOutcome.FAILED),
        ("2026-11-23T09:04", JobOutcome.OK),
        ("2026-11-23", None),
    ]
