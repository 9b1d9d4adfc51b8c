"""What must not stand in any file of the repository: paths of a machine, addresses of an index."""

import os
import re
from functools import cache
from pathlib import Path

from tests.architecture.source import ROOT

OUTSIDE = {".git", ".venv", ".hypothesis", "instance", Path(__file__).name}
KINDS = {".py", ".md", ".toml", ".txt", ".in", ".html", ".css", ".js", ".json", ".ini", ".mako", ""}
MACHINE = re.compile(r"(?<![\w.])/(?:root|home|tmp|work)/\w")
INDEX = re.compile(r"(?i)\b(?:extra-)?index[-_]url|--trusted-host|//[\w.-]*pypi[\w.-]*|find-links")


@cache
def _texts() -> list[tuple[str, str]]:
    texts = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in OUTSIDE and not f.endswith("_cache")]
        for path in (Path(folder, name) for name in names if name not in OUTSIDE):
            if path.suffix in KINDS:
                text = path.read_bytes().decode("utf-8", "replace")
                texts.append((path.relative_to(ROOT).as_posix(), text))
    return texts


def _holding(pattern: re.Pattern[str]) -> list[str]:
    return [f"{name}: {found[0]}" for name, text in _texts() for found in pattern.finditer(text)]


def test_no_file_names_a_path_of_one_machine():
    assert _holding(MACHINE) == []


def test_no_file_names_a_package_index():
    assert _holding(INDEX) == []


def test_no_file_leaves_something_to_be_done():
    later = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
    assert _holding(later) == []
