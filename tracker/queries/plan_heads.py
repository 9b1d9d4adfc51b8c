"""What stands over the figures of a plan: its strategies, and when its end was moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.words.titles import strategy_name
from tracker.models import PlanDateMove, Strategy, User


@dataclass(frozen=True, slots=True)
class StrategyRow:
    id: int
    position: int
    title: str

    @property
    def name(self) -> str:
        """With its number."""
        return strategy_name(self.position, self.title)


@dataclass(frozen=True, slots=True)
class PlanMoveRow:
    """整体顺延: the expected line of the open tasks moved with the end of the plan."""

    on: date
    by: str
    from_on: date
    to_on: date
    reason: str

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days


@dataclass(frozen=True, slots=True)
class PlanHead:
    """`moves` are those made up to a day, the newest first."""

    strategies: Sequence[StrategyRow]
    moves: Sequence[PlanMoveRow]

    def name_of(self, strategy_id: int | None) -> str:
        """Empty when there is no such strategy in the plan."""
        return next((row.name for row in self.strategies if row.id == strategy_id), "")


def get_head(plan_id: int, until: date) -> PlanHead:
    """In one query, a row for each strategy and move."""
    strategies: dict[int, StrategyRow] = {}
    moves: dict[int, PlanMoveRow] = {}
    for row in db.session.execute(_statement(), {"plan_id": plan_id}):
        strategies[row.id] = StrategyRow(row.id, row.position, row.title)
        if row.move_id is not None and day_of(row.moved_at) <= until:
            moved = (day_of(row.moved_at), row.name, row.from_on, row.to_on, row.reason)
            moves[row.move_id] = PlanMoveRow(*moved)
    return PlanHead(list(strategies.values()), [moves[id_] for id_ in sorted(moves, reverse=True)])


@cache
def _statement() -> sa.Select[*tuple[Any, ...]]:
    """Made once: building it costs more than running it."""
    move = PlanDateMove
    return (
        sa.select(
            Strategy.id,
            Strategy.position,
            Strategy.title,
            move.id.label("move_id"),
            move.moved_at,
            User.name,
            move.from_on,
            move.to_on,
            move.reason,
        )
        .outerjoin(move, move.plan_id == Strategy.plan_id)
        .outerjoin(User, User.id == move.moved_by_id)
        .where(Strategy.plan_id == sa.bindparam("plan_id", type_=sa.Integer))
        .order_by(Strategy.position, Strategy.id, move.id)
    )
