"""Files in the database: written piece by piece, held for a use case, and forgotten."""

from collections.abc import Collection
from datetime import datetime
from typing import IO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.models import Evidence, FilePiece, StoredFile
from tracker.models.stored_file import PIECE
from tracker.transaction.upsert import insert


def keep(session: Session, file: IO[bytes], *, sha256: str, now: datetime) -> None:
    """Writes a file that is not there yet. If it is there, only its moment is renewed."""
    row = insert(session, StoredFile).values(sha256=sha256, stored_at=now)
    session.execute(row.on_conflict_do_update(index_elements=["sha256"], set_={"stored_at": now}))
    first = sa.select(FilePiece.number).where(FilePiece.sha256 == sha256).limit(1)
    if session.scalar(first) is None:
        _write(session, file, sha256)


def _write(session: Session, file: IO[bytes], sha256: str) -> None:
    file.seek(0)
    number = 0
    while content := file.read(PIECE):
        piece = {"sha256": sha256, "number": number, "content": content}
        session.execute(sa.insert(FilePiece), piece)
        number += 1


def hold(session: Session, sha256s: Collection[str]) -> set[str]:
    """Which of these are there. They stay until the transaction ends."""
    rows = sa.select(StoredFile.sha256).where(StoredFile.sha256.in_(sha256s))
    return set(session.scalars(rows.with_for_update(read=True, key_share=True)))


def forget_unclaimed(session: Session, *, before: datetime) -> int:
    """Deletes files that nothing names and that came in before that moment. Returns how many.

    They are locked first. A file that is being claimed right now is left for the next time.
    """
    unclaimed = ~sa.exists().where(Evidence.sha256 == StoredFile.sha256)
    old = sa.select(StoredFile.sha256).where(StoredFile.stored_at < before, unclaimed)
    sha256s = session.scalars(old.with_for_update(skip_locked=True)).all()
    gone = sa.delete(StoredFile).where(StoredFile.sha256.in_(sha256s), unclaimed)
    forgotten = session.scalars(
        gone.returning(StoredFile.sha256).execution_options(synchronize_session=False)
    )
    return len(forgotten.all())
