"""README names every setting, every command and every job, so that nobody has to read code."""

import re
from dataclasses import fields

import pytest

from config import Config
from tests.architecture.source import ROOT
from tests.cli.every_command import leaves
from tests.databases import make_app
from tracker.jobs.schedule import SCHEDULE

FOREIGN = {"db", "run", "shell", "routes"}  # Flask's own


@pytest.fixture(scope="module")
def readme():
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def commands(tmp_path_factory):
    cli = make_app("sqlite:///x", tmp_path_factory.mktemp("docs")).cli
    return sorted(line for line in leaves(cli) if line.split()[0] not in FOREIGN)


def test_every_setting_stands_in_the_readme(readme):
    derived = {"SECURE_COOKIES"}  # follows from BASE_URL
    settings = {field.name.upper() for field in fields(Config)} - derived
    assert [name for name in sorted(settings) if f"`{name}`" not in readme] == []


def _named(readme: str) -> set[str]:
    """The lines of the command list: `flask jobs list | run NAME | work` names three."""
    named = set()
    for line in re.findall(r"^flask (.+)$", readme, re.MULTILINE):
        first, *others = line.split(" | ")
        words = first.split()
        if len(words) > 1 and re.fullmatch(r"[a-z-]+", words[1]):
            named.update(f"{words[0]} {way}" for way in [words[1], *(o.split()[0] for o in others)])
        else:
            named.add(words[0])
    return named


def test_the_list_of_commands_in_the_readme_is_the_list_there_is(readme, commands):
    assert _named(readme) == set(commands)


def test_every_job_stands_in_the_readme(readme):
    assert [job.name for job in SCHEDULE if job.name not in readme] == []


def test_the_files_that_the_readme_sends_people_to_are_there(readme):
    named = re.findall(r"`((?:tracker|templates|tests|migrations)/[\w/.]*)`", readme)
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_target_of_make_says_what_it_does():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):(.*)$", text, re.MULTILINE)
    assert [name for name, rest in targets if "##" not in rest] == []
