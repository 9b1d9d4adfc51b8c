"""What the process that serves pages does not load: the libraries that open strangers' files."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
READERS = ("pdfplumber", "pdfminer", "pypdfium2", "lxml", "doc2docx", "xlrd", "docx", "openpyxl")


def test_the_libraries_of_the_readers_are_loaded_only_where_files_are_read():
    """They cost a second to load and 60 MB to keep, and what reads files is a process apart."""
    shown = "import sys, wsgi; print(*(name for name in sys.argv[1:] if name in sys.modules))"
    started = subprocess.run(
        [sys.executable, "-c", shown, *READERS],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert started.stdout.split() == []
