"""A job runs once per slot, whoever knocks and however often."""

import logging
import os
import signal
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from threading import Event, Timer

import pytest
import sqlalchemy as sa
from apscheduler.events import EVENT_JOB_MAX_INSTANCES

from tests.clocks import HERE
from tests.make import make_doing, make_mail, make_task
from tests.threads import in_threads
from tests.waiting import send_in
from tracker.database import db
from tracker.domain.delivery import TemporaryFailure
from tracker.domain.evidence import Upload
from tracker.domain.values import JobOutcome
from tracker.jobs import runner
from tracker.jobs.schedule import SCHEDULE, Entry, find_entry
from tracker.models import ImportDraft, JobRun, OutboxEmail, Reminder, Snapshot, StoredFile
from tracker.queries.job_runs import list_unfinished
from tracker.services import evidence, job_runs

ROOT = Path(__file__).resolve().parents[2]
MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=HERE)
DAILY = [entry.name for entry in SCHEDULE if entry.at is not None]


def rows(model: type) -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


@pytest.fixture
def late(people):
    return make_task(lead=people.unit_b, due_on=date(2026, 11, 20))


@pytest.mark.parametrize("entry", SCHEDULE, ids=lambda entry: entry.name)
def test_a_job_that_is_run_twice_does_its_work_once(entry, late, people, session, sent):
    make_mail(next_try_at=MORNING)
    send_in(people.office)
    paper = Upload("说明.txt", BytesIO(b"1"))
    evidence.store(make_doing(now=MORNING - timedelta(days=3)), uploads=[paper])
    first = runner.run_once(entry, MORNING)
    models = (Reminder, OutboxEmail, Snapshot, StoredFile, ImportDraft)
    figures = {model: rows(model) for model in models}
    messages = len(sent.messages)

    second = runner.run_once(entry, MORNING)

    assert (first.is_mine, first.error) == (True, "")
    assert any(first.figures.values()) or entry.name == "refresh-lights"  # no light is due today
    assert (second.is_mine, second.figures) == (False, {})
    assert {model: rows(model) for model in figures} == figures
    assert len(sent.messages) == messages


def test_two_runners_at_once_run_a_slot_once(app, late, session):
    ran = in_threads(app, lambda: runner.run_once(find_entry("write-reminders"), MORNING))
    assert sorted(run.is_mine for run in ran) == [False, False, False, True]
    assert rows(Reminder) == 1


def test_what_a_job_raises_is_kept_with_its_run_and_the_slot_can_be_run_again(session, caplog):
    broken = iter([ValueError("disk full"), None])

    def job(now):
        if error := next(broken):
            raise error
        return {"rows": 1}

    entry = Entry("take-snapshots", job, time(0, 20))
    assert runner.run_once(entry, MORNING).error == "ValueError: disk full"
    assert session.scalars(sa.select(JobRun.outcome)).all() == [JobOutcome.FAILED]
    assert "job take-snapshots failed in slot 2026-11-23" in caplog.text

    assert runner.run_once(entry, MORNING).figures == {"rows": 1}
    session.rollback()
    assert session.scalars(sa.select(JobRun.outcome)).all() == [JobOutcome.OK]


def test_a_job_that_fails_within_its_transaction_leaves_the_next_one_a_clean_session(session):
    def job(now):
        db.session.execute(sa.text("SELECT * FROM no_such_table"))
        return {}

    assert "no_such_table" in runner.run_once(Entry("broken", job, time(0, 1)), MORNING).error
    assert runner.run_once(find_entry("take-snapshots"), MORNING).error == ""


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (time(0, 5), []),
        (time(0, 15), ["refresh-lights"]),
        (time(8, 29), ["refresh-lights", "take-snapshots", "tidy"]),
        (time(11, 0), DAILY),
        (time(23, 59), DAILY),
    ],
)
def test_after_downtime_what_the_day_has_missed_is_run_once_and_in_order(session, at, expected):
    moment = datetime.combine(date(2026, 11, 23), at, HERE)
    assert [run.job for run in runner.catch_up(moment) if run.is_mine] == expected
    assert [run.job for run in runner.catch_up(moment) if run.is_mine] == []


def left_by_the_dead(day: date, clock, *, at: time = time(8, 30)) -> None:
    clock.move_to(datetime.combine(day, at, HERE))
    job_runs.claim(make_doing(now=clock.now()), job="write-reminders", slot=f"{day}", host="dead")


def test_a_run_whose_process_died_is_finished_within_two_minutes(late, session, clock):
    left_by_the_dead(date(2026, 11, 23), clock)
    clock.forward(seconds=30)
    assert runner.take_over(clock.now()) == []
    clock.forward(minutes=1)
    assert [(run.job, run.slot) for run in runner.take_over(clock.now())] == [
        ("write-reminders", "2026-11-23")
    ]
    assert rows(Reminder) == 1
    assert runner.take_over(clock.now()) == []


@pytest.mark.parametrize("act", [runner.take_over, runner.catch_up])
def test_a_run_that_began_is_finished_with_its_own_day_after_midnight(late, session, clock, act):
    left_by_the_dead(date(2026, 11, 23), clock, at=time(23, 59))
    clock.forward(minutes=2)
    finished = [run.slot for run in act(clock.now()) if run.job == "write-reminders"]
    assert finished == ["2026-11-23"]
    assert session.scalars(sa.select(Reminder.on)).all() == [date(2026, 11, 23)]


def test_a_run_that_failed_is_tried_again_on_the_next_days_but_not_for_ever(late, session, clock):
    left_by_the_dead(date(2026, 11, 20), clock)
    job_runs.fail(make_doing(now=clock.now()), session.scalar(sa.select(JobRun.id)), error="full")
    assert runner.take_over(clock.now()) == []
    assert list_unfinished(DAILY, MORNING + timedelta(days=4)) == []
    clock.move_to(date(2026, 11, 22))
    assert [run.slot for run in runner.catch_up(clock.now()) if run.job == "write-reminders"] == [
        "2026-11-20", "2026-11-22"
    ]  # fmt: skip


def test_the_heart_of_a_job_beats_while_it_runs(session, clock, monkeypatch):
    beaten = Event()
    monkeypatch.setattr(runner, "HEARTBEAT_EVERY", timedelta(milliseconds=1))
    monkeypatch.setattr(job_runs, "beat", lambda doing, run_id: beaten.set())

    def long_job(doing):
        return {"rows": int(beaten.wait(30))}

    run = runner.run_once(Entry("take-snapshots", long_job, time(0, 20)), MORNING)
    assert run.figures == {"rows": 1}


def test_reminders_are_not_written_on_a_day_off_and_the_run_says_so(late, session):
    sunday = MORNING.replace(day=22)
    assert runner.run_once(find_entry("write-reminders"), sunday).figures == {"day_off": 1}
    assert rows(Reminder) == 0


def test_the_mail_job_keeps_one_run_however_often_it_runs(session):
    for minute in range(5):
        runner.run_once(find_entry("send-mail"), MORNING.replace(minute=minute))
    assert session.scalars(sa.select(JobRun.slot)).all() == ["2026-11-23T08:04"]


def test_a_mail_server_that_is_down_fails_no_run(app, session):
    class Down:
        def connection(self):
            raise TemporaryFailure("nobody there")

    app.config["SENDER"] = Down()
    make_mail(next_try_at=MORNING)
    run = runner.run_once(find_entry("send-mail"), MORNING)
    assert (run.error, run.figures["failed"], run.figures["unreachable"]) == ("", 0, 1)


@pytest.fixture
def own_environment(tmp_path, open_databases, sleep_allowed):
    """A database of its own, for processes of their own."""
    return {
        **os.environ,
        "INSTANCE_PATH": str(tmp_path),
        "DATABASE_URL": open_databases("sqlite").copy_to(tmp_path / "own.sqlite3"),
        "FLASK_APP": "wsgi",
    }


def flask(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "flask", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_the_scheduler_process_catches_up_at_start_and_ends_when_it_is_told_to(own_environment):
    worker = flask(own_environment, "jobs", "work")
    overdue = Timer(60, worker.kill)
    overdue.start()
    assert worker.stdout is not None
    with worker:
        assert any("caught up" in line for line in worker.stdout)
        worker.send_signal(signal.SIGTERM)
        output = worker.stdout.read()
    overdue.cancel()
    assert worker.returncode == 0
    assert "Traceback" not in output


def test_two_processes_at_once_run_a_slot_once(own_environment):
    processes = [
        flask(own_environment, "jobs", "run", "take-snapshots", "--at", "2026-11-23T00:20")
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert sorted("没有重复运行" in output for output in outputs) == [False, True]


@pytest.mark.usefixtures("sleep_allowed")
def test_the_scheduler_runs_as_a_thread_of_a_serving_process(app, session):
    scheduler = runner.start_in_background(app)
    scheduler.shutdown()
    assert not scheduler.running


@pytest.mark.usefixtures("sleep_allowed", "session")
def test_a_job_that_is_still_at_work_at_its_next_minute_is_no_warning(app, caplog):
    begun, over, left_out = Event(), Event(), Event()

    def read_long():
        begun.set()
        over.wait(20)

    scheduler = runner.start_in_background(app)
    scheduler.add_listener(lambda event: left_out.set(), EVENT_JOB_MAX_INSTANCES)
    for knocked in (begun, left_out):
        now = datetime.now(HERE)
        scheduler.modify_job("read-documents", func=read_long, args=[], next_run_time=now)
        assert knocked.wait(20)
    over.set()
    scheduler.shutdown()
    assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []
