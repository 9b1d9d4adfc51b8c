"""On a database that this version cannot use every command ends with one sentence."""

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask

from tests.cli.every_command import COMMANDS, MIGRATIONS, WITHOUT_TABLES, leaves, said
from tests.databases import close_engines, make_app
from tracker.database import db


@pytest.fixture
def scratch(database) -> Iterator[Flask]:
    with database.scratch() as app, app.app_context():
        yield app
        db.session.remove()


def set_revision(revision: str) -> None:
    """As a migration of another version would leave it."""
    flask_migrate.upgrade(revision="0005")
    with db.engine.begin() as connection:
        statement = sa.text("UPDATE alembic_version SET version_num = :revision")
        connection.execute(statement, {"revision": revision})


def test_no_command_is_left_out(scratch):
    foreign = ("db ", "run", "shell", "routes")  # Flask's own
    ours = {name for name in leaves(scratch.cli) if not name.startswith(foreign)}
    tried = {name for name in ours for line in COMMANDS if f"{line} ".startswith(f"{name} ")}
    assert ours == tried | WITHOUT_TABLES


def test_without_tables_each_says_what_to_run_first(scratch):
    for line in COMMANDS:
        assert "还没有建表，请先运行 flask db upgrade" in said(scratch, line)


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("0003", "数据库是早期版本的系统（0003）建的，不能升级：请把它移走，换一个空数据库"),
        ("9999", "数据库是更新版本的系统（9999）建的，请先更新本系统"),
    ],
)
def test_on_the_database_of_another_version_each_says_so_migrations_too(scratch, revision, words):
    set_revision(revision)
    for line in [*COMMANDS, *MIGRATIONS, "serve --port 0"]:
        assert words in said(scratch, line)


def test_on_a_database_that_waits_for_an_upgrade_each_says_so_until_it_is_made(scratch):
    flask_migrate.upgrade(revision="0005")
    for line in COMMANDS:
        assert "数据库结构是 0005，应为" in said(scratch, line)
    flask_migrate.upgrade()
    assert scratch.test_cli_runner().invoke(args=["units", "list"]).exit_code == 0


def test_a_database_that_does_not_open_is_named(tmp_path):
    app = make_app(f"sqlite:///file:{tmp_path}/gone.sqlite3?mode=rw&uri=true", tmp_path)
    with app.app_context():
        assert "数据库打不开" in said(app, "units list")
    close_engines(app)
