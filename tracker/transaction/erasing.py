"""What was deleted shall not be found in the files of the database either."""

from tracker.database import db

_PATIENCE_MS = 200  # for those who are reading just now


def erase_deleted() -> None:
    """Empties SQLite's write-ahead log, which still holds what the tables no longer do.

    In the tables `secure_delete` has written zeros over it. When others are at the database, the
    log is emptied the next time. On PostgreSQL this is the work of its own vacuum.
    """
    if db.engine.dialect.name != "sqlite":
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        (usual,) = connection.exec_driver_sql("PRAGMA busy_timeout").one()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        try:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={usual}")
