"""A file waits for its reader: two at a time on a host, and gone in the act that reads it."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.make import make_doing
from tests.threads import at_once, in_threads
from tests.waiting import NO_PLAN, document, row_of, send_in
from tracker import clock as time
from tracker.database import db
from tracker.domain.errors import RuleBroken, UnreadableDocument
from tracker.domain.uploads import DEAD_AFTER, MAX_TRIES, TOLD_FOR, Upload
from tracker.models import AuditEntry, ImportDraft, PlanDocument, WaitingUpload
from tracker.queries.waiting_uploads import count_before, get_queue, get_upload, list_uploads
from tracker.services import uploads


def claim(host: str = "here"):
    return uploads.claim(make_doing(now=time.now()), host=host)


def read(claimed) -> None:
    uploads.read(make_doing(now=time.now()), claimed)


def test_a_file_waits_and_nothing_of_it_has_been_looked_at(people, clock):
    first, second = send_in(people.office, Upload("x.txt", NO_PLAN)), send_in(people.office)
    assert (get_upload(first).is_waiting, get_upload(first).is_being_read) == (True, False)
    assert (count_before(first), count_before(second)) == (0, 1)
    assert (get_queue().length, get_queue().since) == (2, clock.now())


def test_a_file_that_was_read_is_a_draft_and_waits_no_more(people, clock, session):
    upload_id = send_in(people.office)
    sent_at = clock.now()
    clock.forward(minutes=2)
    read(claim())
    row = row_of(upload_id)
    assert (row.content, row.filename, row.host) == (None, None, None)
    assert row.draft_id == session.scalar(sa.select(ImportDraft.id))
    assert session.scalar(sa.select(PlanDocument.uploaded_at)) == sent_at
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert (entry.action, entry.actor_id) == ("document.uploaded", people.office.id)
    assert claim() is None


def test_a_file_that_is_refused_leaves_the_reason_and_nothing_else(people, session):
    upload_id = send_in(people.office, Upload("通讯录.txt", NO_PLAN, 2026))
    read(claim())
    row = row_of(upload_id)
    assert (row.content, row.filename) == (None, None)
    assert get_upload(upload_id).refused.code == "document.no-plan"
    assert session.scalar(sa.select(PlanDocument.id)) is None
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert (entry.action, entry.after) == ("document.refused", {"why": "document.no-plan"})
    assert [each.id for each in list_uploads(people.office.id)] == [upload_id]


@pytest.mark.databases("sqlite")
def test_a_refused_file_is_in_none_of_the_files_of_the_database(people, app):
    """Neither in freed pages nor in the write-ahead log."""
    words = "三月十五日集中检查农贸市场".encode() * 2000
    send_in(people.office, Upload("x.txt", words, 2026))
    place = Path(db.engine.url.database or "")
    files = [place, place.with_name(f"{place.name}-wal")]
    assert any(words[:30] in file.read_bytes() for file in files)
    read(claim())
    assert [file.name for file in files if words[:30] in file.read_bytes()] == []


@pytest.mark.databases("sqlite")
def test_what_is_deleted_is_written_over(app):
    assert db.session.execute(sa.text("PRAGMA secure_delete")).scalar() == 1


def test_a_person_has_at_most_three_waiting(people):
    for number in range(3):
        send_in(people.office, document(number))
    with pytest.raises(RuleBroken) as refused:
        send_in(people.office, document(4))
    assert (refused.value.code, refused.value.field) == ("upload.too-many", "file")
    read(claim())
    assert send_in(people.office, document(4))


def test_no_fourth_slips_in_when_all_are_sent_at_the_same_moment(app, people):
    acts = [lambda number=number: send_in(people.office, document(number)) for number in range(5)]
    answers = at_once(app, *acts)
    assert sum(isinstance(answer, int) for answer in answers) == 3


def test_a_host_reads_two_at_once_in_the_order_in_which_they_came(app, people):
    sent = [send_in(people.office, document(number)) for number in range(3)]
    first = claim()
    assert (first.id, first.tries, first.upload.filename) == (sent[0], 1, "要点.txt")
    assert (claim().id, claim()) == (sent[1], None)
    assert claim("elsewhere").id == sent[2]


def test_readers_that_ask_at_the_same_moment_share_out_the_seats(app, people):
    for number in range(3):
        send_in(people.office, document(number))
    got = [each for each in in_threads(app, claim) if each is not None]
    assert len({each.id for each in got}) == len(got) == 2


def test_what_a_dead_reader_left_goes_to_another_and_the_dead_one_changes_nothing(
    people, clock, session
):
    upload_id = send_in(people.office)
    dead = claim()
    clock.forward(seconds=DEAD_AFTER.total_seconds() - 1)
    assert claim("elsewhere") is None
    clock.forward(seconds=1)
    other = claim("elsewhere")
    assert (other.id, other.tries) == (upload_id, 2)
    uploads.refuse(make_doing(now=clock.now()), dead, UnreadableDocument("document.crashed"))
    read(dead)
    assert get_upload(upload_id).is_waiting
    read(other)
    assert get_upload(upload_id).draft_id is not None
    assert session.scalar(sa.select(sa.func.count(ImportDraft.id))) == 1


def test_a_reader_with_a_heartbeat_keeps_its_file(people, clock):
    send_in(people.office)
    living = claim()
    clock.forward(seconds=20)
    uploads.beat(make_doing(now=clock.now()), living)
    clock.forward(seconds=20)
    assert claim("elsewhere") is None


def test_a_file_that_takes_down_each_reader_is_refused(people, clock):
    upload_id = send_in(people.office)
    for _ in range(MAX_TRIES):
        assert claim() is not None
        clock.forward(seconds=DEAD_AFTER.total_seconds())
    assert claim() is None
    assert get_upload(upload_id).refused.code == "document.crashed"
    assert row_of(upload_id).content is None


def test_what_became_of_a_file_is_told_for_a_day(people, clock, session):
    send_in(people.office, Upload("x.txt", NO_PLAN, 2026))
    send_in(people.office)
    read(claim())
    clock.move_to(clock.now() + TOLD_FOR + timedelta(seconds=1))
    assert uploads.forget_ended(make_doing(now=clock.now())) == 1
    assert session.scalars(sa.select(WaitingUpload.filename)).all() == ["要点.txt"]


@pytest.mark.databases("sqlite")
def test_the_command_of_the_readme_takes_waiting_files_out_of_a_copy(people, tmp_path):
    send_in(people.office)
    copy = sqlite3.connect(tmp_path / "backup.sqlite3")
    with sqlite3.connect(db.engine.url.database or "") as file:
        file.backup(copy)
    file.close()
    copy.executescript("PRAGMA secure_delete=ON; DELETE FROM waiting_uploads;")
    copy.close()
    assert "校园食堂".encode() not in (tmp_path / "backup.sqlite3").read_bytes()
