"""Speed and memory of turning a document into a draft, for texts of growing length."""

import subprocess
import sys
from collections.abc import Callable

from tests.architecture.source import ROOT
from tests.bench.machine import paced, timed
from tests.bench.plan_texts import ORDINARY, UNITS, plan_text, word_file
from tests.bench.report import cpu_seconds, line, seconds
from tests.parsing.files_of import can_print, html, ofd, printed
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.pipeline import parse_plan
from tracker.parsing.readers import read_document
from tracker.sandbox.bounded import parse_bounded
from tracker.sandbox.worker import collect_seldom

SIZES = (5_000, 50_000, 500_000, 5_000_000)  # characters; a real plan has 3,000 to 30,000
# by how many of the sentences are full of figures
KINDS = {"words alone": 0.0, "prose": ORDINARY, "figures": 1.0}
SAMPLES = sorted((ROOT / "seed_plans").glob("*.txt"))
_MEASURED = """
import re, sys
from tests.architecture.source import ROOT
from tests.bench.plan_texts import UNITS
from tracker.parsing.pipeline import parse_plan
from tracker.sandbox.worker import collect_seldom
collect_seldom()
parse_plan("plan", sys.stdin.buffer.read(), year=2026, units=UNITS)
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""
LONG = 500_000
REPORT = 40_000  # characters on 60 pages


def run() -> None:
    """Speeds are those of one core, whatever else the machine is doing."""
    collect_seldom()  # as the process does that parses
    for name, figures in KINDS.items():
        for size in SIZES:
            data = plan_text(size, figures=figures)
            taken = cpu_seconds(parsed(data), times=1 if size > 100_000 else 5)
            paced(f"parse {size:,} characters of {name}", size / taken, "characters/s")
    samples = [path.read_bytes() for path in SAMPLES]
    taken = cpu_seconds(lambda: [parsed(data)() for data in samples], times=5)
    size = sum(len(read_document("plan", data).text) for data in samples)
    paced(f"parse {len(samples)} sample plans, one by one", size / taken, "characters/s")
    data = plan_text(LONG)
    line(f"memory for a text of {LONG:,} characters", peak(data) / len(data), "times the file")
    for kind, data in _reports().items():
        taken = cpu_seconds(parsed(data), times=3)
        timed(f"parse a report of 60 pages, {kind}", taken, "s of processor", digits=2)
    timed("start the process that others are forked from", seconds(refused), "s", digits=2)
    timed("refuse an empty file in a fork of it", seconds(refused, times=9) * 1000, "ms")


def _reports() -> dict[str, bytes]:
    """The same report in several kinds of file; the PDF where a browser can print it."""
    lines = plan_text(REPORT).decode().splitlines()
    reports = {"text": plan_text(REPORT), "Word": word_file(lines)}
    reports |= {"web page": html(lines), "OFD": ofd(lines)}
    return reports | ({"PDF": printed(lines)} if can_print() else {})


def parsed(data: bytes) -> Callable[[], object]:
    return lambda: parse_plan("plan", data, year=2026, units=UNITS)


def refused() -> None:
    try:
        parse_bounded("plan.txt", b"", year=2026, units=())
    except UnreadableDocument:
        return


def peak(data: bytes) -> float:
    """Bytes that a fresh interpreter needs more to parse this than to parse little, on Linux.

    The system's own count for a child would start from what its parent had.
    """
    return _peak(data) - _peak(plan_text(1000))


def _peak(data: bytes) -> float:
    command = [sys.executable, "-c", _MEASURED]
    run = subprocess.run(command, cwd=ROOT, input=data, capture_output=True, check=True)
    return int(run.stdout) * 1024
