"""A plan document comes in: read, kept with its draft, and accepted as a plan."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.draft_records import as_record, from_record
from tracker.domain.drafts import PlanDraft, StrategyDraft, TargetDraft, TaskDraft
from tracker.domain.errors import NotFound, RuleBroken
from tracker.domain.issuing import lead_unit, target_due_on, task_number, terms
from tracker.domain.lights import Light
from tracker.domain.permissions import Permission
from tracker.domain.values import Actor, Period, PlanState, TaskState
from tracker.models import ImportDraft, PlanDocument, Strategy, Target, Task, TaskSupport, WorkPlan
from tracker.parsing.pipeline import parse_plan
from tracker.queries import units
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work


@dataclass(frozen=True, slots=True)
class Upload:
    filename: str
    data: bytes
    year: int | None = None  # for a document that does not name its year


@dataclass(frozen=True, slots=True)
class Accepted:
    plan_id: int
    title: str
    strategies: int
    tasks: int
    targets: int
    deadlines: int


def upload(actor: Actor, *, upload: Upload, now: datetime) -> int:
    """Reads the document before any transaction is open; a document that cannot be read leaves
    nothing behind. Returns the id of the draft."""
    access.require(actor, Permission.PLAN_IMPORT)
    draft = parse_plan(upload.filename, upload.data, year=upload.year, units=units.list_profiles())
    sha256 = hashlib.sha256(upload.data).hexdigest()
    with unit_of_work() as session:
        _check_new(session, sha256, draft.year)
        document = PlanDocument(
            filename=PurePath(upload.filename).name,
            sha256=sha256,
            content=upload.data,
            text=draft.text,
            uploaded_by_id=actor.user_id,
            uploaded_at=now,
        )
        session.add(document)
        session.flush()
        row = ImportDraft(document_id=document.id, draft=as_record(draft))
        session.add(row)
        session.flush()
        audit.record(
            session,
            actor,
            "document.uploaded",
            Subject("document", document.id),
            now=now,
            after={"filename": document.filename, "sha256": sha256, "draft": row.id},
        )
        return row.id


def accept(actor: Actor, *, draft_id: int, now: datetime) -> Accepted:
    """The whole draft becomes a plan in one transaction; every task keeps its sentence."""
    with unit_of_work() as session:
        access.require(actor, Permission.PLAN_IMPORT)
        row = session.scalar(
            sa.select(ImportDraft).where(ImportDraft.id == draft_id).with_for_update()
        )
        if row is None:
            raise NotFound("thing.not-found", draft_id=draft_id)
        document = session.get_one(PlanDocument, row.document_id)
        _check_new(session, document.sha256, row.draft["year"])
        draft = from_record(row.draft, document.text)
        plan = _plan_row(draft, document, now)
        session.add(plan)
        session.flush()
        known = units.ids_by_name()
        for position, strategy in enumerate(draft.strategies, start=1):
            _add_strategy(session, plan, strategy, position, known)
        row.plan_id, row.accepted_at = plan.id, now
        result = _accepted(plan, draft)
        audit.record(
            session,
            actor,
            "plan.created",
            Subject("plan", plan.id),
            now=now,
            after={"title": plan.title, "tasks": result.tasks, "document": document.id},
        )
        return result


def _check_new(session: Session, sha256: str, year: int) -> None:
    """The same file for the same year makes one plan."""
    plan = session.scalar(
        sa.select(WorkPlan)
        .join(PlanDocument, PlanDocument.id == WorkPlan.document_id)
        .where(PlanDocument.sha256 == sha256, WorkPlan.year == year)
        .limit(1)
    )
    if plan is not None:
        raise RuleBroken("plan.already-imported", plan_id=plan.id, title=plan.title)


def _plan_row(draft: PlanDraft, document: PlanDocument, now: datetime) -> WorkPlan:
    return WorkPlan(
        title=draft.title or _title_from(document.filename, draft),
        organisation=draft.organisation,
        year=draft.year,
        starts_on=draft.period.start,
        ends_on=draft.period.end,
        state=PlanState.DRAFT,
        document_id=document.id,
        created_at=now,
    )


def _title_from(filename: str, draft: PlanDraft) -> str:
    """For a document that names itself nowhere: its file's name, if a person wrote that."""
    stem = PurePath(filename).stem
    is_chinese = any("\u4e00" <= sign <= "\u9fff" for sign in stem)
    return stem if is_chinese else f"{draft.organisation}{draft.year}年工作计划"


def _add_strategy(
    session: Session,
    plan: WorkPlan,
    draft: StrategyDraft,
    position: int,
    known: Mapping[str, int],
) -> None:
    strategy = Strategy(plan_id=plan.id, position=position, number=draft.number, title=draft.title)
    session.add(strategy)
    session.flush()
    for place, task_draft in enumerate(draft.tasks, start=1):
        task = _task_row(plan, strategy, task_draft, known)
        task.position, task.number = place, task_number(position, place)
        session.add(task)
    session.flush()


def _task_row(
    plan: WorkPlan, strategy: Strategy, draft: TaskDraft, known: Mapping[str, int]
) -> Task:
    period = Period(plan.starts_on, plan.ends_on)
    agreed = terms(draft, period)
    lead = lead_unit(draft, known)
    supporting = {known[name] for name in draft.supporting_units if name in known} - {lead}
    return Task(
        plan_id=plan.id,
        strategy_id=strategy.id,
        title=draft.title,
        content=draft.content,
        lead_unit_id=lead,
        kind=agreed.kind,
        mode=agreed.mode,
        report_every=agreed.report_every,
        state=TaskState.DRAFT,
        starts_on=agreed.starts_on,
        due_on=agreed.due_on,
        original_due_on=agreed.due_on,
        source_start=draft.span.start,
        source_end=draft.span.end,
        light=Light.NOT_STARTED,
        expected_base=0,
        expected_slope=0,
        supports=[TaskSupport(unit_id=unit_id) for unit_id in sorted(supporting)],
        targets=[
            _target_row(draft, target, place, period)
            for place, target in enumerate(draft.targets, start=1)
        ],
    )


def _target_row(task: TaskDraft, draft: TargetDraft, position: int, period: Period) -> Target:
    return Target(
        position=position,
        metric=draft.metric,
        kind=draft.kind,
        op=draft.op,
        value=draft.value,
        value_high=draft.value_high,
        unit=draft.unit,
        baseline=draft.baseline,
        due_on=target_due_on(task, draft.span.start, period),
        source_start=draft.span.start,
        source_end=draft.span.end,
    )


def _accepted(plan: WorkPlan, draft: PlanDraft) -> Accepted:
    return Accepted(
        plan_id=plan.id,
        title=plan.title,
        strategies=len(draft.strategies),
        tasks=len(draft.tasks),
        targets=sum(len(task.targets) for task in draft.tasks),
        deadlines=sum(len(task.deadlines) for task in draft.tasks),
    )
