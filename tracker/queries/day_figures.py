"""The stored figures of a plan: now, on a day, and over its days; of the whole or of some units."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.rollup import FIGURE_NAMES, NOTHING, Figures, total
from tracker.domain.values import Scope
from tracker.models import Rollup, Snapshot
from tracker.queries.figures import figures_of

UnitIds = Sequence[int] | None  # None: the whole plan

# What actual and expected progress are computed from.
_LINES = (
    "weight", "base", "slope", "points", "reported_weight", "reported_base", "reported_slope",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayFigures:
    """`whole` and `by_strategy` are of the chosen units alone, where some were chosen; what is not
    there was not counted on that day. `by_unit` has every unit."""

    whole: Figures | None
    by_strategy: Mapping[int, Figures]
    by_unit: Mapping[int, Figures]


@dataclass(frozen=True, slots=True)
class CoursePoint:
    on: date
    actual: Decimal | None
    expected: Decimal | None


def get_now_and_earlier(plan_id: int, on: date, unit_ids: UnitIds) -> tuple[DayFigures, DayFigures]:
    """Now, and on the last day up to `on` that was kept: in one query."""
    asked = {"plan_id": plan_id, "until": on} | ({} if unit_ids is None else {"units": unit_ids})
    rows = db.session.execute(_statement(of_units=unit_ids is not None), asked).all()
    now, earlier = ([row for row in rows if row.is_now is there] for there in (True, False))
    return _gathered(now, unit_ids), _gathered(earlier, unit_ids)


@cache
def _statement(*, of_units: bool) -> sa.CompoundSelect[*tuple[Any, ...]]:
    """Made once: building it costs more than running it."""
    plan_id = sa.bindparam("plan_id", type_=sa.Integer)
    newest = sa.select(sa.func.max(Snapshot.on)).where(
        Snapshot.plan_id == plan_id, Snapshot.on <= sa.bindparam("until", type_=sa.Date)
    )
    now, then = (
        sa.select(sa.literal(model is Rollup, sa.Boolean).label("is_now"), *_columns(model)).where(
            model.plan_id == plan_id, _reaches(model, of_units=of_units)
        )
        for model in (Rollup, Snapshot)
    )
    return now.union_all(then.where(Snapshot.on == newest.scalar_subquery()))


def _columns(model: type[Rollup] | type[Snapshot]) -> Iterator[Any]:
    return (getattr(model, name) for name in ("scope", "scope_id", *FIGURE_NAMES))


def list_course(plan_id: int, until: date, unit_ids: UnitIds) -> Sequence[CoursePoint]:
    """The days before `until` that were kept. Units count for the tasks that they led then."""
    scope = (Scope.PLAN, [plan_id]) if unit_ids is None else (Scope.UNIT, unit_ids)
    rows = db.session.execute(
        sa.select(Snapshot.on, *(sa.func.sum(getattr(Snapshot, name)) for name in _LINES))
        .where(
            Snapshot.plan_id == plan_id,
            Snapshot.scope == scope[0],
            Snapshot.scope_id.in_(scope[1]),
            Snapshot.unit_id == 0,
            Snapshot.on < until,
        )
        .group_by(Snapshot.on)
        .order_by(Snapshot.on)
    )
    return [_point(on, sums) for on, *sums in rows]


def _point(on: date, sums: Iterable[Any]) -> CoursePoint:
    then = Figures(**dict(zip(_LINES, map(int, sums), strict=True)))
    return CoursePoint(on, then.actual(), then.expected(on))


def _reaches(model: type[Rollup] | type[Snapshot], *, of_units: bool) -> sa.ColumnElement[bool]:
    if not of_units:
        return model.unit_id == 0
    chosen = model.unit_id.in_(sa.bindparam("units", expanding=True))
    return sa.or_(sa.and_(model.scope == Scope.UNIT, model.unit_id == 0), chosen)


def _gathered(rows: Iterable[sa.Row[*tuple[Any, ...]]], unit_ids: UnitIds) -> DayFigures:
    whole: Figures | None = None
    by_strategy: dict[int, Figures] = {}
    by_unit: dict[int, Figures] = {}
    for row in rows:
        figures = figures_of(row)
        if row.scope is Scope.PLAN:
            whole = figures
        elif row.scope is Scope.UNIT:
            by_unit[row.scope_id] = figures
        else:
            by_strategy[row.scope_id] = by_strategy.get(row.scope_id, NOTHING) + figures
    if unit_ids is not None:
        known = [by_unit[unit_id] for unit_id in unit_ids if unit_id in by_unit]
        whole = total(known) if known else None
    return DayFigures(whole, by_strategy, by_unit)
