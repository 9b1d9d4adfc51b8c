"""The units of a plan with their leaders, and which of them a board was narrowed to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.subjects import WHOLE, Subject
from tracker.domain.values import Scope, UnitKind
from tracker.models import Rollup, Supervision, Unit, User


@dataclass(frozen=True, slots=True)
class BoardFilter:
    plan_id: int | None = None
    unit_id: int | None = None
    leader_id: int | None = None

    @property
    def is_whole(self) -> bool:
        return self.unit_id is None and self.leader_id is None


@dataclass(frozen=True, slots=True)
class LedUnit:
    id: int
    name: str
    kind: UnitKind
    leader_id: int | None
    leader_name: str | None


def list_units(plan_id: int, wanted: BoardFilter) -> Sequence[LedUnit]:
    """Those with figures in the plan, and those that were asked for although they have none."""
    counted = sa.select(Rollup.scope_id).where(
        Rollup.plan_id == plan_id, Rollup.scope == Scope.UNIT
    )
    rows = db.session.execute(
        sa.select(Unit.id, Unit.name, Unit.kind, Supervision.leader_id, User.name)
        .outerjoin(Supervision, Supervision.unit_id == Unit.id)
        .outerjoin(User, User.id == Supervision.leader_id)
        .where(sa.or_(Unit.id.in_(counted), *_asked_for(wanted)))
        .order_by(Unit.position, Unit.id)
    )
    return [LedUnit(*row) for row in rows]


def _asked_for(wanted: BoardFilter) -> Iterator[sa.ColumnElement[bool]]:
    if wanted.unit_id is not None:
        yield Unit.id == wanted.unit_id
    if wanted.leader_id is not None:
        yield Supervision.leader_id == wanted.leader_id


def is_chosen(unit: LedUnit, wanted: BoardFilter) -> bool:
    is_unit = wanted.unit_id in (None, unit.id)
    return is_unit and wanted.leader_id in (None, unit.leader_id)


def subject_of(units: Sequence[LedUnit], wanted: BoardFilter) -> Subject:
    if wanted.is_whole:
        return WHOLE
    unit = next((u.name for u in units if u.id == wanted.unit_id), "所选单位")
    leader = next((u.leader_name for u in units if u.leader_id == wanted.leader_id), "所选领导")
    return Subject(
        unit="" if wanted.unit_id is None else unit,
        leader="" if wanted.leader_id is None else leader or "",
        is_led=None in (wanted.unit_id, wanted.leader_id)
        or any(is_chosen(u, wanted) for u in units),
    )
