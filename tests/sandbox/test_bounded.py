"""Parsing in a process of its own: the same draft, or a refusal in time; nothing stays behind."""

import io
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.drafts.hints import Hints
from tracker.domain.errors import RuleBroken, UnreadableDocument
from tracker.domain.values import EvidenceKind
from tracker.domain.words.errors import error_sentence
from tracker.parsing.pipeline import parse_plan
from tracker.sandbox import nursery, worker
from tracker.sandbox.bounded import Limits, inspect_bounded, parse_bounded
from tracker.sandbox.messages import Request, read_answer, read_request, write_request

PLAN = (
    "2026年园林管理工作要点\n一、抓好绿化养护\n1.补种行道树3000株，9月底前完成。（牵头单位：绿化科）\n"
    "2.修剪灌木，每季度检查一次。（牵头单位：养护科）\n"
)
UNITS = (UnitProfile("绿化科", ("绿化",), ("行道树",)), UnitProfile("养护科"))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("ask", [nursery.ask, nursery.ask_fresh])
def test_the_draft_is_the_one_that_the_pipeline_gives(ask, sleep_allowed):
    wanted = parse_plan("要点.txt", PLAN.encode(), year=None, units=UNITS)
    assert parse_bounded("要点.txt", PLAN.encode(), year=None, units=UNITS, ask=ask) == wanted


def test_a_refusal_comes_over_with_its_field_and_parameters():
    with pytest.raises(UnreadableDocument) as empty:
        parse_bounded("空白.txt", b" ", year=None, units=())
    assert (empty.value.code, empty.value.parameters) == ("document.empty", {"name": "空白.txt"})
    with pytest.raises(UnreadableDocument) as yearless:
        parse_bounded("a.txt", PLAN[5:].encode(), year=None, units=())
    assert (yearless.value.code, yearless.value.field) == ("document.year-missing", "year")


def test_threads_that_parse_at_once_get_each_its_own_draft():
    def parse(number: int) -> str:
        data = PLAN.replace("3000", str(number)).encode()
        return parse_bounded("a.txt", data, year=None, units=UNITS).tasks[0].content

    with ThreadPoolExecutor(8) as pool:
        contents = list(pool.map(parse, range(100, 116)))
    assert [f"{number}株" in contents[number - 100] for number in range(100, 116)] == [True] * 16


def test_what_a_person_says_of_the_file_reaches_the_worker():
    hints = Hints(year=2027, begins="2.修剪", ends=len(PLAN), level="one")
    wanted = parse_plan("a.txt", PLAN.encode(), year=None, units=UNITS, hints=hints)
    assert wanted.year == 2027
    found = parse_bounded("a.txt", PLAN.encode(), year=None, units=UNITS, hints=hints)
    assert found == wanted


def test_a_file_that_takes_too_long_is_stopped(caplog):
    data = (PLAN + "3.巡查公园绿地。\n" * 300_000).encode()
    with caplog.at_level(logging.WARNING), pytest.raises(UnreadableDocument) as stopped:
        parse_bounded("a.txt", data, year=2026, units=UNITS, limits=Limits(seconds=1))
    assert stopped.value.code == "document.too-slow"
    assert "1 秒" in error_sentence(stopped.value)
    assert "绿地" not in caplog.text


@pytest.mark.parametrize(("together", "given"), [(60, [20]), (9, [6]), (2, [])])
def test_reading_has_no_more_than_is_left_of_the_time_for_all(together, given):
    """Two seconds are for a process that does not stop itself."""
    asked = []

    def ask(message: bytes, *, seconds: float) -> bytes:
        asked.append(read_request(io.BytesIO(message)).limits.seconds)
        return b""

    limits = Limits(ends_at=time.monotonic() + together)
    with pytest.raises(UnreadableDocument) as refused:
        parse_bounded("a.txt", PLAN.encode(), year=None, units=UNITS, limits=limits, ask=ask)
    assert asked == given
    assert refused.value.code == ("document.crashed" if given else "document.too-slow")


def test_a_file_that_takes_too_much_memory_is_refused():
    data = (PLAN + "3.巡查公园绿地。\n" * 300_000).encode()
    with pytest.raises(UnreadableDocument) as refused:
        parse_bounded("a.txt", data, year=2026, units=UNITS, limits=Limits(megabytes=90))
    assert refused.value.code == "document.too-heavy"


@pytest.mark.parametrize("answer", [b"", b'{"draft": {"tit'])
def test_a_process_that_dies_is_a_refusal_and_a_line_in_the_log(caplog, answer):
    def dies(message: bytes, *, seconds: float) -> bytes:
        return answer

    with pytest.raises(UnreadableDocument) as crashed:
        parse_bounded("a.txt", PLAN.encode(), year=None, units=UNITS, ask=dies)
    assert crashed.value.code == "document.crashed"
    assert "died" in caplog.text


def test_a_fault_of_ours_is_logged_by_its_place_and_not_by_its_words(caplog, monkeypatch):
    def ask(message: bytes, *, seconds: float) -> bytes:
        target = io.BytesIO()
        worker.answer(io.BytesIO(message), target)
        return target.getvalue()

    def parse(*arguments: object, **named: object) -> None:
        raise IndexError("绿化科的原文")

    monkeypatch.setattr(worker, "parse_plan", parse)
    monkeypatch.setattr(worker, "confine", lambda *limits: None)
    with pytest.raises(UnreadableDocument) as crashed:
        parse_bounded("a.txt", PLAN.encode(), year=None, units=UNITS, ask=ask)
    assert crashed.value.code == "document.crashed"
    assert "IndexError at" in caplog.text
    assert "绿化科" not in caplog.text


def test_a_server_of_workers_that_was_killed_is_replaced():
    parse_bounded("a.txt", PLAN.encode(), year=None, units=UNITS)
    process = nursery._nursery._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert parse_bounded("a.txt", PLAN.encode(), year=None, units=UNITS).year == 2026


@pytest.fixture
def own_nursery() -> Iterator[nursery.Nursery]:
    own = nursery.Nursery()
    yield own
    own.close()


def request(data: bytes, folder: Path) -> bytes:
    return write_request(Request("a", 2026, UNITS, Limits(), str(folder)), data)


def test_what_a_killed_worker_left_is_swept_up(temporary):
    def dies(message: bytes, *, seconds: float) -> bytes:
        folder = Path(read_request(io.BytesIO(message)).folder)
        (folder / "half.docx").write_bytes(b"PK")
        return b""

    with pytest.raises(UnreadableDocument):
        parse_bounded("a.doc", b"\xd0\xcf\x11\xe0", year=2026, units=(), ask=dies)
    assert list(temporary.iterdir()) == []


def test_no_process_is_left_behind(own_nursery, tmp_path):
    assert own_nursery.ask(request(PLAN.encode(), tmp_path), seconds=20)
    process = own_nursery._process
    own_nursery.close()
    assert process is not None
    assert process.returncode == 0


def test_a_child_that_cannot_even_begin_is_no_answer_and_the_next_one_lives(own_nursery, tmp_path):
    assert own_nursery.ask(b"no request\n", seconds=20) == b""
    assert read_answer(own_nursery.ask(request(PLAN.encode(), tmp_path), seconds=20)) is not None


def test_a_child_that_does_not_answer_is_waited_for_no_longer_than_allowed(own_nursery, tmp_path):
    own_nursery.prepare()
    assert own_nursery.ask(request(PLAN.encode(), tmp_path), seconds=0.001) == b""


@pytest.mark.parametrize(
    "escape",
    [
        "open('{outside}/secret.txt')",
        "open('{outside}/new.txt', 'w')",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_a_reader_cannot_leave_its_process(tmp_path, escape):
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    program = (
        "import sys\n"
        "from tracker.sandbox.confinement import Escape, confine\n"
        "from tracker.sandbox.messages import Limits\n"
        f"confine(Limits(), {str(inside)!r})\n"
        f"open({str(inside / 'draft.txt')!r}, 'w').close()\n"
        "try:\n"
        f"    {escape.format(outside=outside)}\n"
        "except Escape:\n"
        "    sys.exit(42)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 42


def test_a_file_of_evidence_is_looked_at_in_a_process_of_its_own(temporary):
    found = inspect_bounded("说明.txt", io.BytesIO("内部资料\n已整改。".encode()))
    assert (found.kind, found.internal) == (EvidenceKind.TXT, "内部资料")
    with pytest.raises(RuleBroken) as refused:
        inspect_bounded("报告.pdf", io.BytesIO("机密".encode()))
    assert (refused.value.code, refused.value.field) == ("evidence.disguised", "evidence")
    assert list(temporary.iterdir()) == []


def test_evidence_that_cannot_be_looked_at_in_time_is_refused(temporary):
    def dies(message: bytes, *, seconds: float) -> bytes:
        return b""

    with pytest.raises(RuleBroken) as refused:
        inspect_bounded("说明.txt", io.BytesIO(b"1"), ask=dies)
    assert (refused.value.code, refused.value.parameters) == (
        "evidence.unchecked",
        {"name": "说明.txt"},
    )
    assert list(temporary.iterdir()) == []
