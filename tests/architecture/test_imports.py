"""Who may import whom, how long a file may be, and that each module is tried somewhere."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, modules

LIMITS = {"tracker": 300, "tests": 400}
BANNED = {
    "utils", "helpers", "common", "misc", "base", "manager", "handler", "process", "data", "info"
}  # fmt: skip


def test_every_import_contract_is_kept():
    """In a process of its own: import-linter switches off the loggers that exist when it starts."""
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == 0, run.stdout.decode()


@pytest.mark.parametrize("folder", LIMITS)
def test_no_file_is_longer_than_its_limit(folder):
    limit = LIMITS[folder]
    assert {m.name: m.lines for m in modules(folder) if m.lines > limit} == {}


def test_every_module_starts_with_a_sentence_that_says_what_it_knows():
    silent = [m.name for m in modules("tracker") if m.tree.body and not ast.get_docstring(m.tree)]
    assert silent == []


def test_no_module_is_named_for_nothing():
    assert [m.name for m in modules("tracker") if m.path.stem in BANNED] == []


def test_imports_stand_at_the_top():
    inside = [
        f"{module.name}:{node.lineno}"
        for module in modules("tracker")
        for function in module.nodes
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


BY_HAND = sorted(
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    for folder in ("bench", "fuzz", "soak")
    for path in (ROOT / "tests" / folder).glob("*.py")
    if (folder, path.stem) != ("bench", "__main__")  # which runs when it is loaded
)


@pytest.mark.parametrize("name", BY_HAND)
def test_what_is_only_run_by_hand_can_still_be_loaded(name):
    """No test runs these, so a name that moved would go unnoticed."""
    importlib.import_module(name)
