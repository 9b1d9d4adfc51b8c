"""What the process that serves pages does not load, and no command loads that needs none of it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The libraries that open strangers' files, and what reads them: that is a process apart, and they
# cost a second to load and 60 MB to keep.
READERS = ("pdfplumber", "pdfminer", "pypdfium2", "lxml", "doc2docx", "xlrd", "docx", "openpyxl",
    "tracker.parsing")  # fmt: skip
# What single commands need, and the calendar, which a page asks for.
REST = ("alembic", "apscheduler", "holidays", "waitress", "tracker.jobs.runner", "tracker.samples")


def test_no_process_loads_at_its_start_what_it_may_never_need():
    shown = "import sys, wsgi; print(*(name for name in sys.argv[1:] if name in sys.modules))"
    started = subprocess.run(
        [sys.executable, "-c", shown, *READERS, *REST],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert started.stdout.split() == []
