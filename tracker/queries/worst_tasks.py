"""Which tasks and sub-tasks of a colour are the worst: in few steps, however many there are."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from tracker.domain.expected import EPOCH, MICRO
from tracker.domain.lights import SEVERITY, Colour, Light
from tracker.models import Task
from tracker.queries.board_scope import PLAN_ID, BoardScope, Shape, more_of_scope

LAST_PAST_DUE = SEVERITY[Light.SUBMITTED_LATE]
LAST_RED = max(rank for light, rank in SEVERITY.items() if light.is_red)
Key = tuple[Any, ...]  # id, rank, then what lists are sorted by
MOST = sa.bindparam("most", type_=sa.Integer)


def unit_names(scope: BoardScope) -> Sequence[str]:
    """Of the parameters that say which units."""
    return tuple(f"unit{n}" for n, _ in enumerate(scope.unit_ids or ()))


def sought(scope: BoardScope, colour: Colour, on: date, limit: int) -> Mapping[str, Any]:
    """The parameters of a statement that joins `worst`."""
    ranks = [SEVERITY[light] for light in Light if light.is_counted and light.colour is colour]
    units = dict(zip(unit_names(scope), scope.unit_ids or ()))
    bounds = {"lowest": min(ranks), "highest": max(ranks)}
    return {**scope.parameters, "days": (on - EPOCH).days, "most": limit, **bounds, **units}


def worst(units: Sequence[str], shape: Shape, colour: Colour) -> sa.Subquery:
    """Their keys: of the red ones those past due, and only where they are too few the others.

    Past due 100 % is expected, so an index has them in their order, of the plan and of each unit.
    How far behind the others are changes by the day: they are sorted. Other colours stand by
    light and date, as an index has them.
    """
    if colour is not Colour.RED:
        found = _of_each(units, shape, _of_colour).subquery()
    else:
        past_due = _of_each(units, shape, _past_due).cte()
        are_enough = sa.select(sa.func.count()).select_from(past_due).scalar_subquery() >= MOST
        behind = _of_each(units, shape, lambda where: _behind(where).where(sa.not_(are_enough)))
        found = sa.select(past_due).union_all(sa.select(behind.subquery())).subquery()
    return sa.select(found).order_by(*found.c[1:], found.c.id).limit(MOST).subquery()


def _of_each(
    units: Sequence[str],
    shape: Shape,
    worst_of: Callable[[sa.ColumnElement[bool]], sa.Select[*Key]],
) -> sa.CompoundSelect[*Key]:
    """A list for each unit, since only a list of one unit has an order in the index."""
    whole = sa.and_(Task.plan_id == PLAN_ID, *more_of_scope(shape))
    of_units = [
        sa.and_(whole, Task.lead_unit_id == sa.bindparam(unit, type_=sa.Integer)) for unit in units
    ]
    lists = [worst_of(where).limit(MOST).subquery() for where in of_units or [whole]]
    return sa.union_all(*(sa.select(each) for each in lists))


def _past_due(where: sa.ColumnElement[bool]) -> sa.Select[*Key]:
    order = (Task.light_rank, Task.due_on, Task.reached, Task.id)
    is_past_due = Task.light_rank <= sa.literal_column(str(LAST_PAST_DUE))  # as the index says it
    key = sa.select(Task.id, Task.light_rank, Task.due_on, Task.reached.label("reached"))
    return key.where(where, is_past_due).order_by(*order)


def _behind(where: sa.ColumnElement[bool]) -> sa.Select[*Key]:
    """No report counts as nothing."""
    reported = sa.func.coalesce(sa.cast(Task.percent, sa.Integer), 0) * (MICRO // 100)
    expected = Task.expected_base + Task.expected_slope * sa.bindparam("days", type_=sa.Integer)
    gap = (reported - expected).label("gap")
    key = sa.select(Task.id, Task.light_rank, sa.cast(sa.null(), sa.Date).label("due_on"), gap)
    return key.where(where, Task.light_rank.between(LAST_PAST_DUE + 1, LAST_RED)).order_by(
        Task.light_rank, gap, Task.id
    )


def _of_colour(where: sa.ColumnElement[bool]) -> sa.Select[*Key]:
    order = (Task.light_rank, Task.due_on, Task.id)
    lowest, highest = (sa.bindparam(name, type_=sa.Integer) for name in ("lowest", "highest"))
    key = sa.select(Task.id, Task.light_rank, Task.due_on)
    return key.where(where, Task.light_rank.between(lowest, highest)).order_by(*order)
