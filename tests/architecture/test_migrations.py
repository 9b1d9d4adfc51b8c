"""The revisions: few rules, and the proof on both databases that they make what the models say."""

import ast
import json
import re
import sys
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.architecture.source import ROOT, modules
from tracker.database import db

FOLDER = ROOT / "migrations"
PARTS = (
    "columns", "check_constraints", "foreign_keys", "indexes", "unique_constraints",
)  # fmt: skip
FIRST = 5  # 0001 to 0004 were squashed: a database at one of them is told so


@pytest.fixture
def scratch(database):
    """The application on another database, an empty one, which has no tables yet."""
    with database.scratch() as app, app.app_context():
        yield db.engine


def _tables(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


def _differences(engine: sa.Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, db.metadata))


def _shape(engine: sa.Engine) -> dict[str, list[str]]:
    """All that the database knows of its tables, sorted."""
    inspector = sa.inspect(engine)
    return {
        f"{table} {what}": sorted(map(_plain, getattr(inspector, f"get_{what}")(table)))
        for table in _tables(engine)
        for what in PARTS
    }


def _plain(part: object) -> str:
    return json.dumps(part, default=str, sort_keys=True)


def test_there_is_one_head_and_it_is_written_down():
    heads = ScriptDirectory(str(FOLDER)).get_heads()
    assert heads == [(FOLDER / ".current-head").read_text(encoding="ascii").strip()]


def test_every_revision_has_four_digits_that_its_file_starts_with():
    numbers = []
    for revision in ScriptDirectory(str(FOLDER)).walk_revisions():
        assert re.fullmatch(revision.revision + r"_[a-z_]+\.py", Path(revision.path).name)
        numbers.append(revision.revision)
    assert sorted(numbers) == [f"{FIRST + n:04}" for n in range(len(numbers))]


def test_a_revision_can_be_read_at_a_glance():
    lines = {m.name: m.lines for m in modules("migrations/versions")}
    assert {name: count for name, count in lines.items() if count > 80} == {}


def test_no_revision_imports_the_product():
    """Else a change of today would change what an old revision does."""
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for module in modules("migrations")
        for node in module.nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    packages = {name.partition(".")[0] for name in imported} - sys.stdlib_module_names
    assert packages == {"alembic", "sqlalchemy", "flask"}


def test_the_revisions_make_what_the_models_say(app):
    assert _differences(db.engine) == []


def test_the_revisions_make_it_to_the_last_constraint(app, scratch):
    """Alembic compares neither checks nor what happens to rows whose parent goes."""
    db.create_all()
    wanted = _shape(scratch)
    db.drop_all()
    flask_migrate.upgrade()
    assert _shape(scratch) == wanted


def test_all_goes_down_to_nothing_and_up_again(scratch):
    flask_migrate.upgrade()
    assert _tables(scratch) == set(db.metadata.tables)
    flask_migrate.downgrade(revision="base")
    assert _tables(scratch) == set()
    flask_migrate.upgrade()
    assert _differences(scratch) == []
