"""The facts that the rules ask of a task: read in this one way for pages, lists and use cases."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from tracker.domain.acts import Act, offered
from tracker.domain.calendar_days import day_of
from tracker.domain.doing import Doing
from tracker.domain.lifecycle import Move, states_for
from tracker.domain.permissions import TaskFacts
from tracker.domain.reporting import ReportFacts
from tracker.domain.values import ExtensionVerdict, TaskState, Verdict
from tracker.models import (
    DeadlineExtension,
    HelpRequest,
    Instruction,
    Task,
    TaskSupport,
    Urging,
    Verification,
    Withdrawal,
    WorkPlan,
)


def get_facts(session: Session, task_id: int) -> TaskFacts:
    """Of a task that is there."""
    return list_facts(session, [task_id])[task_id]


def list_facts(session: Session, task_ids: Collection[int]) -> Mapping[int, TaskFacts]:
    """By task. One query, a row for each supporting unit."""
    if not task_ids:
        return {}
    rows = session.execute(_statement(), {"task_ids": list(task_ids)}).mappings()
    found: dict[int, dict[str, Any]] = {}
    units: dict[int, set[int]] = {}
    for row in rows:
        facts = dict(row)
        task_id, unit_id = facts.pop("task_id"), facts.pop("supporting_unit_id")
        found[task_id] = facts
        units.setdefault(task_id, set()).update(() if unit_id is None else [unit_id])
    return {
        task_id: TaskFacts(supporting_unit_ids=frozenset(units[task_id]), **facts)
        for task_id, facts in found.items()
    }


def list_acts(
    session: Session, doing: Doing, task_ids: Collection[int]
) -> Mapping[int, frozenset[Act]]:
    """What this person may do with each of them."""
    facts = list_facts(session, task_ids)
    return {task_id: offered(doing, known) for task_id, known in facts.items()}


def report_facts(task: Task) -> ReportFacts:
    issued_on = day_of(task.issued_at) if task.issued_at else task.starts_on
    return ReportFacts(task.starts_on, issued_on, task.report_every, task.last_reported_on)


@cache
def _statement() -> sa.Select[*tuple[object, ...]]:
    """Made once: building it costs more than running it."""
    whole = aliased(Task)
    return (
        sa.select(
            Task.id.label("task_id"),
            TaskSupport.unit_id.label("supporting_unit_id"),
            Task.lead_unit_id,
            Task.state,
            Task.due_on,
            WorkPlan.state.label("plan_state"),
            whole.state.label("whole_state"),
            *_requests(),
            *_instructions(),
            _help(),
            _urged(),
            *_parts(),
        )
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .outerjoin(whole, whole.id == Task.parent_id)
        .outerjoin(TaskSupport, TaskSupport.task_id == Task.id)
        .where(Task.id.in_(sa.bindparam("task_ids", expanding=True)))
    )


def _requests() -> list[sa.Label[Any]]:
    """Who asked for what is not decided yet: they may not decide it."""
    row = DeadlineExtension
    granted = sa.select(sa.func.count(row.id)).where(
        row.task_id == Task.id, row.verdict == ExtensionVerdict.GRANTED
    )
    verification = _asker(Verification.asked_by_id, Verification.task_id, Verification.decided_at)
    decided = sa.exists().where(
        Verification.task_id == Task.id,
        Verification.verdict != Verdict.TAKEN_BACK,
        Task.state == TaskState.IN_PROGRESS,
    )
    withdrawal = _asker(Withdrawal.proposed_by_id, Withdrawal.task_id, Withdrawal.decided_at)
    return [
        verification.label("asked_by_id"),
        decided.label("is_sent_back"),
        _asker(row.asked_by_id, row.task_id, row.decided_at).label("extension_asked_by_id"),
        withdrawal.label("withdrawal_proposed_by_id"),
        granted.scalar_subquery().label("granted_extensions"),
    ]


def _asker(
    asked_by_id: InstrumentedAttribute[int],
    task_id: InstrumentedAttribute[int],
    decided_at: InstrumentedAttribute[datetime | None],
) -> sa.ScalarSelect[int]:
    return sa.select(asked_by_id).where(task_id == Task.id, decided_at.is_(None)).scalar_subquery()


def _instructions() -> list[sa.Label[int]]:
    row = Instruction
    count = sa.select(sa.func.count(row.id)).where(row.task_id == Task.id)
    unanswered = count.where(row.answered_at.is_(None))
    unread = count.where(row.acknowledged_at.is_(None))
    return [
        unanswered.scalar_subquery().label("open_instructions"),
        unread.scalar_subquery().label("unread_instructions"),
    ]


def _help() -> sa.Label[int]:
    row = HelpRequest
    waits = (row.task_id == Task.id, row.decided_at.is_(None))
    return sa.select(sa.func.count(row.id)).where(*waits).scalar_subquery().label("open_help")


def _urged() -> sa.Label[datetime]:
    urged = sa.select(sa.func.max(Urging.at)).where(Urging.task_id == Task.id)
    return urged.scalar_subquery().label("urged_at")


def _parts() -> list[sa.Label[object]]:
    part = aliased(Task)
    mine = part.parent_id == Task.id
    places = sa.select(sa.func.coalesce(sa.func.max(part.position), 0)).where(mine)
    submitted = sa.select(sa.func.min(part.number)).where(mine, part.state == TaskState.SUBMITTED)
    leaderless = sa.exists().where(
        mine, part.state.in_(states_for(Move.ISSUE)), part.lead_unit_id.is_(None)
    )
    return [
        places.scalar_subquery().label("parts"),
        submitted.scalar_subquery().label("submitted_part"),
        sa.or_(Task.lead_unit_id.is_(None), leaderless).label("lacks_lead"),
    ]
