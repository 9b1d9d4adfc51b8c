"""Drafts that wait for a review, and one of them with all that the review page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.drafts.review import Review
from tracker.domain.drafts.review_records import from_record
from tracker.domain.errors import NotFound, StaleWrite
from tracker.models import ImportDraft, PlanDocument, User

RECENT = 30


@dataclass(frozen=True, slots=True)
class ImportRow:
    id: int
    filename: str
    title: str
    year: int
    uploaded_by: str
    uploaded_at: datetime
    tasks: int
    checked: int
    plan_id: int | None  # of the plan it became


@dataclass(frozen=True, slots=True)
class ImportPage:
    id: int
    version: int
    filename: str
    uploaded_by: str
    uploaded_at: datetime
    text: str
    review: Review
    plan_id: int | None


@dataclass(frozen=True, slots=True)
class ImportSource:
    """The file itself, to be read once more."""

    version: int
    filename: str
    content: bytes
    text: str
    review: Review


_DRAFTS = (
    sa.select(ImportDraft, PlanDocument.filename, PlanDocument.uploaded_at, User.name)
    .join(PlanDocument, PlanDocument.id == ImportDraft.document_id)
    .join(User, User.id == PlanDocument.uploaded_by_id)
)


def list_imports() -> Sequence[ImportRow]:
    """The newest first; those still under review before those that have become a plan."""
    statement = _DRAFTS.order_by(ImportDraft.accepted_at.isnot(None), ImportDraft.id.desc())
    return [
        _row(draft, filename, name, at)
        for draft, filename, at, name in db.session.execute(statement.limit(RECENT))
    ]


def _row(draft: ImportDraft, filename: str, name: str, at: datetime) -> ImportRow:
    """Counted in the record itself: a list of long drafts need not read each of them whole."""
    kept = [item for item in draft.draft["items"] if not item["is_dropped"]]
    return ImportRow(
        id=draft.id,
        filename=filename,
        title=draft.draft["title"],
        year=draft.draft["year"],
        uploaded_by=name,
        uploaded_at=at,
        tasks=len(kept),
        checked=sum(item["is_checked"] for item in kept),
        plan_id=draft.plan_id,
    )


def get_source(draft_id: int) -> ImportSource:
    """Of a draft that has not become a plan."""
    row = db.session.execute(
        sa.select(ImportDraft, PlanDocument.filename, PlanDocument.content, PlanDocument.text)
        .join(PlanDocument, PlanDocument.id == ImportDraft.document_id)
        .where(ImportDraft.id == draft_id)
    ).first()
    if row is None:
        raise NotFound("draft.not-found", draft_id=draft_id)
    draft, filename, content, text = row
    if draft.accepted_at is not None:
        raise StaleWrite("draft.accepted", plan_id=draft.plan_id)
    return ImportSource(draft.version, filename, content, text, from_record(draft.draft))


def get_import(draft_id: int) -> ImportPage:
    statement = _DRAFTS.add_columns(PlanDocument.text).where(ImportDraft.id == draft_id)
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound("draft.not-found", draft_id=draft_id)
    draft, filename, uploaded_at, name, text = row
    return ImportPage(
        id=draft.id,
        version=draft.version,
        filename=filename,
        uploaded_by=name,
        uploaded_at=uploaded_at,
        text=text,
        review=from_record(draft.draft),
        plan_id=draft.plan_id,
    )
