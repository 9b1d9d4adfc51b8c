"""What somebody could do to the log who rules the database itself."""

import sqlalchemy as sa

from tracker.database import db


def tamper(statement: str) -> None:
    """Without the triggers that refuse it."""
    db.session.rollback()
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SET LOCAL session_replication_role = 'replica'"))
        else:
            for act in ("update", "delete"):
                connection.execute(sa.text(f"DROP TRIGGER audit_entries_no_{act}"))
        connection.execute(sa.text(statement))
