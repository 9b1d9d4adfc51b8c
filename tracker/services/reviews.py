"""核对: people correct a draft, each correction saved as it is made."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain import corrections, splitting
from tracker.domain.corrections import Correction
from tracker.domain.errors import RuleBroken
from tracker.domain.permissions import Permission
from tracker.domain.review import Review, check_revision
from tracker.domain.review_records import as_record, from_record
from tracker.domain.values import Actor
from tracker.models import PlanDocument
from tracker.queries import units
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work


@dataclass(frozen=True, slots=True)
class Picked:
    """An item as the reviewer saw it."""

    key: int
    revision: int


@dataclass(slots=True)
class _Open:
    """A draft under correction: what is put into `review` is saved."""

    review: Review
    text: str


@contextmanager
def _corrected(
    actor: Actor, draft_id: int, picked: Sequence[Picked], action: str, now: datetime
) -> Iterator[_Open]:
    """Loads the draft, sees that nobody changed the items meanwhile, saves what comes out."""
    with unit_of_work() as session:
        access.require(actor, Permission.PLAN_IMPORT)
        row = access.get_draft(session, draft_id)
        draft = _Open(from_record(row.draft), _text(session, row.document_id))
        if not picked:
            raise RuleBroken("draft.nothing-picked")
        for item in picked:
            check_revision(draft.review, item.key, item.revision)
        yield draft
        row.draft = as_record(draft.review)
        audit.record(
            session,
            actor,
            action,
            Subject("draft", row.id),
            now=now,
            after={"items": [item.key for item in picked]},
        )


def _text(session: Session, document_id: int) -> str:
    return session.get_one(PlanDocument, document_id).text


def _keys(picked: Sequence[Picked]) -> list[int]:
    return [item.key for item in picked]


def _check_unit(name: str) -> None:
    if name not in units.list_names():
        raise RuleBroken("draft.unit-unknown", field="lead", name=name)


def correct(
    actor: Actor, *, draft_id: int, item: Picked, correction: Correction, now: datetime
) -> None:
    with _corrected(actor, draft_id, [item], "draft.corrected", now) as draft:
        if correction.lead:
            _check_unit(correction.lead)
        draft.review = corrections.correct(draft.review, item.key, correction, by=actor.name)


def check(actor: Actor, *, draft_id: int, picked: Sequence[Picked], now: datetime) -> None:
    """接受, also of all the rest: only what the reviewer saw."""
    with _corrected(actor, draft_id, picked, "draft.checked", now) as draft:
        draft.review = corrections.check(draft.review, _keys(picked), by=actor.name)


def set_lead(
    actor: Actor, *, draft_id: int, picked: Sequence[Picked], lead: str, now: datetime
) -> None:
    with _corrected(actor, draft_id, picked, "draft.lead-set", now) as draft:
        _check_unit(lead)
        draft.review = corrections.set_lead(draft.review, _keys(picked), lead, by=actor.name)


def set_due(
    actor: Actor, *, draft_id: int, picked: Sequence[Picked], due_on: date, now: datetime
) -> None:
    with _corrected(actor, draft_id, picked, "draft.due-set", now) as draft:
        draft.review = corrections.set_due(draft.review, _keys(picked), due_on, by=actor.name)


def drop_target(actor: Actor, *, draft_id: int, item: Picked, place: int, now: datetime) -> None:
    with _corrected(actor, draft_id, [item], "draft.target-dropped", now) as draft:
        draft.review = corrections.drop_target(draft.review, item.key, place, by=actor.name)


def drop(actor: Actor, *, draft_id: int, picked: Sequence[Picked], now: datetime) -> None:
    with _corrected(actor, draft_id, picked, "draft.dropped", now) as draft:
        draft.review = corrections.drop(draft.review, _keys(picked), by=actor.name)


def restore(actor: Actor, *, draft_id: int, picked: Sequence[Picked], now: datetime) -> None:
    with _corrected(actor, draft_id, picked, "draft.restored", now) as draft:
        draft.review = corrections.restore(draft.review, _keys(picked), by=actor.name)


def move(
    actor: Actor, *, draft_id: int, picked: Sequence[Picked], strategy: int, now: datetime
) -> None:
    with _corrected(actor, draft_id, picked, "draft.moved", now) as draft:
        draft.review = corrections.move(draft.review, _keys(picked), strategy, by=actor.name)


def merge(actor: Actor, *, draft_id: int, picked: Sequence[Picked], now: datetime) -> None:
    with _corrected(actor, draft_id, picked, "draft.merged", now) as draft:
        draft.review = splitting.merge(draft.review, _keys(picked), by=actor.name)


def split(actor: Actor, *, draft_id: int, item: Picked, place: int, now: datetime) -> None:
    """`place` counts in the document's text."""
    with _corrected(actor, draft_id, [item], "draft.split", now) as draft:
        draft.review = splitting.split(draft.review, item.key, place, draft.text, by=actor.name)


def split_by_measures(
    actor: Actor, *, draft_id: int, picked: Sequence[Picked], now: datetime
) -> None:
    with _corrected(actor, draft_id, picked, "draft.split", now) as draft:
        for key in _keys(picked):
            draft.review = splitting.split_by_measures(draft.review, key, draft.text, by=actor.name)


def make_sub_task(actor: Actor, *, draft_id: int, item: Picked, place: int, now: datetime) -> None:
    """`place` counts the measures of the item."""
    with _corrected(actor, draft_id, [item], "draft.sub-task-made", now) as draft:
        draft.review = splitting.make_sub_task(
            draft.review, item.key, place, draft.text, by=actor.name
        )


def undo_sub_task(actor: Actor, *, draft_id: int, item: Picked, place: int, now: datetime) -> None:
    with _corrected(actor, draft_id, [item], "draft.sub-task-undone", now) as draft:
        draft.review = splitting.undo_sub_task(draft.review, item.key, place, by=actor.name)


def rename_strategy(
    actor: Actor, *, draft_id: int, strategy: int, title: str, now: datetime
) -> None:
    with unit_of_work() as session:
        access.require(actor, Permission.PLAN_IMPORT)
        row = access.get_draft(session, draft_id)
        review = corrections.rename_strategy(from_record(row.draft), strategy, title)
        row.draft = as_record(review)
        audit.record(
            session,
            actor,
            "draft.strategy-renamed",
            Subject("draft", row.id),
            now=now,
            after={"strategy": strategy, "title": title.strip()},
        )
