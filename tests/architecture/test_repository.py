"""What must not stand in any file of the repository: paths of a machine, addresses of an index."""

import re
from pathlib import Path

from tests.architecture.source import ROOT

OUTSIDE = {".git", ".venv", ".hypothesis", "instance", Path(__file__).name}
KINDS = {".py", ".md", ".toml", ".txt", ".in", ".html", ".css", ".js", ".json", ".ini", ".mako", ""}
MACHINE = re.compile(r"(?<![\w.])/(?:root|home|tmp|work)/\w")
INDEX = re.compile(r"(?i)\b(?:extra-)?index[-_]url|--trusted-host|//[\w.-]*pypi[\w.-]*|find-links")


def _texts():
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT)
        hidden = OUTSIDE & set(inside.parts) or any(p.endswith("_cache") for p in inside.parts)
        if not hidden and path.is_file() and path.suffix in KINDS:
            yield inside.as_posix(), path.read_bytes().decode("utf-8", "replace")


def _holding(pattern: re.Pattern[str]) -> list[str]:
    return [f"{name}: {found[0]}" for name, text in _texts() for found in pattern.finditer(text)]


def test_no_file_names_a_path_of_one_machine():
    assert _holding(MACHINE) == []


def test_no_file_names_a_package_index():
    assert _holding(INDEX) == []


def test_no_file_leaves_something_to_be_done():
    later = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
    assert _holding(later) == []
