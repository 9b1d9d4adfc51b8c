"""One file of 佐证材料: what it belongs to, and its bytes piece by piece."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from tracker.database import db
from tracker.domain.errors import NotFound
from tracker.domain.evidence import can_be_shown
from tracker.domain.values import EvidenceKind
from tracker.models import Evidence, FilePiece, ProgressUpdate, StoredFile, User


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    task_id: int
    name: str
    kind: EvidenceKind
    size: int
    sha256: str

    @property
    def can_be_shown(self) -> bool:
        return can_be_shown(self.kind)


def get_file(evidence_id: int) -> EvidenceRow:
    row = db.session.execute(
        sa.select(
            ProgressUpdate.task_id, Evidence.name, Evidence.kind, Evidence.size, Evidence.sha256
        )
        .join(ProgressUpdate, ProgressUpdate.id == Evidence.update_id)
        .where(Evidence.id == evidence_id)
    ).one_or_none()
    if row is None:
        raise NotFound("evidence.not-found")
    return EvidenceRow(row.task_id, row.name, row.kind, row.size, row.sha256)


@dataclass(frozen=True, slots=True)
class UpdateHead:
    """A report or added words, as far as it takes to know which one it is."""

    id: int
    task_id: int
    unit_id: int
    at: datetime
    author: str
    narrative: str
    files: int


def get_update(update_id: int) -> UpdateHead:
    files = sa.select(sa.func.count(Evidence.id)).where(Evidence.update_id == ProgressUpdate.id)
    row = db.session.execute(
        sa.select(
            ProgressUpdate.id,
            ProgressUpdate.task_id,
            ProgressUpdate.unit_id,
            ProgressUpdate.at,
            User.name,
            ProgressUpdate.narrative,
            files.scalar_subquery(),
        )
        .join(User, User.id == ProgressUpdate.author_id)
        .where(ProgressUpdate.id == update_id)
    ).one_or_none()
    if row is None:
        raise NotFound("progress.not-found")
    return UpdateHead(*row)


def count_broken_files() -> int:
    """Files of updates whose bytes are missing or changed. Reads them all."""
    named = sa.select(Evidence.sha256, Evidence.size).distinct().order_by(Evidence.sha256)
    rows = db.session.execute(named).all()
    return sum(not _is_whole(row.sha256, row.size) for row in rows)


def _is_whole(sha256: str, size: int) -> bool:
    digest, read = hashlib.sha256(), 0
    for piece in pieces(sha256):
        digest.update(piece)
        read += len(piece)
    return (digest.hexdigest(), read) == (sha256, size)


def is_stored(sha256: str) -> bool:
    return db.session.get(StoredFile, sha256) is not None


def pieces(sha256: str) -> Iterator[bytes]:
    """Each piece is read by itself: a slow reader holds neither a transaction nor the file."""
    return _pieces(db.engine, sha256)


def _pieces(engine: Engine, sha256: str) -> Iterator[bytes]:
    """With the engine in hand it needs no application context while the answer goes out."""
    number = 0
    while (content := _piece(engine, sha256, number)) is not None:
        yield content
        number += 1


def _piece(engine: Engine, sha256: str, number: int) -> bytes | None:
    with engine.connect() as connection:
        return connection.scalar(
            sa.select(FilePiece.content).where(
                FilePiece.sha256 == sha256, FilePiece.number == number
            )
        )
