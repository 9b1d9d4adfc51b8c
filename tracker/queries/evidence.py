"""One file of 佐证材料, and the task that it belongs to."""

from dataclasses import dataclass

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.errors import NotFound
from tracker.domain.values import EvidenceKind
from tracker.models import Evidence, ProgressUpdate


@dataclass(frozen=True, slots=True)
class StoredFile:
    task_id: int
    name: str
    kind: EvidenceKind
    sha256: str


def get_file(evidence_id: int) -> StoredFile:
    row = db.session.execute(
        sa.select(ProgressUpdate.task_id, Evidence.name, Evidence.kind, Evidence.sha256)
        .join(ProgressUpdate, ProgressUpdate.id == Evidence.update_id)
        .where(Evidence.id == evidence_id)
    ).one_or_none()
    if row is None:
        raise NotFound("evidence.not-found")
    return StoredFile(row.task_id, row.name, row.kind, row.sha256)
