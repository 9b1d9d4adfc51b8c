"""Which tasks of a plan a board speaks of and lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from tracker.domain.values import TaskKind
from tracker.models import Task

UnitIds = Sequence[int] | None  # None: the whole plan


class Shape(NamedTuple):
    """What a statement is narrowed by: statements of one shape differ in their parameters alone."""

    of_units: bool
    of_strategy: bool
    of_kind: bool


@dataclass(frozen=True, slots=True)
class BoardScope:
    """`is_ongoing` narrows lists alone: figures are not kept by kind."""

    plan_id: int
    unit_ids: UnitIds = None
    strategy_id: int | None = None
    is_ongoing: bool | None = None

    @property
    def shape(self) -> Shape:
        narrowed = (self.unit_ids, self.strategy_id, self.is_ongoing)
        return Shape(*(each is not None for each in narrowed))

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Those that a statement does not ask for do no harm."""
        return {
            "plan_id": self.plan_id,
            "unit_ids": self.unit_ids,
            "strategy_id": self.strategy_id,
            "kind": TaskKind.ONGOING if self.is_ongoing else TaskKind.ONCE,
        }


PLAN_ID = sa.bindparam("plan_id", type_=sa.Integer)
UNIT_IDS: sa.BindParameter[Any] = sa.bindparam("unit_ids", expanding=True)
STRATEGY_ID = sa.bindparam("strategy_id", type_=sa.Integer)


def of_scope(shape: Shape) -> Iterator[sa.ColumnElement[bool]]:
    """As conditions on the tasks."""
    yield Task.plan_id == PLAN_ID
    if shape.of_units:
        yield Task.lead_unit_id.in_(UNIT_IDS)
    yield from more_of_scope(shape)


def more_of_scope(shape: Shape) -> Iterator[sa.ColumnElement[bool]]:
    """Besides plan and units."""
    if shape.of_strategy:
        yield Task.strategy_id == STRATEGY_ID
    if shape.of_kind:
        yield Task.kind == sa.bindparam("kind", type_=Task.kind.type)
