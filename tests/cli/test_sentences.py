"""Whatever is in the way of a command, it ends in a sentence: all commands on all ill databases."""

import os
import runpy
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from tests.architecture.source import ROOT
from tests.cli.every_command import COMMANDS, said
from tests.databases import close_engines, make_app
from tracker.cli import serve
from tracker.database import db
from tracker.jobs import runner

# `db migrate` would write into the source where nothing is wrong.
ALL = [*COMMANDS, "db upgrade", "db downgrade", "doctor", "serve --port 0", "plans parse README.md"]


@dataclass(frozen=True)
class Illness:
    """What is done to the file, how it is opened, and the commands that must then fail, by what
    they say; the others may succeed."""

    harm: Callable[[Path], AbstractContextManager[object] | None]
    says: str
    failing: tuple[str, ...]
    opened: str = "sqlite:///{path}"
    pragma: str = "PRAGMA busy_timeout=1"  # of each connection


def _overwrite(path: Path, first: int, last: int | None = None) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(first)
        file.write(b"\xa5" * ((last or size) - first))


@contextmanager
def _held(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


WRITING = ("seed", "jobs run tidy")
ILLNESSES = {
    "taken away": Illness(
        lambda path: None, "数据库打不开", ("units list", "db upgrade"),
        opened="sqlite:///file:{path}-gone?mode=rw&uri=true"),
    "another kind of file": Illness(
        lambda path: _overwrite(path, 0), "数据库已损坏", ("units list", "db upgrade")),
    "damaged inside": Illness(
        lambda path: _overwrite(path, 8192), "数据库已损坏", ("units list", "seed")),
    "read only": Illness(
        lambda path: None, "数据库只能读", WRITING, opened="sqlite:///file:{path}?mode=ro&uri=true"),
    "held by another program": Illness(_held, "数据库正忙", WRITING),
    "full": Illness(
        lambda path: None, "磁盘已满", ("seed",), pragma="PRAGMA max_page_count=1"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    (tmp_path / "README.md").write_text("这不是计划。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def idle(monkeypatch):
    """Nothing is served and nothing works on."""
    monkeypatch.setattr(runner, "work", lambda app: None)
    monkeypatch.setattr(runner, "start_in_background", lambda app: None)
    served = SimpleNamespace(effective_port=1, run=lambda: None, close=lambda: None)
    monkeypatch.setattr(serve, "create_server", lambda *_, **__: served)
    monkeypatch.setattr(serve.bounded, "prepare", lambda: None)


def _set(pragma: str) -> None:
    """For each of its connections."""
    sa.event.listen(db.engine, "connect", lambda connection, _: connection.execute(pragma))


@pytest.mark.usefixtures("idle")
@pytest.mark.parametrize("name", ILLNESSES)
def test_on_an_ill_database_no_command_shows_a_stack_trace(name, open_databases, tmp_path):
    illness, path = ILLNESSES[name], tmp_path / "ill.sqlite3"
    open_databases("sqlite").copy_to(path)
    with illness.harm(path) or nullcontext():
        app = make_app(illness.opened.format(path=path), tmp_path)
        with app.app_context():
            _set(illness.pragma)
            for line in illness.failing:
                assert illness.says in said(app, line), line
            for line in ALL:
                answer = app.test_cli_runner().invoke(args=line.split())
                ended = answer.exception is None or isinstance(answer.exception, SystemExit)
                assert ended, (line, answer.exception)
                assert answer.exit_code in (0, 1), (line, answer.output)
            db.session.remove()
        close_engines(app)


def test_the_doctor_finds_pages_that_were_overwritten(open_databases, tmp_path):
    path = tmp_path / "ill.sqlite3"
    url = open_databases("sqlite").copy_to(path)
    with closing(sqlite3.connect(path)) as file:
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tasks'").fetchone()
        (size,) = file.execute("PRAGMA page_size").fetchone()
    _overwrite(path, (page - 1) * size, page * size)
    app = make_app(url, tmp_path)
    with app.app_context():
        answer = app.test_cli_runner().invoke(args=["doctor"])
        db.session.remove()
    close_engines(app)
    assert answer.exit_code == 1
    assert "从备份恢复" in answer.output


@pytest.mark.parametrize("name", ["file/below", "file"])
def test_an_instance_folder_that_cannot_be_made_is_named_at_the_start(name, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path / name))
    monkeypatch.setenv("DATABASE_URL", "sqlite:///x")
    with pytest.raises(SystemExit, match=f"{tmp_path}/file.*：.+。"):
        runpy.run_path(str(ROOT / "wsgi.py"))


FAR = "9" * 30
OUT_OF_RANGE = [
    f"plans show {FAR}",
    "plans show 0",
    f"plans close {FAR} --as office",
    f"mail retry {FAR}",
    "jobs run tidy --at 0001-01-01T00:00",
    "jobs run tidy --at 9999-12-31T23:59",
    "jobs run write-reminders --at 2100-01-01T00:00",
    "plans parse README.md --year 99999",
    "seed --synthetic -5",
    f"seed --synthetic {FAR}",
    "seed --synthetic 5 --strategies 0",
    f"serve --port {FAR}",
    "serve --port -1",
    "serve --port 99999",
]


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("line", OUT_OF_RANGE)
def test_what_is_out_of_range_is_refused(app, runner, line):
    answer = runner.invoke(args=line.split())
    assert answer.exit_code == 2, answer.output
    assert "not in the range" in answer.output


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("no/such/folder/out.csv", "没有这个文件或文件夹"),
        ("README.md/out.csv", "路径中间的一段不是文件夹"),
        ("o" * 300 + ".csv", "名称太长"),
        ("/dev/full.csv/out.csv", "没有这个文件或文件夹"),
    ],
)
def test_a_path_that_cannot_be_written_is_named(app, runner, path, words):
    answer = runner.invoke(args=["audit", "export", path])
    assert (answer.exit_code, answer.output) == (1, f"Error: {path}：{words}。\n")


@pytest.mark.databases("sqlite")
def test_a_disk_that_is_full_leaves_no_half_file(app, runner, monkeypatch, tmp_path):
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    (tmp_path / "out.csv").write_text("an older export", encoding="utf-8")
    monkeypatch.setattr(os, "replace", full)
    answer = runner.invoke(args=["audit", "export", "out.csv"])
    assert (answer.exit_code, answer.output) == (1, "Error: out.csv：磁盘已满。\n")
    assert [path.name for path in tmp_path.glob("out*")] == ["out.csv"]
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "an older export"


@pytest.mark.databases("sqlite")
def test_bytes_that_are_no_text_are_refused(app, runner):
    answer = runner.invoke(args=["users", "disable", "caf\udce9"])
    assert answer.exit_code == 1
    assert "不能识别的字符" in answer.output
