"""Each package says what lives in it, and names nothing that has gone."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

PACKAGES = sorted((ROOT / "tracker").rglob("__init__.py"))
LINE_OF_A_MAP = re.compile(r"^([a-z_]+(?:, [a-z_]+)*)  +\S", re.MULTILINE)


def _map(package: Path) -> str:
    return ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""


def _name(path: Path) -> str:
    return path.parent.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("package", PACKAGES, ids=_name)
def test_what_a_map_names_is_there(package):
    named = {name for names in LINE_OF_A_MAP.findall(_map(package)) for name in names.split(", ")}
    there = {path.stem for path in package.parent.iterdir() if path.suffix in {".py", ""}}
    assert named <= there


def test_a_map_is_read_as_a_map():
    text = _map(ROOT / "tracker" / "jobs" / "__init__.py")
    lines = ["schedule", "definitions", "reading", "runner", "watch", "heart"]
    assert LINE_OF_A_MAP.findall(text) == lines
