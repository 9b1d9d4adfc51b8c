"""How many tasks a ledger lists, by light: from the roll-ups wherever they know it."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.lights import Light
from tracker.domain.values import Scope
from tracker.models import Rollup, Supervision, Task
from tracker.queries.task_filter import TaskFilter, conditions, of_plans

_LIGHTS = tuple(Light)


def count_by_light(wanted: TaskFilter, on: date) -> Mapping[Light, int]:
    """Only lights that some task has."""
    return _stored(wanted) if wanted.is_in_figures else _counted(wanted, on)


def _stored(wanted: TaskFilter) -> Mapping[Light, int]:
    sums = db.session.execute(_sums(wanted)).one()
    chosen = wanted.lights()
    return {
        light: int(count)
        for light, count in zip(_LIGHTS, sums, strict=True)
        if count and light in chosen
    }


def _counted(wanted: TaskFilter, on: date) -> Mapping[Light, int]:
    rows = db.session.execute(
        sa.select(Task.light, sa.func.count(Task.id))
        .where(*conditions(wanted, on))
        .group_by(Task.light)
    )
    return {light: count for light, count in rows}  # noqa: C416 -- rows, not pairs


@lru_cache(maxsize=64)
def _sums(wanted: TaskFilter) -> sa.Select[*tuple[Any, ...]]:
    """Kept, since building it costs more than running it."""
    columns = (sa.func.sum(getattr(Rollup, light.value)) for light in _LIGHTS)
    return sa.select(*columns).where(of_plans(Rollup.plan_id, wanted), *_scope(wanted))


def _scope(wanted: TaskFilter) -> Iterator[sa.ColumnElement[bool]]:
    """See `models.Rollup`: a strategy is kept by lead unit, too."""
    units = list(_units(wanted, Rollup.scope_id if wanted.strategy_id is None else Rollup.unit_id))
    if wanted.strategy_id is not None:
        yield sa.and_(Rollup.scope == Scope.STRATEGY, Rollup.scope_id == wanted.strategy_id)
    else:
        yield Rollup.scope == (Scope.UNIT if units else Scope.PLAN)
    if wanted.strategy_id is None or not units:
        yield Rollup.unit_id == 0
    yield from units


def _units(
    wanted: TaskFilter, unit_id: sa.SQLColumnExpression[int]
) -> Iterator[sa.ColumnElement[bool]]:
    if wanted.unit_id is not None:
        yield unit_id == wanted.unit_id
    if wanted.leader_id is not None:
        theirs = sa.select(Supervision.unit_id).where(Supervision.leader_id == wanted.leader_id)
        yield unit_id.in_(theirs)
