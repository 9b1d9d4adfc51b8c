"""The units that can be given a task."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from tracker.database import db
from tracker.models import Unit


@dataclass(frozen=True, slots=True)
class UnitChoice:
    id: int
    name: str


def list_choices(also: Collection[int] = ()) -> Sequence[UnitChoice]:
    """Active units, and `also` those that a task already has."""
    rows = db.session.execute(
        sa.select(Unit.id, Unit.name)
        .where(sa.or_(Unit.is_active, Unit.id.in_(also)))
        .order_by(Unit.position, Unit.id)
    )
    return [UnitChoice(*row) for row in rows]
