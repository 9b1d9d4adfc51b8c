"""佐证材料: checked as a set, kept once under its sha256, attached to an update within a day."""

import hashlib

import pytest
import sqlalchemy as sa

from tests.make import POLICY, make_task, make_update
from tests.parsing.readers import pdffile
from tracker.domain.errors import Forbidden, NotFound, RuleBroken
from tracker.domain.evidence import MAX_FILES, Upload
from tracker.domain.progress import ProgressReport
from tracker.domain.values import EvidenceKind
from tracker.models import AuditEntry, Evidence, ProgressUpdate
from tracker.services import evidence, progress

PDF = pdffile.pdf(pdffile.lines("验收单"))
TEXT = "现场已整改。".encode()
MB = 1024 * 1024


def store(folder, *uploads: Upload):
    return evidence.store(uploads, folder=folder, limit_mb=20)


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a, supports=[people.unit_b])


@pytest.fixture
def update(people, task):
    return make_update(task, author=people.chief_a.user, percent=40)


@pytest.fixture
def files(tmp_path):
    return store(tmp_path, Upload("验收单.pdf", PDF), Upload("说明.txt", TEXT))


def attach(person, update, files, clock) -> int:
    return evidence.attach(person.actor, update_id=update.id, files=files, now=clock.now())


def test_a_file_lies_under_its_sha256_and_keeps_its_name_for_people(tmp_path):
    (file,) = store(tmp_path / "files", Upload("C:\\材料\\验收单.pdf", PDF))
    digest = hashlib.sha256(PDF).hexdigest()
    assert (file.name, file.kind, file.size, file.sha256) == (
        "验收单.pdf",
        EvidenceKind.PDF,
        len(PDF),
        digest,
    )
    assert (tmp_path / "files" / digest).read_bytes() == PDF


def test_the_same_file_is_kept_once_and_nothing_half_written_lies_about(tmp_path):
    store(tmp_path, Upload("一.txt", TEXT), Upload("二.txt", TEXT))
    store(tmp_path, Upload("三.txt", TEXT))
    assert [path.name for path in tmp_path.iterdir()] == [hashlib.sha256(TEXT).hexdigest()]


def test_every_faulty_file_is_named_and_of_a_faulty_set_nothing_is_kept(tmp_path):
    with pytest.raises(RuleBroken) as refused:
        store(
            tmp_path,
            Upload("好.txt", TEXT),
            Upload("空.pdf", b""),
            Upload("大.pdf", PDF + bytes(21 * MB)),
            Upload("假.pdf", b"MZ\x90\0"),
            Upload("包.zip", b"PK\x03\x04"),
        )
    assert [(fault.code, fault.parameters["name"]) for fault in refused.value.all] == [
        ("evidence.empty", "空.pdf"),
        ("evidence.too-large", "大.pdf"),
        ("evidence.disguised", "假.pdf"),
        ("evidence.unknown-ending", "包.zip"),
    ]
    assert list(tmp_path.iterdir()) == []


def test_so_many_files_at_once_and_no_more(tmp_path):
    with pytest.raises(RuleBroken, match="too-many"):
        store(tmp_path, *[Upload("说明.txt", TEXT)] * (MAX_FILES + 1))


def report(person, task, clock, files) -> int:
    return progress.report(
        person.actor,
        task_id=task.id,
        version=task.version,
        report=ProgressReport(narrative="已完成四成。", percent=40),
        files=files,
        now=clock.now(),
        policy=POLICY,
    )


def test_files_come_with_the_report_in_one_step(people, task, files, clock, session):
    number = report(people.chief_a, task, clock, files)
    rows = session.scalars(sa.select(Evidence).order_by(Evidence.id)).all()
    assert [(row.update_id, row.name, row.attached_by_id) for row in rows] == [
        (number, "验收单.pdf", people.chief_a.id),
        (number, "说明.txt", people.chief_a.id),
    ]
    assert len(session.scalars(sa.select(AuditEntry)).all()) == 1


def test_a_report_that_is_refused_attaches_nothing(people, task, files, clock, session):
    with pytest.raises(Forbidden):
        report(people.chief_b, task, clock, files)
    assert session.scalars(sa.select(Evidence)).all() == []


def test_a_supporting_unit_attaches_to_what_it_adds(people, task, files, clock, session):
    number = progress.supplement(
        people.chief_b.actor,
        task_id=task.id,
        report=ProgressReport(narrative="已派人配合。"),
        files=files[:1],
        now=clock.now(),
    )
    assert session.scalars(sa.select(Evidence.update_id)).all() == [number]


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("chief_a", None),
        ("chief_a2", None),
        ("chief_b", "other-unit"),
        ("office", "denied"),
        ("leader_a", "denied"),
        ("admin", "denied"),
        ("stranger", "denied"),
    ],
)
def test_the_unit_that_wrote_an_update_attaches_to_it(people, update, files, clock, name, refusal):
    if refusal is None:
        assert attach(people[name], update, files, clock) == 2
        return
    with pytest.raises((Forbidden, RuleBroken), match=refusal):
        attach(people[name], update, files, clock)


def test_the_same_file_is_attached_once(people, update, files, clock, session):
    assert attach(people.chief_a, update, files[:1], clock) == 1
    assert attach(people.chief_a, update, [*files, files[1]], clock) == 1
    assert len(session.scalars(sa.select(Evidence)).all()) == 2


def test_an_update_takes_so_many_files_and_no_more(people, update, clock, tmp_path):
    many = [Upload("说明.txt", f"第{n}份".encode()) for n in range(MAX_FILES)]
    attach(people.chief_a, update, store(tmp_path, *many), clock)
    with pytest.raises(RuleBroken, match="too-many"):
        attach(people.chief_a, update, store(tmp_path, Upload("又.txt", TEXT)), clock)


def test_after_a_day_an_update_stands_as_it_is(people, update, files, clock):
    clock.forward(days=1, minutes=1)
    with pytest.raises(RuleBroken, match="too-late"):
        attach(people.chief_a, update, files, clock)


def test_an_update_that_is_not_there_is_not_found(people, files, clock):
    with pytest.raises(NotFound, match="progress"):
        attach(people.chief_a, ProgressUpdate(id=99), files, clock)


def test_attaching_is_one_entry_in_the_log(people, update, files, clock, session):
    attach(people.chief_a, update, files, clock)
    row = session.scalars(sa.select(AuditEntry)).one()
    assert row.action == "task.evidence.attached"
    assert (row.after["update"], len(row.after["evidence"])) == (update.id, 2)
