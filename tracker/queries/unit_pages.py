"""Units as the administrator sees them: who is there, what they have to do."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.errors import NotFound
from tracker.domain.lifecycle import OPEN_STATES
from tracker.domain.terms.units import UnitTerms
from tracker.domain.values import PlanState, UnitKind
from tracker.models import Supervision, Task, Unit, UnitAlias, UnitDuty, User, WorkPlan
from tracker.queries.units import is_referred_to


@dataclass(frozen=True, slots=True)
class UnitLine:
    id: int
    name: str
    kind: UnitKind
    is_active: bool
    leader: str | None
    people: int
    tasks: int  # open ones that it leads


@dataclass(frozen=True, slots=True)
class UnitCard:
    id: int
    is_active: bool
    can_be_deleted: bool  # nothing refers to it
    terms: UnitTerms


def list_lines() -> Sequence[UnitLine]:
    leader = aliased(User)
    people = (
        sa.select(sa.func.count())
        .select_from(User)
        .where(User.unit_id == Unit.id, User.is_active)
        .scalar_subquery()
    )
    tasks = (
        sa.select(sa.func.count())
        .select_from(Task)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .where(
            Task.lead_unit_id == Unit.id,
            Task.state.in_(OPEN_STATES),
            WorkPlan.state == PlanState.ACTIVE,
        )
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(Unit.id, Unit.name, Unit.kind, Unit.is_active, leader.name, people, tasks)
        .outerjoin(Supervision, Supervision.unit_id == Unit.id)
        .outerjoin(leader, leader.id == Supervision.leader_id)
        .order_by(Unit.is_active.desc(), Unit.position, Unit.id)
    )
    return [UnitLine(*tuple(row)) for row in rows]


def get_card(unit_id: int) -> UnitCard:
    leader = sa.select(Supervision.leader_id).where(Supervision.unit_id == unit_id)
    row = db.session.execute(
        sa.select(Unit, leader.scalar_subquery()).where(Unit.id == unit_id)
    ).one_or_none()
    if row is None:
        raise NotFound("unit.not-found")
    unit, leader_id = row
    terms = UnitTerms(
        name=unit.name,
        kind=unit.kind,
        position=unit.position,
        aliases=_lines(UnitAlias.name, UnitAlias.unit_id == unit_id, UnitAlias.id),
        duties=_lines(UnitDuty.text, UnitDuty.unit_id == unit_id, UnitDuty.id),
        leader_id=leader_id,
    )
    return UnitCard(
        id=unit.id,
        is_active=unit.is_active,
        can_be_deleted=not is_referred_to(db.session(), unit.id),
        terms=terms,
    )


def next_position() -> int:
    return (db.session.scalar(sa.select(sa.func.max(Unit.position))) or 0) + 1


def _lines(
    column: sa.SQLColumnExpression[str],
    wanted: sa.ColumnElement[bool],
    order: sa.SQLColumnExpression[int],
) -> tuple[str, ...]:
    return tuple(db.session.scalars(sa.select(column).where(wanted).order_by(order)))
