"""A document that was read becomes a draft under review: no text twice for one year."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.drafts.draft import PlanDraft, UnitProfile
from tracker.domain.drafts.hints import Hints
from tracker.domain.drafts.review import Review, begin
from tracker.domain.drafts.review_records import as_record
from tracker.domain.errors import RuleBroken, StaleWrite
from tracker.domain.same_text import is_same_text
from tracker.domain.uploads import Upload
from tracker.models import ImportDraft, PlanDocument, User, WorkPlan
from tracker.sandbox.bounded import parse_bounded
from tracker.transaction import audit
from tracker.transaction.audit import Subject


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and the review that begins with it."""

    text: str
    review: Review


def read(upload: Upload, profiles: Sequence[UnitProfile]) -> Reading:
    """Takes as long as the sandbox allows: for the time before a transaction is open."""
    draft = parse_bounded(upload.filename, upload.data, year=upload.year, units=profiles)
    review = begin_review(draft, upload.filename, Hints(year=upload.year), profiles)
    return Reading(draft.text, review)


def keep(
    session: Session, doing: Doing, upload: Upload, reading: Reading, *, uploaded_at: datetime
) -> int:
    """Stores the file and its draft, unless the same text is there. Returns the id of the draft."""
    check_new(session, reading.text, reading.review.year)
    check_not_in_review(session, reading.text, reading.review.year)
    sha256 = hashlib.sha256(upload.data).hexdigest()
    document = PlanDocument(
        filename=PurePath(upload.filename).name,
        sha256=sha256,
        content=upload.data,
        text=reading.text,
        uploaded_by_id=doing.actor.user_id,
        uploaded_at=uploaded_at,
    )
    session.add(document)
    session.flush()
    row = ImportDraft(document_id=document.id, draft=as_record(reading.review))
    session.add(row)
    session.flush()
    audit.record(
        session,
        doing,
        "document.uploaded",
        Subject("document", document.id),
        after={"filename": document.filename, "sha256": sha256, "draft": row.id},
    )
    return row.id


def begin_review(
    draft: PlanDraft, filename: str, hints: Hints, profiles: Sequence[UnitProfile]
) -> Review:
    """`hints` and `profiles`: what was known of the document and the units when it was read."""
    review = begin(draft, _names(profiles))
    title = review.title or _title_from(filename, draft)
    return replace(review, title=title, hints=hints)


def _names(profiles: Sequence[UnitProfile]) -> dict[str, str]:
    """From every name and alias of a unit to the name that it goes by."""
    known = {alias: unit.name for unit in profiles for alias in unit.aliases}
    return known | {unit.name: unit.name for unit in profiles}


def _title_from(filename: str, draft: PlanDraft) -> str:
    """For a document without a title: the file's name, if it looks written by a person."""
    stem = PurePath(filename).stem
    is_chinese = any("\u4e00" <= sign <= "\u9fff" for sign in stem)
    return stem if is_chinese else f"{draft.organisation}{draft.year}年工作计划"


def check_new(session: Session, text: str, year: int) -> None:
    """One document makes one plan a year, even when it comes again as another file."""
    rows = session.execute(
        sa.select(WorkPlan.id, WorkPlan.title, PlanDocument.text)
        .join(PlanDocument, PlanDocument.id == WorkPlan.document_id)
        .where(WorkPlan.year == year)
        .order_by(WorkPlan.id)
    )
    for plan_id, title, known in rows:
        if is_same_text(text, known):
            raise RuleBroken("plan.already-imported", plan_id=plan_id, title=title)


def check_not_in_review(session: Session, text: str, year: int, *, but: int | None = None) -> None:
    """One document has one draft under review at a time; `but`: the draft that asks."""
    rows = session.execute(
        sa.select(ImportDraft.id, User.name, PlanDocument.text)
        .join(PlanDocument, PlanDocument.id == ImportDraft.document_id)
        .join(User, User.id == PlanDocument.uploaded_by_id)
        .where(
            ImportDraft.accepted_at.is_(None),
            ImportDraft.id != (but or 0),
            ImportDraft.draft["year"].as_integer() == year,
        )
        .order_by(ImportDraft.id)
    )
    for draft_id, uploaded_by, known in rows:
        if is_same_text(text, known):
            raise StaleWrite("draft.already-open", draft_id=draft_id, by=uploaded_by)
