"""The sub-tasks in the ledger: under the tasks it shows, and those that a search finds."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.lights import SEVERITY, Light, days_late
from tracker.domain.values import TaskState
from tracker.models import Task, Unit
from tracker.queries.task_filter import TaskFilter, part_conditions

MOST = 50  # found ones that are listed: more want a narrower search


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
    statement = _under(task_ids).union_all(*([_found(wanted, on)] if wanted.is_narrow else []))
    under: defaultdict[int, list[LedgerPart]] = defaultdict(list)
    found = []
    for is_found, *columns in db.session.execute(statement):
        part = _part(columns, on)
        if is_found:
            found.append(part)
        else:
            under[part.parent_id].append(part)
    found.sort(key=lambda part: (SEVERITY[part.light], part.due_on, part.id))
    numbered = {id_: sorted(parts, key=lambda part: part.id) for id_, parts in under.items()}
    return LedgerParts(numbered, found[:MOST], is_cut=len(found) > MOST)


def _under(task_ids: Sequence[int]) -> sa.Select[*tuple[Any, ...]]:
    theirs = (Task.parent_id.in_(task_ids), Task.state != TaskState.DRAFT)
    return _parts(is_found=False).where(*theirs)


def _found(wanted: TaskFilter, on: date) -> sa.Select[*tuple[Any, ...]]:
    worst = sa.select(Task.id).where(*part_conditions(wanted, on))
    worst = worst.order_by(Task.light_rank, Task.due_on, Task.id).limit(MOST + 1)
    return _parts(is_found=True).where(Task.id.in_(sa.select(worst.subquery().c.id)))


def _parts(*, is_found: bool) -> sa.Select[*tuple[Any, ...]]:
    return sa.select(
        sa.literal(is_found, sa.Boolean),
        Task.id,
        Task.parent_id,
        Task.number,
        Task.title,
        Unit.name,
        Task.due_on,
        Task.percent,
        Task.light,
        Task.state,
        Task.submitted_on,
    ).join(Unit, Unit.id == Task.lead_unit_id)


def _part(columns: Sequence[Any], on: date) -> LedgerPart:
    id_, parent_id, number, title, unit, due_on, percent, light, state, submitted_on = columns
    return LedgerPart(
        id=id_,
        parent_id=parent_id,
        number=number,
        title=title,
        lead_unit=unit,
        due_on=due_on,
        percent=percent,
        light=light,
        days_late=days_late(due_on, submitted_on, on),
        state=state,
    )
