"""Files that are read in the background: what became of one, and which there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.errors import NotFound, RuleBroken
from tracker.models import WaitingUpload


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """`filename` is empty once nothing waits any more: a name is not kept without its file."""

    id: int
    filename: str
    year: int | None
    uploaded_at: datetime
    is_being_read: bool
    draft_id: int | None
    refused: RuleBroken | None

    @property
    def is_waiting(self) -> bool:
        return self.draft_id is None and self.refused is None


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, and since when the first one does."""

    length: int
    since: datetime | None


def get_upload(upload_id: int) -> WaitingRow:
    row = db.session.get(WaitingUpload, upload_id)
    if row is None:
        raise NotFound("upload.not-found")
    return _row(row)


def count_before(upload_id: int) -> int:
    """Files that came earlier and are not read yet."""
    earlier = sa.select(sa.func.count()).where(
        WaitingUpload.id < upload_id, WaitingUpload.ended_at.is_(None)
    )
    return db.session.scalar(earlier) or 0


def list_uploads(user_id: int) -> Sequence[WaitingRow]:
    """A person's own that wait or were refused lately, the newest first."""
    rows = db.session.scalars(
        sa.select(WaitingUpload)
        .where(WaitingUpload.uploaded_by_id == user_id, WaitingUpload.draft_id.is_(None))
        .order_by(WaitingUpload.id.desc())
    )
    return [_row(row) for row in rows]


def get_queue() -> Queue:
    waiting = sa.select(sa.func.count(), sa.func.min(WaitingUpload.uploaded_at))
    length, since = db.session.execute(waiting.where(WaitingUpload.ended_at.is_(None))).one()
    return Queue(length, since)


def _row(row: WaitingUpload) -> WaitingRow:
    return WaitingRow(
        id=row.id,
        filename=row.filename or "",
        year=row.year,
        uploaded_at=row.uploaded_at,
        is_being_read=row.host is not None,
        draft_id=row.draft_id,
        refused=_refusal(row.refusal),
    )


def _refusal(told: Mapping[str, Any] | None) -> RuleBroken | None:
    if told is None:
        return None
    return RuleBroken(told["code"], field=told["field"], **told["parameters"])
