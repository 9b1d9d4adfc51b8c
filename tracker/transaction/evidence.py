"""Writes down which files belong to an update."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.errors import RuleBroken
from tracker.domain.evidence import EvidenceFile, check_number
from tracker.models import Evidence, ProgressUpdate
from tracker.transaction import stored_files


def attach(
    session: Session,
    doing: Doing,
    update: ProgressUpdate,
    files: Sequence[EvidenceFile],
) -> list[int]:
    """The ids of the new rows. A file that the update has already is not written twice."""
    known = set(session.scalars(sa.select(Evidence.sha256).where(Evidence.update_id == update.id)))
    new = {file.sha256: file for file in files if file.sha256 not in known}
    check_number(len(known) + len(new))
    if stored_files.hold(session, new) != set(new):
        raise RuleBroken("evidence.kept-no-more", field="evidence")
    rows = [
        Evidence(
            update_id=update.id,
            name=file.name,
            kind=file.kind,
            size=file.size,
            sha256=file.sha256,
            attached_by_id=doing.actor.user_id,
            attached_at=doing.now,
        )
        for file in new.values()
    ]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]
