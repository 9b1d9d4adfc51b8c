"""The one way in which a draft under review is changed: each step is kept and can be undone."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.drafts.review import Review
from tracker.domain.drafts.review_records import as_record, from_record
from tracker.domain.drafts.steps import KEPT, stamped, taken_back, way_back
from tracker.domain.errors import RuleBroken, SentTwice, StaleWrite
from tracker.domain.words.review_steps import step_words
from tracker.models import ImportDraft, ReviewStep, User


@dataclass(frozen=True, slots=True)
class Step:
    """`action`: as the log calls it; `title`: of the first of so many items, before the step."""

    action: str
    title: str
    items: int = 1


def keep_step(session: Session, doing: Doing, row: ImportDraft, review: Review, step: Step) -> None:
    """Puts `review` into the draft, which is held. Where nothing changes there is no step."""
    before = row.draft
    after = as_record(stamped(from_record(before), review, row.version + 1))
    if after == before:
        return
    row.draft = after
    session.flush()
    session.add(
        ReviewStep(
            draft_id=row.id,
            number=row.version,
            action=step.action,
            title=step.title,
            items=step.items,
            by_id=doing.actor.user_id,
            at=doing.now,
            back=way_back(before, after),
        )
    )
    session.flush()
    _forget_old(session, row)


def _forget_old(session: Session, row: ImportDraft) -> None:
    numbers = sa.select(ReviewStep.number).where(ReviewStep.draft_id == row.id)
    oldest = session.scalar(numbers.order_by(ReviewStep.number.desc()).offset(KEPT - 1).limit(1))
    old = (ReviewStep.draft_id == row.id, ReviewStep.number < (oldest or 0))
    session.execute(sa.delete(ReviewStep).where(*old))


def undo_step(session: Session, doing: Doing, row: ImportDraft, number: int) -> str:
    """Takes back the last step of the draft, which is held; it must be the one that the person
    saw. Returns what it is called."""
    steps = session.scalars(
        sa.select(ReviewStep)
        .where(ReviewStep.draft_id == row.id)
        .order_by(ReviewStep.number.desc())
    ).all()
    last = next((step for step in steps if step.undone_at is None), None)
    if any(step.number == number and step.undone_at is not None for step in steps):
        raise SentTwice("draft.undone-already")
    if last is None:
        raise RuleBroken("draft.nothing-to-undo")
    words = step_words(last.action, last.title, last.items)
    if last.number != number:
        by = session.get_one(User, last.by_id).name
        raise StaleWrite("draft.not-the-last-step", by=by, step=words)
    row.draft = taken_back(row.draft, last.back)
    last.back, last.undone_at, last.undone_by_id = {}, doing.now, doing.actor.user_id
    return words
