"""A plan document comes in: read, kept with its draft, and accepted as a plan or put away."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.drafts.corrections import check_ready, check_rest
from tracker.domain.drafts.review import Review
from tracker.domain.drafts.review_records import from_record
from tracker.domain.errors import StaleWrite
from tracker.domain.permissions import Permission
from tracker.domain.uploads import Upload, check_size
from tracker.models import ImportDraft, PlanDocument, WorkPlan
from tracker.queries import units
from tracker.transaction import access, audit, readings
from tracker.transaction.audit import Subject
from tracker.transaction.new_plan import add_plan
from tracker.transaction.review_steps import Step, keep_step
from tracker.transaction.unit_of_work import unit_of_work


@dataclass(frozen=True, slots=True)
class Accepted:
    plan_id: int
    title: str
    strategies: int
    tasks: int
    targets: int
    deadlines: int


def upload(doing: Doing, *, upload: Upload) -> int:
    """Reads the document before any transaction is open; a document that cannot be read leaves
    nothing behind. Returns the id of the draft."""
    access.require(doing.actor, Permission.PLAN_IMPORT)
    check_size(upload, limit_mb=doing.policy.upload_limit_mb)
    reading = readings.read(upload, units.list_profiles())
    with unit_of_work() as session:
        return readings.keep(session, doing, upload, reading, uploaded_at=doing.now)


def accept(doing: Doing, *, draft_id: int, version: int) -> Accepted:
    """The reviewed draft becomes a plan in one transaction; every task keeps its sentence.

    `version` is that of the page on which the reviewer saw it all.
    """
    with unit_of_work() as session:
        access.require(doing.actor, Permission.PLAN_IMPORT)
        row = access.get_draft(session, draft_id)
        review = from_record(row.draft)
        if row.version != version:
            raise StaleWrite("draft.changed")
        check_ready(review)
        return _accept(session, doing, row, review)


def accept_unseen(doing: Doing, *, draft_id: int) -> Accepted:
    """Without the review page: takes all as proposed, with a lead unit where one is known."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.PLAN_IMPORT)
        row = access.get_draft(session, draft_id)
        _check_rest(session, doing, row)
        return _accept(session, doing, row, from_record(row.draft))


def _check_rest(session: Session, doing: Doing, row: ImportDraft) -> None:
    review = from_record(row.draft)
    rest = [item.title for item in review.kept if not item.is_checked]
    if rest:
        review = check_rest(review, by=doing.actor.name)
        keep_step(session, doing, row, review, Step("draft.checked", rest[0], len(rest)))


def _accept(session: Session, doing: Doing, row: ImportDraft, review: Review) -> Accepted:
    document = session.get_one(PlanDocument, row.document_id)
    readings.check_new(session, document.text, review.year)
    plan = add_plan(
        session, review, document_id=document.id, unit_ids=units.ids_by_name(), now=doing.now
    )
    row.plan_id, row.accepted_at = plan.id, doing.now
    result = _accepted(plan, review)
    audit.record(
        session,
        doing,
        "plan.created",
        Subject("plan", plan.id),
        after={"title": plan.title, "tasks": result.tasks, "document": document.id},
    )
    return result


def _accepted(plan: WorkPlan, review: Review) -> Accepted:
    return Accepted(
        plan_id=plan.id,
        title=plan.title,
        strategies=len({item.strategy for item in review.kept}),
        tasks=len(review.kept),
        targets=sum(len(item.targets) for item in review.kept),
        deadlines=sum(len(item.deadlines) for item in review.kept),
    )


def discard(doing: Doing, *, draft_id: int) -> None:
    """放弃: the draft and its document go, as if they had never been uploaded; the log knows."""
    with unit_of_work() as session:
        access.require(doing.actor, Permission.PLAN_IMPORT)
        row = access.get_draft(session, draft_id)
        document = session.get_one(PlanDocument, row.document_id)
        audit.record(
            session,
            doing,
            "document.discarded",
            Subject("document", document.id),
            before={"filename": document.filename, "sha256": document.sha256},
        )
        session.delete(row)
        session.flush()
        session.delete(document)
