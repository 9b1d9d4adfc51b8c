"""The units of a plan, their leaders and sub-tasks, and which of them a board was narrowed to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.lifecycle import COUNTED_STATES
from tracker.domain.lights import Colour, by_colour
from tracker.domain.subjects import WHOLE, Subject
from tracker.domain.unit_series import UnitOrder
from tracker.domain.values import Scope, UnitKind
from tracker.models import Rollup, Supervision, Task, Unit, User
from tracker.queries.red_list import RED_LIST


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """`past`: as it stood on that day. `colour` and `is_ongoing` narrow the list of tasks alone,
    `limit` is how many it has at most."""

    plan_id: int | None = None
    unit_id: int | None = None
    leader_id: int | None = None
    strategy_id: int | None = None
    past: date | None = None
    colour: Colour = Colour.RED
    is_ongoing: bool | None = None
    order: UnitOrder = UnitOrder.WORST
    limit: int = RED_LIST

    @property
    def is_whole(self) -> bool:
        """Of all units."""
        return self.unit_id is None and self.leader_id is None


@dataclass(frozen=True, slots=True)
class LedUnit:
    id: int
    name: str
    kind: UnitKind
    leader_id: int | None
    leader_name: str | None
    parts: Mapping[Colour, int]  # the lights of the sub-tasks that it leads

    @property
    def has_parts(self) -> bool:
        return any(self.parts.values())


def list_units(plan_id: int, wanted: BoardFilter) -> Sequence[LedUnit]:
    """Those with figures or sub-tasks in the plan, and those that were asked for although they
    have none."""
    counted = sa.select(Rollup.scope_id).where(
        Rollup.plan_id == plan_id, Rollup.scope == Scope.UNIT
    )
    lit = _part_lights(plan_id)
    rows = db.session.execute(
        sa.select(
            Unit.id,
            Unit.name,
            Unit.kind,
            Supervision.leader_id,
            User.name.label("leader_name"),
            lit.c.light,
            lit.c.parts,
        )
        .outerjoin(Supervision, Supervision.unit_id == Unit.id)
        .outerjoin(User, User.id == Supervision.leader_id)
        .outerjoin(lit, lit.c.lead_unit_id == Unit.id)
        .where(sa.or_(Unit.id.in_(counted), lit.c.parts.is_not(None), *_asked_for(wanted)))
        .order_by(Unit.position, Unit.id)
    )
    return [_led(list(lit)) for _, lit in groupby(rows.mappings(), key=lambda row: row["id"])]


def _led(rows: Sequence[sa.RowMapping]) -> LedUnit:
    """Of the rows of one unit, one for each light of its sub-tasks."""
    row = rows[0]
    return LedUnit(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        leader_id=row["leader_id"],
        leader_name=row["leader_name"],
        parts=by_colour({row["light"]: row["parts"] for row in rows if row["parts"]}),
    )


def _part_lights(plan_id: int) -> sa.Subquery:
    """A row for each unit and light: so many of its sub-tasks have it."""
    return (
        sa.select(Task.lead_unit_id, Task.light, sa.func.count(Task.id).label("parts"))
        .where(
            Task.plan_id == plan_id,
            Task.parent_id.is_not(None),
            Task.state.in_(COUNTED_STATES),
        )
        .group_by(Task.lead_unit_id, Task.light)
        .subquery()
    )


def _asked_for(wanted: BoardFilter) -> Iterator[sa.ColumnElement[bool]]:
    if wanted.unit_id is not None:
        yield Unit.id == wanted.unit_id
    if wanted.leader_id is not None:
        yield Supervision.leader_id == wanted.leader_id


def is_chosen(unit: LedUnit, wanted: BoardFilter) -> bool:
    is_unit = wanted.unit_id in (None, unit.id)
    return is_unit and wanted.leader_id in (None, unit.leader_id)


def subject_of(units: Sequence[LedUnit], wanted: BoardFilter, strategy: str = "") -> Subject:
    if wanted.is_whole:
        return Subject(strategy=strategy) if strategy else WHOLE
    unit = next((u.name for u in units if u.id == wanted.unit_id), "所选单位")
    leader = next((u.leader_name for u in units if u.leader_id == wanted.leader_id), "所选领导")
    return Subject(
        unit="" if wanted.unit_id is None else unit,
        leader="" if wanted.leader_id is None else leader or "",
        is_led=None in (wanted.unit_id, wanted.leader_id)
        or any(is_chosen(u, wanted) for u in units),
        strategy=strategy,
    )
