"""重读: the document is read once more by what a person says of it; corrections are kept.

The person waits for the answer, so it is read at once, and within bounds that leave the others
alone: two at a time in a process, each with half the time that an upload has. An old Word file goes
through LibreOffice each time: that has its time within the same bound.
"""

import threading
import time
from collections.abc import Collection, Sequence

from tracker.domain.doing import Doing
from tracker.domain.drafts.draft import PlanDraft, UnitProfile
from tracker.domain.drafts.hints import LEVELS, Hints
from tracker.domain.drafts.rereading import Rereading
from tracker.domain.drafts.rereading import reread as read_anew
from tracker.domain.drafts.review import Review
from tracker.domain.errors import RuleBroken, StaleWrite, UnreadableDocument
from tracker.domain.permissions import Permission
from tracker.queries import units
from tracker.queries.imports import ImportSource, get_source
from tracker.sandbox.bounded import Limits, parse_bounded
from tracker.transaction import access, audit
from tracker.transaction.audit import Plain, Subject
from tracker.transaction.readings import begin_review, check_new, check_not_in_review
from tracker.transaction.review_steps import Step, keep_step
from tracker.transaction.unit_of_work import unit_of_work

_SECONDS = 10
# Web servers give a request up after half a minute, and an answer that came too late reads twice.
_TOGETHER = 13
_SEATS = threading.BoundedSemaphore(2)


def look(doing: Doing, *, draft_id: int, hints: Hints) -> Rereading:
    """What would become of the draft; nothing is changed."""
    access.require(doing.actor, Permission.PLAN_IMPORT)
    return _reread(get_source(draft_id), hints, ())


def reread(
    doing: Doing, *, draft_id: int, version: int, hints: Hints, stay: Collection[int] = ()
) -> Rereading:
    """`version` of the draft for which the person saw the figures. The document is read before
    any transaction is open.
    """
    access.require(doing.actor, Permission.PLAN_IMPORT)
    source = get_source(draft_id)
    _check_version(source.version, version)
    done = _reread(source, hints, stay)
    with unit_of_work() as session:
        row = access.get_draft(session, draft_id)
        _check_version(row.version, version)
        if done.after.year != done.before.year:
            check_new(session, source.text, done.after.year)
            check_not_in_review(session, source.text, done.after.year, but=draft_id)
        keep_step(session, doing, row, done.after, Step("draft.reread", source.filename))
        audit.record(
            session,
            doing,
            "draft.reread",
            Subject("draft", draft_id),
            before=_told(done.before),
            after=_told(done.after) | {"kept": len(done.kept), "removed": _removed(done)},
        )
    return done


def _check_version(here: int, seen: int) -> None:
    if here != seen:
        raise StaleWrite("draft.reread-stale")


def _check_level(hints: Hints) -> None:
    if hints.level is not None and hints.level not in LEVELS:
        raise RuleBroken("choice.not-listed", field="level")


def _reread(source: ImportSource, hints: Hints, stay: Collection[int]) -> Rereading:
    _check_level(hints)
    told = source.review.hints.joined(hints)
    profiles = units.list_profiles()
    if not _SEATS.acquire(blocking=False):
        raise RuleBroken("draft.reading-busy")
    try:
        draft = _parsed(source, told, profiles)
    finally:
        _SEATS.release()
    if draft.text != source.text:  # read by an earlier version: no place means the same any more
        raise RuleBroken("draft.text-differs")
    fresh = begin_review(draft, source.filename, told, profiles)
    return read_anew(source.review, fresh, stay=stay)


def _parsed(source: ImportSource, hints: Hints, profiles: Sequence[UnitProfile]) -> PlanDraft:
    try:
        return _parsed_in_time(source, hints, profiles)
    except UnreadableDocument as error:
        if error.code != "document.too-slow":
            raise
        raise RuleBroken("draft.reread-slow") from error


def _parsed_in_time(
    source: ImportSource, hints: Hints, profiles: Sequence[UnitProfile]
) -> PlanDraft:
    limits = Limits(_SECONDS, ends_at=time.monotonic() + _TOGETHER)

    def parsed(year: int | None) -> PlanDraft:
        name, data = source.filename, source.content
        return parse_bounded(name, data, year=year, units=profiles, hints=hints, limits=limits)

    try:
        return parsed(None)
    except UnreadableDocument as error:
        if error.code != "document.year-missing":
            raise
    return parsed(source.review.year)  # what named it is outside the plan part now


def _told(review: Review) -> dict[str, Plain]:
    return {
        "year": review.year,
        "part": [review.plan_span.start, review.plan_span.end],
        "level": review.level,
        "tasks": len(review.kept),
    }


def _removed(done: Rereading) -> list[str]:
    stayed = {item.key for item in done.kept}
    return [item.title for item in done.outside if item.key not in stayed]
