"""核对: people correct a draft, each correction saved as it is made."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.drafts import corrections, splitting
from tracker.domain.drafts.corrections import Correction, Names
from tracker.domain.drafts.review import Review, check_revision, find
from tracker.domain.drafts.review_records import from_record
from tracker.domain.errors import RuleBroken
from tracker.domain.permissions import Permission
from tracker.models import PlanDocument
from tracker.queries import units
from tracker.transaction import access, audit
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.review_steps import Step, keep_step, undo_step
from tracker.transaction.unit_of_work import unit_of_work


@dataclass(frozen=True, slots=True)
class Picked:
    """An item as the reviewer saw it."""

    key: int
    revision: int


@dataclass(slots=True)
class _Open:
    """A draft under correction: what is put into `review` is saved. `title` and `items` name the
    step."""

    review: Review
    text: str
    title: str
    items: int = 1


@contextmanager
def _opened(
    doing: Doing, draft_id: int, action: str, after: Mapping[str, Plain]
) -> Iterator[_Open]:
    """Loads the draft, saves what comes out as a step that can be undone, and writes down `after`.

    The step is named for the plan unless the block names it for something else.
    """
    with unit_of_work() as session:
        access.require(doing.actor, Permission.PLAN_IMPORT)
        row = access.get_draft(session, draft_id)
        review = from_record(row.draft)
        draft = _Open(review, _text(session, row.document_id), title=review.title)
        yield draft
        step = Step(action, draft.title, draft.items)
        keep_step(session, doing, row, draft.review, step)
        audit.record(session, doing, action, Subject("draft", row.id), after=dict(after))


@contextmanager
def _corrected(
    doing: Doing, draft_id: int, picked: Sequence[Picked], action: str
) -> Iterator[_Open]:
    """The same for some of its items, when nobody has changed them meanwhile."""
    with _opened(doing, draft_id, action, {"items": _keys(picked)}) as draft:
        if not picked:
            raise RuleBroken("draft.nothing-picked")
        for item in picked:
            check_revision(draft.review, item.key, item.revision)
        draft.title, draft.items = find(draft.review, picked[0].key).title, len(picked)
        yield draft


def _text(session: Session, document_id: int) -> str:
    return session.get_one(PlanDocument, document_id).text


def _keys(picked: Sequence[Picked]) -> list[int]:
    return [item.key for item in picked]


def _check_unit(name: str) -> None:
    if name not in units.list_names():
        raise RuleBroken("draft.unit-unknown", field="lead", name=name)


def _check_lead(typed: Correction) -> None:
    if typed.lead:
        _check_unit(typed.lead)


def correct(doing: Doing, *, draft_id: int, item: Picked, correction: Correction) -> None:
    with _corrected(doing, draft_id, [item], "draft.corrected") as draft:
        _check_lead(correction)
        draft.review = corrections.correct(draft.review, item.key, correction, by=doing.actor.name)


def check(doing: Doing, *, draft_id: int, picked: Sequence[Picked]) -> None:
    """接受, also of all the rest: only what the reviewer saw."""
    with _corrected(doing, draft_id, picked, "draft.checked") as draft:
        draft.review = corrections.check(draft.review, _keys(picked), by=doing.actor.name)


def set_terms(
    doing: Doing,
    *,
    draft_id: int,
    picked: Sequence[Picked],
    lead: str = "",
    due_on: date | None = None,
) -> None:
    """牵头单位 and 时限 of several, either or both."""
    with _corrected(doing, draft_id, picked, "draft.terms-set") as draft:
        if not lead and due_on is None:
            raise RuleBroken("draft.nothing-set")
        keys, by = _keys(picked), doing.actor.name
        if lead:
            _check_unit(lead)
            draft.review = corrections.set_lead(draft.review, keys, lead, by=by)
        if due_on is not None:
            draft.review = corrections.set_due(draft.review, keys, due_on, by=by)


def drop(doing: Doing, *, draft_id: int, picked: Sequence[Picked]) -> None:
    with _corrected(doing, draft_id, picked, "draft.dropped") as draft:
        draft.review = corrections.drop(draft.review, _keys(picked), by=doing.actor.name)


def restore(doing: Doing, *, draft_id: int, picked: Sequence[Picked]) -> None:
    with _corrected(doing, draft_id, picked, "draft.restored") as draft:
        draft.review = corrections.restore(draft.review, _keys(picked), by=doing.actor.name)


def move(doing: Doing, *, draft_id: int, picked: Sequence[Picked], strategy: int) -> None:
    with _corrected(doing, draft_id, picked, "draft.moved") as draft:
        draft.review = corrections.move(draft.review, _keys(picked), strategy, by=doing.actor.name)


def merge(doing: Doing, *, draft_id: int, picked: Sequence[Picked]) -> None:
    with _corrected(doing, draft_id, picked, "draft.merged") as draft:
        draft.review = splitting.merge(draft.review, _keys(picked), by=doing.actor.name)


class Part(StrEnum):
    """What a button does to one item at one place of it."""

    SPLIT = "split"  # the place counts in the document's text
    FALL_APART = "fall-apart"  # by its measures, so at no place
    MAKE_SUB_TASK = "sub-task"  # of that measure
    UNDO_SUB_TASK = "undo-sub-task"
    DROP_TARGET = "drop-target"
    RESTORE_TARGET = "restore-target"


_ACTIONS = {
    Part.SPLIT: "draft.split",
    Part.FALL_APART: "draft.split",
    Part.MAKE_SUB_TASK: "draft.sub-task-made",
    Part.UNDO_SUB_TASK: "draft.sub-task-undone",
    Part.DROP_TARGET: "draft.target-dropped",
    Part.RESTORE_TARGET: "draft.target-restored",
}


def change_part(
    doing: Doing,
    *,
    draft_id: int,
    item: Picked,
    part: Part,
    place: int,
    typed: Correction | None = None,
) -> None:
    """`typed`: what stood in the item's form when the button was pressed; it is kept first."""
    with _corrected(doing, draft_id, [item], _ACTIONS[part]) as draft:
        if typed is not None:
            _check_lead(typed)
            draft.review = corrections.keep_typed(
                draft.review, item.key, typed, by=doing.actor.name
            )
        draft.review = _changed(draft, item.key, part, place, doing.actor.name)


def _changed(draft: _Open, key: int, part: Part, place: int, by: str) -> Review:
    review, text = draft.review, draft.text
    match part:
        case Part.SPLIT:
            return splitting.split(review, key, place, text, by=by)
        case Part.FALL_APART:
            return splitting.split_by_measures(review, key, text, by=by)
        case Part.MAKE_SUB_TASK:
            return splitting.make_sub_task(review, key, place, text, by=by)
        case Part.UNDO_SUB_TASK:
            return splitting.undo_sub_task(review, key, place, by=by)
        case Part.DROP_TARGET:
            return corrections.drop_target(review, key, place, by=by)
        case Part.RESTORE_TARGET:
            return corrections.restore_target(review, key, place, by=by)


def split_by_measures(doing: Doing, *, draft_id: int, picked: Sequence[Picked]) -> None:
    """Each of those that are picked."""
    with _corrected(doing, draft_id, picked, "draft.split") as draft:
        for key in _keys(picked):
            draft.review = splitting.split_by_measures(
                draft.review, key, draft.text, by=doing.actor.name
            )


def rename_strategy(doing: Doing, *, draft_id: int, strategy: int, title: str, was: str) -> None:
    """`was` is the name that the reviewer saw: a newer one by somebody else is not overwritten."""
    after: dict[str, Plain] = {"strategy": strategy, "title": title.strip()}
    with _opened(doing, draft_id, "draft.strategy-renamed", after) as draft:
        draft.title = was
        draft.review = corrections.rename_strategy(draft.review, strategy, title, was=was)


def rename(doing: Doing, *, draft_id: int, names: Names, was: Names) -> None:
    """The plan itself."""
    after = {"title": names.title.strip(), "organisation": names.organisation.strip()}
    with _opened(doing, draft_id, "draft.renamed", after) as draft:
        draft.review = corrections.rename(draft.review, names, was=was)


def undo(doing: Doing, *, draft_id: int, number: int) -> None:
    """撤销上一步, whoever did it: `number` is that of the step that this person saw as the last."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.PLAN_IMPORT)
        row = access.get_draft(session, draft_id)
        step = undo_step(session, doing, row, number)
        audit.record(session, doing, "draft.undone", Subject("draft", row.id), after={"step": step})
