"""Readers are threads of the process that was called; what one leaves behind the job takes up."""

import logging
from threading import Event

import pytest

from tests.clocks import TestClock
from tests.waiting import document, row_of, send_in
from tracker.domain import uploads as rules
from tracker.domain.uploads import DEAD_AFTER
from tracker.jobs import reading, runner
from tracker.jobs.schedule import find_entry
from tracker.queries.waiting_uploads import get_upload
from tracker.services import uploads
from tracker.transaction import readings

pytestmark = pytest.mark.databases("sqlite")


def test_one_reader_reads_all_that_waits(app, people):
    sent = [send_in(people.office, document(number)) for number in range(3)]
    reading.begin(app).join(60)
    assert [get_upload(each).draft_id is not None for each in sent] == [True] * 3


def test_a_fault_of_ours_ends_the_waiting_and_is_logged(app, people, monkeypatch, caplog):
    def broken(*given: object) -> None:
        raise KeyError("no such")

    upload_id = send_in(people.office)
    monkeypatch.setattr(readings, "read", broken)
    with caplog.at_level(logging.ERROR):
        reading.begin(app).join(60)
    assert get_upload(upload_id).refused.code == "document.crashed"
    assert f"reading upload {upload_id} failed" in caplog.text


def test_a_reader_shows_that_it_lives(app, people, monkeypatch):
    """Its heart beats while it reads: the file is let go when it has been seen to beat."""
    upload_id, seen = send_in(people.office), Event()
    parse, beat = readings.parse_bounded, uploads.beat

    def noticed(*given: object) -> None:
        beat(*given)
        seen.set()

    def slow(*given: object, **named: object) -> object:
        assert seen.wait(30)
        return parse(*given, **named)

    monkeypatch.setattr(reading, "HEARTBEAT_EVERY", rules.HEARTBEAT_EVERY / 500)
    monkeypatch.setattr(uploads, "beat", noticed)
    monkeypatch.setattr(readings, "parse_bounded", slow)
    reading.begin(app).join(60)
    assert row_of(upload_id).draft_id is not None


def test_the_job_reads_what_a_dead_process_left(app, people, clock: TestClock):
    """The reader of that process claimed it by the clock of the wall, as threads do."""
    upload_id = send_in(people.office)
    doing = people.office.doing(clock.now().replace(year=2020))
    assert uploads.claim(doing, host="dead") is not None
    assert DEAD_AFTER.total_seconds() < 60
    run = runner.run_once(find_entry("read-documents"), clock.now())
    assert (run.figures, run.error) == ({"read": 1}, "")
    assert get_upload(upload_id).draft_id is not None
