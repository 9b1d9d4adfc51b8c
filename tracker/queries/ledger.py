"""台账: the table of tasks, filtered, sorted and paged by key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.expected import Segment
from tracker.domain.lights import SEVERITY, Colour, Light, by_colour, days_late
from tracker.domain.rounding import difference, is_far_behind
from tracker.domain.values import Op, TargetKind, TaskState
from tracker.models import Strategy, Target, Task, TaskSupport, Unit
from tracker.queries.overdue_targets import has_unmet, overdue_targets
from tracker.queries.task_filter import Sort, TaskFilter, conditions

PAGE = 25
WHOLE = 2000  # rows of a list that is made to be printed: some 80 sheets


@dataclass(frozen=True, slots=True)
class Cursor:
    """After (or before) the row with this id, which is row `place` of the list."""

    task_id: int
    place: int
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class LedgerTarget:
    current: Decimal | None
    kind: TargetKind
    op: Op
    value: Decimal
    value_high: Decimal | None
    unit: str
    count: int  # of the task's targets; this is the first


@dataclass(frozen=True, slots=True)
class LedgerRow:
    id: int
    number: str
    title: str
    target: LedgerTarget | None
    unmet: str  # targets past a date of their own
    lead_unit: str
    supporting: Sequence[str]
    due_on: date
    percent: Decimal | None
    expected: Decimal | None  # nothing is expected of a withdrawn task any more
    light: Light
    days_late: int
    last_reported_on: date | None
    state: TaskState

    @property
    def gap(self) -> Decimal | None:
        return difference(self.percent, self.expected)

    @property
    def is_far_behind(self) -> bool:
        return is_far_behind(self.gap)


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """`place` counts from 1: the place of the first row shown among all that match."""

    rows: Sequence[LedgerRow]
    matching: int
    by_colour: Mapping[Colour, int]
    withdrawn: int  # matching, and in no figure
    place: int
    previous: Cursor | None
    following: Cursor | None


_RANK = sa.case(dict(SEVERITY), value=Task.light)

# What each order compares, the id last, so that no order is left open.
_ORDERS: Mapping[Sort, tuple[Any, ...]] = {
    Sort.LIGHT: (_RANK, Task.due_on, Task.id),
    Sort.DUE: (Task.due_on, _RANK, Task.id),
    Sort.NUMBER: (Strategy.position, Task.position, Task.id),
    Sort.PERCENT: (sa.func.coalesce(sa.cast(Task.percent, sa.Integer), -1), Task.due_on, Task.id),
}


def get_page(wanted: TaskFilter, cursor: Cursor | None, *, on: date) -> LedgerPage:
    chosen = conditions(wanted, on)
    counts = _counts(chosen)
    matching = sum(counts.values())
    order, size = _ORDERS[wanted.sort], WHOLE if wanted.is_whole else PAGE
    tasks = list(db.session.execute(_slice(chosen, order, size, cursor)))
    if cursor is not None and matching and not tasks:  # its row has left the list
        cursor, tasks = None, list(db.session.execute(_slice(chosen, order, size, None)))
    if cursor is not None and cursor.backwards:
        tasks.reverse()
    place = _place(cursor, len(tasks))
    ids = [row[0].id for row in tasks]
    targets, supports, unmet = _targets(ids), _supports(ids), _unmet(tasks, on)
    last = place + len(tasks) - 1
    return LedgerPage(
        rows=[
            _row(task, unit, targets, supports, unmet.get(task.id, ""), on) for task, unit in tasks
        ],
        matching=matching,
        by_colour=by_colour(counts),
        withdrawn=counts.get(Light.WITHDRAWN, 0),
        place=place,
        previous=Cursor(ids[0], place, backwards=True) if ids and place > 1 else None,
        following=Cursor(ids[-1], last) if ids and last < matching else None,
    )


def _place(cursor: Cursor | None, count: int) -> int:
    if cursor is None:
        return 1
    return max(1, cursor.place - count) if cursor.backwards else cursor.place + 1


def _counts(chosen: Sequence[sa.ColumnElement[bool]]) -> Mapping[Light, int]:
    rows = db.session.execute(
        sa.select(Task.light, sa.func.count(Task.id)).where(*chosen).group_by(Task.light)
    )
    return {light: count for light, count in rows}  # noqa: C416 -- rows, not pairs


def _slice(
    chosen: Sequence[sa.ColumnElement[bool]],
    order: tuple[Any, ...],
    size: int,
    cursor: Cursor | None,
) -> sa.Select[Task, str]:
    statement = (
        sa.select(Task, Unit.name)
        .join(Strategy, Strategy.id == Task.strategy_id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .where(*chosen)
        .limit(size)
    )
    if cursor is None:
        return statement.order_by(*order)
    key = (
        sa.select(*order)
        .join(Strategy, Strategy.id == Task.strategy_id)
        .where(Task.id == cursor.task_id)
        .subquery()
    )
    here, there = sa.tuple_(*order), sa.tuple_(*key.c)
    statement = statement.join(key, sa.true())
    if cursor.backwards:
        return statement.where(here < there).order_by(*(column.desc() for column in order))
    return statement.where(here > there).order_by(*order)


def _targets(task_ids: Sequence[int]) -> Mapping[int, LedgerTarget]:
    rows = db.session.execute(
        sa.select(
            Target.task_id,
            Target.current,
            Target.kind,
            Target.op,
            Target.value,
            Target.value_high,
            Target.unit,
            sa.func.count(Target.id).over(partition_by=Target.task_id),
            Target.position,
        )
        .where(Target.task_id.in_(task_ids))
        .order_by(Target.task_id, Target.position.desc())
    )
    return {row[0]: LedgerTarget(*row[1:8]) for row in rows}


def _unmet(tasks: Sequence[sa.Row[Task, str]], on: date) -> Mapping[int, str]:
    """Named where the light is red or yellow."""
    ids = [task.id for task, _ in tasks if task.light.is_warning and has_unmet(task, on)]
    return overdue_targets(ids, on)


def _supports(task_ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    names: dict[int, list[str]] = {}
    for task_id, name in db.session.execute(
        sa.select(TaskSupport.task_id, Unit.name)
        .join(Unit, Unit.id == TaskSupport.unit_id)
        .where(TaskSupport.task_id.in_(task_ids))
        .order_by(Unit.position, Unit.id)
    ):
        names.setdefault(task_id, []).append(name)
    return names


def _row(
    task: Task,
    unit: str,
    targets: Mapping[int, LedgerTarget],
    supports: Mapping[int, Sequence[str]],
    unmet: str,
    on: date,
) -> LedgerRow:
    line = Segment(task.expected_base, task.expected_slope)
    return LedgerRow(
        id=task.id,
        number=task.number,
        title=task.title,
        target=targets.get(task.id),
        unmet=unmet,
        lead_unit=unit,
        supporting=supports.get(task.id, ()),
        due_on=task.due_on,
        percent=task.percent,
        expected=line.percent(on) if task.light.is_counted else None,
        light=task.light,
        days_late=days_late(task.due_on, task.submitted_on, on),
        last_reported_on=task.last_reported_on,
        state=task.state,
    )
