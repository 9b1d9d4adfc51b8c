"""The sub-tasks in the ledger: under the tasks it shows, and those that a search finds."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.breakdown import MAX_PARTS
from tracker.domain.lights import SEVERITY, Light, days_late
from tracker.domain.values import TaskState
from tracker.models import Task, Unit
from tracker.queries.task_filter import TaskFilter, part_conditions

MOST = 50  # found ones that are listed: more want a narrower search
_RANK = sa.case(dict(SEVERITY), value=Task.light)


@dataclass(frozen=True, slots=True)
class LedgerPart:
    id: int
    parent_id: int
    number: str
    title: str
    lead_unit: str
    due_on: date
    percent: Decimal | None
    light: Light
    days_late: int
    state: TaskState


@dataclass(frozen=True, slots=True)
class LedgerParts:
    """`under` the tasks shown, by task; `found`, the worst first, by what was asked of tasks."""

    under: Mapping[int, Sequence[LedgerPart]]
    found: Sequence[LedgerPart]
    is_cut: bool


def get_parts(task_ids: Sequence[int], wanted: TaskFilter, on: date) -> LedgerParts:
    """Nothing is found where nothing was asked of a task."""
    matches = sa.and_(*part_conditions(wanted, on)) if wanted.is_narrow else sa.false()
    is_under = Task.parent_id.in_(task_ids)
    rows = db.session.execute(
        sa.select(Task, Unit.name, matches.label("matches"))
        .join(Unit, Unit.id == Task.lead_unit_id)
        .where(Task.state != TaskState.DRAFT, sa.or_(is_under, matches))
        .order_by(sa.case((is_under, 0), else_=1), _RANK, Task.due_on, Task.id)
        .limit(len(task_ids) * MAX_PARTS + MOST + 1)
    )
    under: defaultdict[int, list[LedgerPart]] = defaultdict(list)
    found = []
    for task, unit, is_found in rows:
        part = _part(task, unit, on)
        if part.parent_id in task_ids:
            under[part.parent_id].append(part)
        if is_found:
            found.append(part)
    found.sort(key=lambda part: (SEVERITY[part.light], part.due_on, part.id))
    numbered = {id_: sorted(parts, key=lambda part: part.id) for id_, parts in under.items()}
    return LedgerParts(numbered, found[:MOST], is_cut=len(found) > MOST)


def _part(task: Task, unit: str, on: date) -> LedgerPart:
    return LedgerPart(
        id=task.id,
        parent_id=task.parent_id or 0,
        number=task.number,
        title=task.title,
        lead_unit=unit,
        due_on=task.due_on,
        percent=task.percent,
        light=task.light,
        days_late=days_late(task.due_on, task.submitted_on, on),
        state=task.state,
    )
