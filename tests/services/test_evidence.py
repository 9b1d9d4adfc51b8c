"""佐证材料: checked as a set, stored once under its sha256, attached to an update within a day."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa

from tests.make import make_doing, make_task, make_update
from tests.parsing.readers import pdffile
from tests.threads import in_threads
from tracker.domain.errors import Forbidden, NotFound, RuleBroken
from tracker.domain.evidence import MAX_FILES, UNCLAIMED_FOR, EvidenceFile, Upload
from tracker.domain.progress import ProgressReport
from tracker.domain.values import EvidenceKind
from tracker.models import AuditEntry, Evidence, FilePiece, ProgressUpdate, StoredFile
from tracker.models.stored_file import PIECE
from tracker.queries.evidence import pieces
from tracker.services import evidence, progress

PDF = pdffile.pdf(pdffile.lines("验收单"))
TEXT = "现场已整改。".encode()
MB = 1024 * 1024
READS_OF_CHECKING = 1 + 4 + 1 + 2  # head, pieces and end for the hash, two pieces written


@pytest.fixture
def store(app, clock):
    """`store(("说明.txt", TEXT), ...)`"""

    def store(*files: tuple[str, bytes]) -> list[EvidenceFile]:
        uploads = [Upload(name, BytesIO(data)) for name, data in files]
        return evidence.store(make_doing(now=clock.now()), uploads=uploads)

    return store


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a, supports=[people.unit_b])


@pytest.fixture
def update(people, task):
    return make_update(task, author=people.chief_a.user, percent=40)


@pytest.fixture
def files(store):
    return store(("验收单.pdf", PDF), ("说明.txt", TEXT))


def attach(person, update, files, clock) -> int:
    return evidence.attach(person.doing(clock.now()), update_id=update.id, files=files)


def stored(session) -> set[str]:
    session.rollback()
    return set(session.scalars(sa.select(StoredFile.sha256)))


def test_a_file_lies_under_its_sha256_and_keeps_its_name_for_people(store):
    (file,) = store(("C:\\材料\\验收单.pdf", PDF))
    digest = hashlib.sha256(PDF).hexdigest()
    assert (file.name, file.kind, file.size, file.sha256) == (
        "验收单.pdf",
        EvidenceKind.PDF,
        len(PDF),
        digest,
    )
    assert b"".join(pieces(digest)) == PDF


@pytest.mark.parametrize("size", [1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_file_is_kept_in_pieces_and_comes_back_whole(store, session, size):
    data = bytes(97 + n % 26 for n in range(size))
    (file,) = store(("说明.txt", data))
    sizes = [len(piece) for piece in pieces(file.sha256)]
    assert sum(sizes) == size
    assert len(sizes) == -(-size // PIECE)
    assert max(sizes) <= PIECE
    assert b"".join(pieces(file.sha256)) == data


def test_the_same_file_is_kept_once(store, session):
    store(("一.txt", TEXT), ("二.txt", TEXT))
    store(("三.txt", TEXT))
    assert stored(session) == {hashlib.sha256(TEXT).hexdigest()}
    assert session.scalars(sa.select(FilePiece.content)).all() == [TEXT]


def test_the_same_file_sent_by_several_at_once_is_kept_once(app, store, session):
    stored_by = in_threads(app, lambda: store(("说明.txt", TEXT)))
    assert len({file.sha256 for (file,) in stored_by}) == 1
    assert session.scalars(sa.select(FilePiece.content)).all() == [TEXT]


def test_every_faulty_file_is_named_and_of_a_faulty_set_nothing_is_kept(store, session):
    with pytest.raises(RuleBroken) as refused:
        store(
            ("好.txt", TEXT),
            ("空.pdf", b""),
            ("大.pdf", PDF + bytes(21 * MB)),
            ("假.pdf", b"MZ\x90\0"),
            ("包.zip", b"PK\x03\x04"),
        )
    assert [(fault.code, fault.parameters["name"]) for fault in refused.value.all] == [
        ("evidence.empty", "空.pdf"),
        ("evidence.too-large", "大.pdf"),
        ("evidence.disguised", "假.pdf"),
        ("evidence.unknown-ending", "包.zip"),
    ]
    assert stored(session) == set()


def test_a_file_whose_writing_breaks_off_leaves_nothing(app, clock, session):
    class Broken(BytesIO):
        """Read whole for its kind and hash, and then torn off while it is written."""

        reads = 0

        def read(self, size: int | None = -1) -> bytes:
            self.reads += 1
            if self.reads > READS_OF_CHECKING:
                raise OSError("the disk is gone")
            return super().read(size)

    upload = Upload("说明.pdf", Broken(PDF[:64] + bytes(3 * PIECE)))
    with pytest.raises(OSError, match="the disk is gone"):
        evidence.store(make_doing(now=clock.now()), uploads=[upload])
    assert stored(session) == set()
    assert session.scalars(sa.select(FilePiece.number)).all() == []


def test_so_many_files_at_once_and_no_more(store):
    with pytest.raises(RuleBroken, match="too-many"):
        store(*[("说明.txt", TEXT)] * (MAX_FILES + 1))


def test_what_nobody_attached_is_forgotten_and_what_is_attached_stays(
    people, update, store, clock, session
):
    (claimed,) = store(("说明.txt", TEXT))
    store(("没送出.pdf", PDF))
    attach(people.chief_a, update, [claimed], clock)
    assert evidence.forget_unclaimed(make_doing(now=clock.now() + UNCLAIMED_FOR)) == 0
    late = clock.now() + UNCLAIMED_FOR + timedelta(seconds=1)
    assert evidence.forget_unclaimed(make_doing(now=late)) == 1
    assert stored(session) == {claimed.sha256}
    assert session.scalars(sa.select(FilePiece.sha256)).all() == [claimed.sha256]
    assert evidence.forget_unclaimed(make_doing(now=late)) == 0


def test_a_file_that_comes_again_starts_its_days_anew(store, clock, session):
    (file,) = store(("说明.txt", TEXT))
    clock.forward(days=1)
    store(("又一次.txt", TEXT))
    clock.forward(days=1, minutes=1)
    assert evidence.forget_unclaimed(make_doing(now=clock.now())) == 0
    assert stored(session) == {file.sha256}


def test_a_file_that_was_forgotten_cannot_be_attached_any_more(people, update, files, clock):
    clock.forward(hours=1)
    evidence.forget_unclaimed(make_doing(now=clock.now() + UNCLAIMED_FOR))
    with pytest.raises(RuleBroken, match="kept-no-more"):
        attach(people.chief_a, update, files, clock)


def report(person, task, clock, files) -> int:
    return progress.report(
        person.doing(clock.now()),
        task_id=task.id,
        version=task.version,
        report=ProgressReport(narrative="已完成四成。", percent=40),
        files=files,
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
        people.chief_b.doing(clock.now()),
        task_id=task.id,
        report=ProgressReport(narrative="已派人配合。"),
        files=files[:1],
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


def test_an_update_takes_so_many_files_and_no_more(people, update, clock, store):
    many = [("说明.txt", f"第{n}份".encode()) for n in range(MAX_FILES)]
    attach(people.chief_a, update, store(*many), clock)
    with pytest.raises(RuleBroken, match="too-many"):
        attach(people.chief_a, update, store(("又.txt", TEXT)), clock)


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
