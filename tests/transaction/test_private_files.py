"""Files of an earlier version are shut to other accounts; what is not ours is left and named."""

import os
from pathlib import Path

import pytest

from tests.databases import close_engines, make_app
from tracker.transaction.private_files import list_loose, tighten


@pytest.fixture
def old(tmp_path):
    """An installation whose files everybody can read."""
    for folder in ("mail", "files", "files/ab"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder).chmod(0o755)
    names = ("plan.sqlite3", "plan.sqlite3-wal", "plan.sqlite3-start", "secret_key")
    for name in (*names, "mail/1.eml", "files/ab/c1", "part-7"):
        (tmp_path / name).touch()
        (tmp_path / name).chmod(0o644)
    tmp_path.chmod(0o775)
    app = make_app(f"sqlite:///{tmp_path}/plan.sqlite3", tmp_path)
    with app.app_context():
        yield tmp_path
    close_engines(app)


def rights(folder: Path) -> dict[str, int]:
    return {path.name: path.lstat().st_mode & 0o777 for path in (folder, *folder.rglob("*"))}


def test_all_that_the_system_writes_is_shut_at_the_start(old):
    assert len(list_loose(old)) == len(rights(old)) == 11
    tighten(old)
    assert list_loose(old) == []
    assert set(rights(old).values()) == {0o600, 0o700}


def test_what_else_lies_there_stays_as_it_is_and_so_does_the_folder(old):
    (old / "letter.txt").touch()
    (old / "letter.txt").chmod(0o644)
    (old / "mail/elsewhere").symlink_to("/etc/hostname")
    tighten(old)
    assert rights(old)["letter.txt"] == 0o644
    assert Path("/etc/hostname").stat().st_mode & 0o044
    assert list_loose(old) == [old]


def test_what_belongs_to_another_account_is_named(old, monkeypatch):
    before = rights(old)
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    tighten(old)
    assert rights(old) == before
    assert old / "secret_key" in list_loose(old)


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("step", ["db current", "seed --synthetic 1 --units 1 --users 1"])
def test_every_first_step_of_a_start_shuts_them(old, app, monkeypatch, step):
    monkeypatch.setattr(app, "instance_path", str(old))
    app.test_cli_runner().invoke(args=step.split())
    assert rights(old)["secret_key"] == 0o600
