"""A large file of evidence in and out of either database: seconds, and memory that it takes.

Each database is measured in a process of its own, since only a fresh one shows what is needed.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from flask import Flask

from tests.architecture.source import ROOT
from tests.bench.report import line, seconds
from tests.clocks import MONDAY_MORNING
from tests.databases import KINDS, open_database
from tests.make import make_doing
from tracker.domain.evidence import EvidenceFile, Upload
from tracker.queries.evidence import pieces
from tracker.services import evidence

MB = 1024 * 1024
SIZE = 20 * MB


def run() -> None:
    for kind in KINDS:
        subprocess.run([sys.executable, "-m", "tests.bench.evidence", kind], cwd=ROOT, check=True)


def measure(kind: str) -> None:
    database = open_database(kind)
    with database.app.app_context():
        _measure(database.app, kind)
    database.close()


def _measure(app: Flask, kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.pdf"), Path(folder, "large.pdf")
        _write(small, MB)
        _write(large, SIZE)
        _out(_in(small))  # loads what is loaded once
        before = _peak(anew=True)
        stored: list[EvidenceFile] = []
        taken = seconds(lambda: stored.append(_in(large)))
        line(f"a file of 20 MB into {kind}", taken, "s", digits=2)
        taken = seconds(lambda: _out(stored[0]))
        line(f"a file of 20 MB out of {kind}", taken, "s", digits=2)
        line("memory for both", (_peak() - before) / MB, "MB", digits=1)


def _write(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        for number in range(size // MB):
            file.write(hashlib.shake_128(bytes([number])).digest(MB - 8))


def _in(path: Path) -> EvidenceFile:
    with path.open("rb") as file:
        upload = Upload(path.name, file)
        (stored,) = evidence.store(make_doing(now=MONDAY_MORNING), uploads=[upload])
    return stored


def _out(file: EvidenceFile) -> None:
    digest = hashlib.sha256()
    for piece in pieces(file.sha256):
        digest.update(piece)
    assert digest.hexdigest() == file.sha256


def _peak(*, anew: bool = False) -> int:
    """Bytes, on Linux. What the migrations needed before is forgotten when it begins anew."""
    if anew:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) * 1024


if __name__ == "__main__":
    measure(sys.argv[1])
