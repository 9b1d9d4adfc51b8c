"""台账: the table of tasks, filtered, sorted and paged by key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.expected import EPOCH, MICRO, Segment
from tracker.domain.lights import Colour, Light, by_colour, days_late
from tracker.domain.rounding import difference, is_far_behind
from tracker.domain.values import Op, TargetKind, TaskState
from tracker.models import Target, Task, TaskSupport, Unit
from tracker.queries.ledger_counts import count_by_light
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
    plan_id: int
    number: str
    title: str
    target: LedgerTarget | None
    unmet: str  # targets past a date of their own
    lead_unit: str  # empty for a draft without one
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
    most_whole: int  # of a list in one piece


# What each order compares, the id last, so that no order is left open. Each has an index; those of
# `_SORTED` sort what the filter finds.
_ORDERS: Mapping[Sort, tuple[Any, ...]] = {
    Sort.LIGHT: (Task.light_rank, Task.due_on, Task.id),
    Sort.DUE: (Task.due_on, Task.light_rank, Task.id),
    Sort.NUMBER: (Task.plan_order, Task.id),
    Sort.PERCENT: (Task.reached, Task.due_on, Task.id),
}
_STATES = {state.value: place for place, state in enumerate(TaskState)}
_SORTED: Mapping[Sort, tuple[Any, ...]] = {
    Sort.UNIT: (sa.func.coalesce(Task.lead_unit_id, 0), Task.plan_order, Task.id),
    Sort.REPORTED: (sa.func.coalesce(Task.last_reported_on, date.min), Task.due_on, Task.id),
    Sort.STATE: (sa.case(_STATES, value=sa.cast(Task.state, sa.Text)), Task.due_on, Task.id),
}
_SHOWN = (
    Task.id,
    Task.plan_id,
    Task.number,
    Task.title,
    Task.due_on,
    Task.percent,
    Task.expected_base,
    Task.expected_slope,
    Task.light,
    Task.submitted_on,
    Task.last_reported_on,
    Task.state,
    Task.unmet_on,
    Unit.name.label("unit"),
)
Found = sa.Row[*tuple[Any, ...]]


def get_page(wanted: TaskFilter, cursor: Cursor | None, *, on: date) -> LedgerPage:
    counts = count_by_light(wanted, on)
    matching = sum(counts.values())
    cursor, tasks = _find(wanted, cursor, on)
    place = _place(cursor, len(tasks))
    ids = [task.id for task in tasks]
    targets, supports, unmet = _targets(ids), _supports(ids), _unmet(tasks, on)
    last = place + len(tasks) - 1
    return LedgerPage(
        rows=[_row(task, targets, supports, unmet.get(task.id, ""), on) for task in tasks],
        matching=matching,
        by_colour=by_colour(counts),
        withdrawn=counts.get(Light.WITHDRAWN, 0),
        place=place,
        previous=Cursor(ids[0], place, backwards=True) if ids and place > 1 else None,
        following=Cursor(ids[-1], last) if ids and last < matching else None,
        most_whole=WHOLE,
    )


def _find(
    wanted: TaskFilter, cursor: Cursor | None, on: date
) -> tuple[Cursor | None, Sequence[Found]]:
    """The list begins anew where the row of the cursor has left it."""
    if cursor is not None:
        key = db.session.execute(_key(wanted.sort, on), {"task_id": cursor.task_id}).one_or_none()
        tasks = _slice_at(wanted, cursor, key, on) if key is not None else ()
        if tasks:
            return cursor, tasks
    return None, db.session.execute(_first(wanted, on, _size(wanted))).all()


def _slice_at(wanted: TaskFilter, cursor: Cursor, key: Found, on: date) -> Sequence[Found]:
    statement = _slice(wanted, on, _size(wanted), backwards=cursor.backwards)
    tasks = db.session.execute(statement, {f"key{n}": value for n, value in enumerate(key)}).all()
    return tasks[::-1] if cursor.backwards else tasks


def _size(wanted: TaskFilter) -> int:
    return WHOLE if wanted.is_whole else PAGE


def _place(cursor: Cursor | None, count: int) -> int:
    if cursor is None:
        return 1
    return max(1, cursor.place - count) if cursor.backwards else cursor.place + 1


# These three are kept, since building them costs more than running them.


@lru_cache(maxsize=64)
def _key(sort: Sort, on: date) -> sa.Select[*tuple[Any, ...]]:
    return sa.select(*_order(sort, on)).where(Task.id == sa.bindparam("task_id"))


@lru_cache(maxsize=64)
def _first(wanted: TaskFilter, on: date, size: int) -> sa.Select[*tuple[Any, ...]]:
    found = sa.select(Task.id).where(*conditions(wanted, on))
    return _shown(found, _turned(wanted, on, backwards=False), size)


@lru_cache(maxsize=64)
def _slice(
    wanted: TaskFilter, on: date, size: int, *, backwards: bool
) -> sa.Select[*tuple[Any, ...]]:
    """The rows after, or before, one with the key that is given by `key0` and on."""
    order, falls = _order(wanted.sort, on), backwards != wanted.is_reversed
    here = sa.tuple_(*order)
    key = sa.tuple_(*(sa.bindparam(f"key{n}", type_=each.type) for n, each in enumerate(order)))
    found = sa.select(Task.id).where(*conditions(wanted, on), here < key if falls else here > key)
    return _shown(found, _turned(wanted, on, backwards=backwards), size)


def _turned(wanted: TaskFilter, on: date, *, backwards: bool) -> Sequence[Any]:
    order = _order(wanted.sort, on)
    return [each.desc() for each in order] if backwards != wanted.is_reversed else order


def _order(sort: Sort, on: date) -> Sequence[Any]:
    if sort in (Sort.EXPECTED, Sort.GAP):
        expected = _expected(on)
        # What nobody has reported on stands where nothing is done.
        percent = sa.case((Task.reached < 0, 0), else_=sa.cast(Task.reached, sa.BigInteger))
        gap = percent * (MICRO // 100) - expected
        return (expected if sort is Sort.EXPECTED else gap, Task.due_on, Task.id)
    return _ORDERS.get(sort) or _SORTED[sort]


def _expected(on: date) -> sa.ColumnElement[int]:
    """In millionths of a point, as `domain.expected.Segment` has it."""
    line = Task.expected_base + Task.expected_slope * (on - EPOCH).days
    return sa.case((line < 0, 0), (line > 100 * MICRO, 100 * MICRO), else_=line)


def _shown(found: sa.Select[int], order: Sequence[Any], size: int) -> sa.Select[*tuple[Any, ...]]:
    """Names are joined to the rows of the page alone: no database then walks the tasks by unit."""
    page = found.order_by(*order).limit(size).subquery()
    return (
        sa.select(*_SHOWN)
        .join(page, page.c.id == Task.id)
        .outerjoin(Unit, Unit.id == Task.lead_unit_id)
        .order_by(*order)
    )


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


def _unmet(tasks: Sequence[Found], on: date) -> Mapping[int, str]:
    """Named where the light is red or yellow."""
    late = (task for task in tasks if task.light.is_warning and has_unmet(task.unmet_on, on))
    return overdue_targets([task.id for task in late], on)


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
    task: Found,
    targets: Mapping[int, LedgerTarget],
    supports: Mapping[int, Sequence[str]],
    unmet: str,
    on: date,
) -> LedgerRow:
    line = Segment(task.expected_base, task.expected_slope)
    return LedgerRow(
        id=task.id,
        plan_id=task.plan_id,
        number=task.number,
        title=task.title,
        target=targets.get(task.id),
        unmet=unmet,
        lead_unit=task.unit or "",
        supporting=supports.get(task.id, ()),
        due_on=task.due_on,
        percent=task.percent,
        expected=line.percent(on) if task.light.is_counted else None,
        light=task.light,
        days_late=days_late(task.due_on, task.submitted_on, on),
        last_reported_on=task.last_reported_on,
        state=task.state,
    )
