"""A draft in the database, under review by the plan office."""

from typing import Any

import sqlalchemy as sa

from tests.drafted import FOOD, LIFTS, PLAN
from tests.forms import form_of
from tests.make import make_document
from tests.people import UNIT_A, UNIT_B
from tracker.database import db
from tracker.domain.drafts.draft import PlanDraft
from tracker.domain.drafts.review import Review, ReviewItem, begin, find
from tracker.domain.drafts.review_records import as_record, from_record
from tracker.models import ImportDraft, User

OURS = {FOOD: UNIT_A, LIFTS: UNIT_B, UNIT_A: UNIT_A, UNIT_B: UNIT_B}


def make_draft(uploaded_by: User | None, draft: PlanDraft = PLAN, **changes: Any) -> ImportDraft:
    """As it is right after the upload; `review=` for one that is further on."""
    review = changes.pop("review", None) or begin(draft, OURS)
    document = make_document(uploaded_by, text=draft.text, filename="2026年工作要点.docx")
    row = ImportDraft(document_id=document.id, draft=as_record(review), **changes)
    db.session.add(row)
    db.session.commit()
    return row


def review_of(draft_id: int) -> Review:
    """As it stands in the database now."""
    db.session.rollback()
    record = db.session.scalar(sa.select(ImportDraft.draft).where(ImportDraft.id == draft_id))
    assert record is not None
    return from_record(record)


def item_of(draft_id: int, key: int) -> ReviewItem:
    return find(review_of(draft_id), key)


def version_of(draft_id: int) -> int:
    db.session.rollback()
    return db.session.scalars(
        sa.select(ImportDraft.version).where(ImportDraft.id == draft_id)
    ).one()


def opened(client, draft: int, key: int) -> dict[str, str]:
    return form_of(client.get(f"/imports/{draft}?item={key}").text, "edit")


def save(client, draft: int, key: int, **typed):
    fields = {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(f"/imports/{draft}/items/{key}", data=opened(client, draft, key) | fields)


def several(client, draft: int, act: str, *picked: str, **more):
    return client.post(f"/imports/{draft}/items", data={"act": act, "picked": list(picked), **more})


def press(client, draft: int, key: int, button: str, **typed):
    """A button of the item's form other than 保存."""
    sent = opened(client, draft, key) | {"part": button} | typed
    return client.post(f"/imports/{draft}/items/{key}/part", data=sent)
