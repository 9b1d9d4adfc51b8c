"""整体顺延: when the end of a plan was moved, and the expected line of its open tasks with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.models import PlanDateMove, User


@dataclass(frozen=True, slots=True)
class PlanMoveRow:
    on: date
    by: str
    from_on: date
    to_on: date
    reason: str

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days


def list_moves(plan_id: int, until: date) -> Sequence[PlanMoveRow]:
    """The newest first; those made after that day are left out."""
    rows = db.session.execute(
        sa.select(
            PlanDateMove.moved_at,
            User.name,
            PlanDateMove.from_on,
            PlanDateMove.to_on,
            PlanDateMove.reason,
        )
        .join(User, User.id == PlanDateMove.moved_by_id)
        .where(PlanDateMove.plan_id == plan_id)
        .order_by(PlanDateMove.id.desc())
    )
    moves = [
        PlanMoveRow(day_of(row.moved_at), row.name, row.from_on, row.to_on, row.reason)
        for row in rows
    ]
    return [move for move in moves if move.on <= until]
