"""The stored figures of a plan: now, on a day, and over its days; of all of it or of a part."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.rollup import FIGURE_NAMES, NOTHING, Figures, total
from tracker.domain.values import Scope, Taken
from tracker.models import Rollup, Snapshot
from tracker.queries.board_scope import PLAN_ID, STRATEGY_ID, UNIT_IDS, BoardScope, Shape
from tracker.queries.figures import figures_of

# What actual and expected progress are computed from.
_LINES = (
    "weight", "base", "slope", "points", "reported_weight", "reported_base", "reported_slope",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayFigures:
    """`whole` and `by_strategy` are of the chosen units alone, where some were chosen; what is not
    there was not counted on that day. `by_unit` has every unit. Of one strategy, all three are
    of that strategy."""

    whole: Figures | None
    by_strategy: Mapping[int, Figures]
    by_unit: Mapping[int, Figures]
    on: date | None = None  # of a kept day: which, and how it was kept
    taken: Taken | None = None


@dataclass(frozen=True, slots=True)
class CoursePoint:
    on: date
    actual: Decimal | None
    expected: Decimal | None


@dataclass(frozen=True, slots=True)
class MonthReports:
    """各月报送 of a unit, on the last day of the month that was kept: `month` is its first day."""

    month: date
    given: int
    asked: int


def get_now_and_earlier(
    scope: BoardScope, until: date, *, past: date | None = None
) -> tuple[DayFigures, DayFigures]:
    """Now, or on the last day up to `past` that was kept; and on the last one up to `until`: in
    one query."""
    asked = {**scope.parameters, "until": until, "past": past}
    rows = db.session.execute(_statement(scope.shape, is_past=past is not None), asked).all()
    now, earlier = ([row for row in rows if row.is_now is there] for there in (True, False))
    return _gathered(now, scope), _gathered(earlier, scope)


@cache
def _statement(shape: Shape, *, is_past: bool) -> sa.CompoundSelect[*tuple[Any, ...]]:
    """Made once: building it costs more than running it."""
    now = _rows(Snapshot if is_past else Rollup, shape, is_now=True)
    if is_past:
        now = now.where(Snapshot.on == _newest("past"))
    earlier = _rows(Snapshot, shape, is_now=False)
    return now.union_all(earlier.where(Snapshot.on == _newest("until")))


def _rows(
    model: type[Rollup] | type[Snapshot], shape: Shape, *, is_now: bool
) -> sa.Select[*tuple[Any, ...]]:
    on: sa.SQLColumnExpression[Any] = sa.literal(None, sa.Date)
    taken: sa.SQLColumnExpression[Any] = sa.literal(None, sa.Text)
    if model is Snapshot:
        on, taken = Snapshot.on, sa.cast(Snapshot.taken, sa.Text)
    figures = (getattr(model, name) for name in ("scope", "scope_id", "unit_id", *FIGURE_NAMES))
    return sa.select(
        sa.literal(is_now, sa.Boolean).label("is_now"),
        on.label("on"),
        taken.label("taken"),
        *figures,
    ).where(model.plan_id == PLAN_ID, _reaches(model, shape))


def _newest(day: str) -> sa.ScalarSelect[date]:
    """The last day up to the one of that name that was kept."""
    newest = sa.select(sa.func.max(Snapshot.on)).where(
        Snapshot.plan_id == PLAN_ID, Snapshot.on <= sa.bindparam(day, type_=sa.Date)
    )
    return newest.scalar_subquery()


def get_course_and_months(
    scope: BoardScope, until: date
) -> tuple[Sequence[CoursePoint], Mapping[int, Sequence[MonthReports]]]:
    """The days before `until` that were kept, for which units count with the tasks that they led
    then; and by unit the reports of the months before: in one query."""
    sought = {**scope.parameters, "until": until, "month": until.replace(day=1)}
    course: list[CoursePoint] = []
    months: dict[int, list[MonthReports]] = {}
    for unit_id, on, given, asked, *sums in db.session.execute(_course(scope.shape), sought):
        if unit_id:
            month = MonthReports(on.replace(day=1), int(given), int(asked))
            months.setdefault(unit_id, []).append(month)
        else:
            course.append(_point(on, sums))
    return course, months


@cache
def _course(shape: Shape) -> sa.CompoundSelect[*tuple[Any, ...]]:
    """Days first to last, those of the course under unit 0."""
    row = Snapshot
    none: sa.SQLColumnExpression[int] = sa.literal_column("0", sa.Integer)
    days = (
        sa.select(
            none.label("unit"), row.on, none, none, *(sa.func.sum(getattr(row, n)) for n in _LINES)
        )
        .where(row.plan_id == PLAN_ID, row.on < sa.bindparam("until"), *_course_of(shape))
        .group_by(row.on)
    )
    unit_id = row.unit_id if shape.of_strategy else row.scope_id
    months = sa.select(
        unit_id, row.on, row.given, row.given + row.owed, *(none for _ in _LINES)
    ).where(row.plan_id == PLAN_ID, row.on.in_(_month_ends()), *_by_unit(shape))
    return days.union_all(months).order_by("unit", "on")


def _month_ends() -> sa.Select[date]:
    """The last day of each month before this one that was kept."""
    on = Snapshot.on
    return (
        sa.select(sa.func.max(on))
        .where(
            Snapshot.plan_id == PLAN_ID,
            Snapshot.scope == Scope.PLAN,
            Snapshot.scope_id == PLAN_ID,
            Snapshot.unit_id == 0,
            on < sa.bindparam("month", type_=sa.Date),
        )
        .group_by(sa.extract("year", on), sa.extract("month", on))
    )


def _by_unit(shape: Shape) -> Iterator[sa.ColumnElement[bool]]:
    if shape.of_strategy:
        yield from (Snapshot.scope == Scope.STRATEGY, Snapshot.scope_id == STRATEGY_ID)
        yield Snapshot.unit_id != 0
    else:
        yield from (Snapshot.scope == Scope.UNIT, Snapshot.unit_id == 0)


def _course_of(shape: Shape) -> Iterator[sa.ColumnElement[bool]]:
    """The rows that add up to what is asked for."""
    if shape.of_strategy:
        yield from (Snapshot.scope == Scope.STRATEGY, Snapshot.scope_id == STRATEGY_ID)
        yield Snapshot.unit_id.in_(UNIT_IDS) if shape.of_units else Snapshot.unit_id == 0
    elif shape.of_units:
        yield from (Snapshot.scope == Scope.UNIT, Snapshot.scope_id.in_(UNIT_IDS))
        yield Snapshot.unit_id == 0
    else:
        yield from (Snapshot.scope == Scope.PLAN, Snapshot.scope_id == PLAN_ID)
        yield Snapshot.unit_id == 0


def _point(on: date, sums: Iterable[Any]) -> CoursePoint:
    then = Figures(**dict(zip(_LINES, map(int, sums), strict=True)))
    return CoursePoint(on, then.actual(), then.expected(on))


def _reaches(model: type[Rollup] | type[Snapshot], shape: Shape) -> sa.ColumnElement[bool]:
    if shape.of_strategy:
        return sa.and_(model.scope == Scope.STRATEGY, model.scope_id == STRATEGY_ID)
    if not shape.of_units:
        return model.unit_id == 0
    return sa.or_(
        sa.and_(model.scope == Scope.UNIT, model.unit_id == 0), model.unit_id.in_(UNIT_IDS)
    )


def _gathered(rows: Sequence[sa.Row[*tuple[Any, ...]]], scope: BoardScope) -> DayFigures:
    whole: Figures | None = None
    by_strategy: dict[int, Figures] = {}
    by_unit: dict[int, Figures] = {}
    of_strategy = scope.shape.of_strategy
    for row in rows:
        figures = figures_of(row)
        if row.scope is Scope.PLAN or (of_strategy and not row.unit_id):
            whole = figures
        elif row.scope is Scope.UNIT:
            by_unit[row.scope_id] = figures
        elif of_strategy:
            by_unit[row.unit_id] = figures
        else:
            by_strategy[row.scope_id] = by_strategy.get(row.scope_id, NOTHING) + figures
    if scope.unit_ids is not None:
        known = [by_unit[unit_id] for unit_id in scope.unit_ids if unit_id in by_unit]
        whole = total(known) if known else None
    if scope.strategy_id is not None and whole is not None:
        by_strategy[scope.strategy_id] = whole
    kept = next(((row.on, Taken(row.taken)) for row in rows if row.on is not None), (None, None))
    return DayFigures(whole, by_strategy, by_unit, *kept)
