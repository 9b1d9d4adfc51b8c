"""LibreOffice as the last resort for old files: used where it is, bounded, leaving nothing."""

import shutil
import tempfile
import time
from pathlib import Path

import pytest

from tests.parsing.readers.wordfile import docx, paragraph
from tracker.domain.errors import UnreadableDocument
from tracker.sandbox import bounded, office
from tracker.sandbox.bounded import Limits, parse_bounded

pytestmark = pytest.mark.usefixtures(
    "sleep_allowed"
)  # to wait for a process with a limit is to sleep

LINES = ("2026年园林管理工作要点", "一、抓好绿化养护", "1.补种行道树3000株，9月底前完成。")
RTF = (
    r"{\rtf1\ansi "
    + r"\par ".join("".join(f"\\u{ord(sign)}?" for sign in line) for line in LINES)
    + "}"
).encode()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a program of our own in the place of LibreOffice, and our folder in that of all."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))

    def put(script: str) -> Path:
        path = tmp_path / "soffice"
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(0o755)
        monkeypatch.setattr(bounded, "find_office", lambda: str(path))
        return tmp_path

    return put


def test_what_it_converts_is_parsed(program):
    folder = program('mkdir converted && cp "$(dirname $0)/wanted.docx" converted/plan.docx')
    (folder / "wanted.docx").write_bytes(docx(*(paragraph(line) for line in LINES)))
    assert len(parse_bounded("a.rtf", RTF, year=None, units=()).tasks) == 1
    assert list((folder / "temporary").iterdir()) == []


def refusal() -> str:
    with pytest.raises(UnreadableDocument) as refused:
        parse_bounded("a.rtf", RTF, year=None, units=())
    return refused.value.code


def test_its_time_is_within_the_time_for_all(program):
    program("sleep 30")
    began = time.monotonic()
    with pytest.raises(UnreadableDocument) as refused:
        parse_bounded("a.rtf", RTF, year=None, units=(), limits=Limits(ends_at=began + 3.5))
    assert refused.value.code == "document.too-slow"
    assert time.monotonic() - began < 3.5


def test_a_file_that_it_cannot_convert_is_to_be_saved_anew(program):
    program("exit 1")
    assert refusal() == "document.old-format"


def test_it_is_stopped_with_all_that_it_started(program, monkeypatch):
    folder = program('(sleep 0.3; touch "$(dirname $0)/lives") & sleep 60')
    monkeypatch.setattr(bounded, "_CONVERSION", 0.0025)
    began = time.monotonic()
    assert refusal() == "document.old-format"
    assert time.monotonic() - began < 10
    time.sleep(0.4)
    assert not (folder / "lives").exists()
    assert list((folder / "temporary").iterdir()) == []


def test_without_it_the_file_is_to_be_saved_anew(monkeypatch):
    monkeypatch.setattr(bounded, "find_office", lambda: None)
    assert refusal() == "document.old-format"


def test_the_real_one_reads_rtf():
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    assert office.find_office() is not None
    assert len(parse_bounded("a.rtf", RTF, year=None, units=()).tasks) == 1
