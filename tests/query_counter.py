"""Counts the statements that a block sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event
from sqlalchemy.engine import Engine

WRITING = ("INSERT", "UPDATE", "DELETE")
FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")


@dataclass(slots=True)
class Queries:
    statements: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.statements)

    @property
    def writing(self) -> list[str]:
        return [statement for statement in self.statements if statement.startswith(WRITING)]


@contextmanager
def counted_queries() -> Iterator[Queries]:
    queries = Queries()

    def note(connection, cursor, statement, parameters, context, executemany) -> None:
        if not statement.startswith(FRAME):
            queries.statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        event.remove(Engine, "before_cursor_execute", note)
