"""What a unit needs to see to report on several of its tasks at once."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.expected import Segment
from tracker.domain.lifecycle import Move, is_allowed
from tracker.domain.lights import Light, days_late
from tracker.domain.values import (
    Actor,
    Confidence,
    PlanState,
    ProgressMode,
    ReportEvery,
    TaskKind,
    TaskState,
)
from tracker.models import ProgressUpdate, Target, Task, WorkPlan
from tracker.queries.task_places import TaskPlace, list_places
from tracker.queries.task_targets import TargetRow, target_row


@dataclass(frozen=True, slots=True)
class SeveralRow:
    id: int
    version: int
    number: str
    title: str
    place: TaskPlace
    kind: TaskKind
    mode: ProgressMode
    report_every: ReportEvery
    light: Light
    days_late: int
    percent: Decimal | None
    confidence: Confidence | None  # of the last report
    expected: Decimal
    last_words: str
    targets: Sequence[TargetRow]
    is_open: bool


def list_several(actor: Actor, task_ids: Collection[int], *, on: date) -> Sequence[SeveralRow]:
    """Those that the actor's unit leads, nearest first; whether they take a report, `is_open`."""
    rows = db.session.execute(
        sa.select(Task, ProgressUpdate.narrative, WorkPlan.state)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .outerjoin(ProgressUpdate, ProgressUpdate.id == Task.last_update_id)
        .where(
            Task.id.in_(task_ids),
            Task.lead_unit_id == actor.unit_id,
            Task.state != TaskState.DRAFT,
        )
        .order_by(Task.due_on, Task.id)
    ).all()
    ids = [task.id for task, _, _ in rows]
    targets, places = _targets(ids), list_places(ids)
    return [
        _row(
            task,
            words or "",
            targets[task.id],
            places[task.id],
            is_open=state is PlanState.ACTIVE and is_allowed(task.state, Move.REPORT),
            on=on,
        )
        for task, words, state in rows
    ]


def _targets(task_ids: Collection[int]) -> defaultdict[int, list[TargetRow]]:
    found: defaultdict[int, list[TargetRow]] = defaultdict(list)
    chosen = sa.select(Target).where(Target.task_id.in_(task_ids))
    for target in db.session.scalars(chosen.order_by(Target.position, Target.id)):
        found[target.task_id].append(target_row(target))
    return found


def _row(
    task: Task,
    words: str,
    targets: Sequence[TargetRow],
    place: TaskPlace,
    *,
    is_open: bool,
    on: date,
) -> SeveralRow:
    return SeveralRow(
        id=task.id,
        version=task.version,
        number=task.number,
        title=task.title,
        place=place,
        kind=task.kind,
        mode=task.mode,
        report_every=task.report_every,
        light=task.light,
        days_late=days_late(task.due_on, task.submitted_on, on),
        percent=task.percent,
        confidence=task.confidence,
        expected=Segment(task.expected_base, task.expected_slope).percent(on),
        last_words=words,
        targets=targets,
        is_open=is_open,
    )
