"""The declarative base, the column types and the connection rules of this product."""

import enum
import sqlite3
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.types import TypeDecorator

BUSY_TIMEOUT_MS = 10_000


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive values; gives back aware UTC on every database."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored as an instant")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Hundredths(TypeDecorator[Decimal]):
    """A decimal with two places, kept as a whole number so that sums stay exact on SQLite."""

    impl = sa.Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else round(value * 100)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / 100


class Exact(TypeDecorator[Decimal]):
    """A figure of any size and scale, kept as text: 200000000, 3.5, 1.2."""

    impl = sa.String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value.normalize(), "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _values(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


class Base(DeclarativeBase):
    # Map and metadata sit in the registry: on the class itself Flask-SQLAlchemy refuses them.
    registry = registry(
        metadata=sa.MetaData(naming_convention=NAMING),
        type_annotation_map={
            str: sa.Text(),
            date: sa.Date(),
            datetime: UtcDateTime(),
            dict[str, Any]: sa.JSON(),
            enum.Enum: sa.Enum(
                enum.Enum,
                native_enum=False,
                create_constraint=True,
                length=32,
                values_callable=_values,
            ),
        },
    )


@compiles(sa.Computed, "postgresql")
def _stored(column: sa.Computed, compiler: DDLCompiler, **_: object) -> str:
    """PostgreSQL has no index on a column that it does not store; SQLite adds only such a one to
    a table that is there."""
    return f"GENERATED ALWAYS AS ({column.sqltext}) STORED"


db = SQLAlchemy(model_class=Base)

_DISK_FULL = "53100"  # PostgreSQL's class of errors


def is_full(error: DBAPIError) -> bool:
    """The disk of the database has no room left."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_FULL or getattr(error.orig, "sqlstate", None) == _DISK_FULL


def engine_options(url: str) -> Mapping[str, object]:
    """What the engine needs beyond its defaults, by kind of database."""
    quiet = {"hide_parameters": True}  # an error in the log must not show what people wrote
    return quiet if url.startswith("sqlite") else quiet | {"pool_pre_ping": True}


@event.listens_for(Engine, "connect")
def _on_connect(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        prepare_sqlite(connection)


def prepare_sqlite(connection: sqlite3.Connection) -> None:
    """WAL with a wait for the lock. Transactions are opened by us and not by the driver, since a
    transaction that first reads and then writes fails at once instead of waiting."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    (mode,) = cursor.execute("PRAGMA journal_mode=WAL").fetchone()
    if mode not in {"wal", "memory"}:
        raise sqlite3.OperationalError(f"write-ahead logging refused, stayed in {mode!r}")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # what is deleted is written over with zeros
    cursor.close()


@event.listens_for(Engine, "begin")
def _on_begin(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
