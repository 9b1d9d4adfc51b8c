"""What a roll-up is made of: its figures, and the strategies or tasks that they are the sum of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.expected import Segment
from tracker.domain.lights import Light
from tracker.domain.plan_dates import clock_of
from tracker.domain.rollup import NOTHING, Figures
from tracker.domain.rounding import difference, is_far_behind
from tracker.domain.subjects import Subject
from tracker.domain.values import TaskState
from tracker.models import Strategy, Task, Unit
from tracker.queries.board import (
    PlanChoice,
    chosen_plan,
    list_published,
    scope_of,
)
from tracker.queries.board_scope import BoardScope, Shape, of_scope
from tracker.queries.board_units import BoardFilter, list_units, subject_of
from tracker.queries.day_figures import DayFigures, get_now_and_earlier
from tracker.queries.plan_heads import StrategyRow, get_head

MOST_TASKS = 200


@dataclass(frozen=True, slots=True)
class StrategyPart:
    id: int
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class TaskPart:
    id: int
    number: str
    title: str
    unit: str
    weight: int
    percent: Decimal | None
    expected: Decimal
    light: Light

    @property
    def gap(self) -> Decimal | None:
        return difference(self.percent, self.expected)

    @property
    def is_far_behind(self) -> bool:
        return is_far_behind(self.gap)


@dataclass(frozen=True, slots=True)
class Explained:
    """`strategies` are the parts of what reaches over several; `tasks`, of one strategy or unit,
    are those of now: at most `MOST_TASKS`, and none of a day that is past."""

    plan: PlanChoice
    on: date
    kept_on: date | None
    is_past: bool
    subject: Subject
    figures: Figures
    strategies: Sequence[StrategyPart]
    tasks: Sequence[TaskPart]


def find_explained(wanted: BoardFilter, *, on: date) -> Explained | None:
    """None when there is no such published plan."""
    plan = chosen_plan(list_published(on), wanted.plan_id)
    if plan is None:
        return None
    on = clock_of(on, plan.closed_on)
    past = wanted.past if wanted.past is not None and wanted.past < on else None
    on = past or on
    units, head = list_units(plan.id, wanted), get_head(plan.id, on)
    scope = scope_of(plan.id, units, wanted)
    now, _ = get_now_and_earlier(scope, on - timedelta(days=1), past=past)
    by_task = wanted.strategy_id is not None or wanted.unit_id is not None
    return Explained(
        plan=plan,
        on=on,
        kept_on=now.on,
        is_past=past is not None,
        subject=subject_of(units, wanted, head.name_of(wanted.strategy_id)),
        figures=now.whole or NOTHING,
        strategies=[] if wanted.strategy_id else _strategies(head.strategies, now),
        tasks=_tasks(scope, on) if by_task and past is None else [],
    )


def _strategies(rows: Sequence[StrategyRow], now: DayFigures) -> Sequence[StrategyPart]:
    """Those in which something counts."""
    found = ((row, now.by_strategy.get(row.id, NOTHING)) for row in rows)
    return [StrategyPart(row.id, row.name, figures) for row, figures in found if figures != NOTHING]


def _tasks(scope: BoardScope, on: date) -> Sequence[TaskPart]:
    rows = db.session.execute(_statement(scope.shape), scope.parameters)
    return [
        TaskPart(
            row.id,
            row.number,
            row.title,
            row.name,
            row.weight,
            row.percent,
            Segment(row.expected_base, row.expected_slope).percent(on),
            row.light,
        )
        for row in rows
    ]


@cache
def _statement(shape: Shape) -> sa.Select[*tuple[Any, ...]]:
    """In the order of the plan. What is withdrawn or not issued is in no mean."""
    return (
        sa.select(
            Task.id,
            Task.number,
            Task.title,
            Unit.name,
            Task.weight,
            Task.percent,
            Task.expected_base,
            Task.expected_slope,
            Task.light,
        )
        .join(Unit, Unit.id == Task.lead_unit_id)
        .join(Strategy, Strategy.id == Task.strategy_id)
        .where(
            *of_scope(shape),
            Task.parent_id.is_(None),
            Task.state.not_in([TaskState.DRAFT, TaskState.WITHDRAWN]),
        )
        .order_by(Strategy.position, Task.position, Task.id)
        .limit(MOST_TASKS)
    )
