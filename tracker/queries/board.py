"""The board: roll-ups of a plan, its course, the red list. Its cost does not grow with tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.lights import Colour
from tracker.domain.pace import Change, change
from tracker.domain.plan_dates import clock_of
from tracker.domain.rollup import NOTHING, Figures
from tracker.domain.rounding import is_far_behind
from tracker.domain.subjects import Subject
from tracker.domain.values import Actor, PlanState, UnitKind
from tracker.domain.words.titles import strategy_name
from tracker.models import Strategy, WorkPlan
from tracker.queries.board_units import (
    BoardFilter,
    LedUnit,
    is_chosen,
    list_units,
    subject_of,
)
from tracker.queries.day_figures import (
    CoursePoint,
    DayFigures,
    get_now_and_earlier,
    list_course,
)
from tracker.queries.ledger_choices import Choice
from tracker.queries.plan_moves import PlanMoveRow, list_moves
from tracker.queries.red_list import RedTask, list_red_tasks


@dataclass(frozen=True, slots=True)
class PlanChoice:
    id: int
    title: str
    state: PlanState
    starts_on: date
    ends_on: date
    closed_at: datetime | None

    @property
    def closed_on(self) -> date | None:
        return day_of(self.closed_at) if self.closed_at else None


@dataclass(frozen=True, slots=True)
class StrategyFigures:
    id: int
    title: str
    name: str  # with its number
    figures: Figures
    actual: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    change: Change | None

    @property
    def is_far_behind(self) -> bool:
        return is_far_behind(self.gap)


@dataclass(frozen=True, slots=True)
class UnitFigures:
    id: int
    name: str
    kind: UnitKind
    figures: Figures
    actual: Decimal | None
    gap: Decimal | None
    parts: Mapping[Colour, int]  # the lights of its sub-tasks, which are in no sum of tasks

    @property
    def is_far_behind(self) -> bool:
        return is_far_behind(self.gap)


@dataclass(frozen=True, slots=True)
class BoardPage:
    """All figures are of the whole plan, or of the chosen units alone."""

    plan: PlanChoice
    plans: Sequence[PlanChoice]
    on: date
    subject: Subject
    figures: Figures
    actual: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    gap_earlier: Decimal | None  # at the end of last month
    strategies: Sequence[StrategyFigures]
    units: Sequence[UnitFigures]
    unit_choices: Sequence[Choice]
    leader_choices: Sequence[Choice]
    course: Sequence[CoursePoint]
    moves: Sequence[PlanMoveRow]
    red: Sequence[RedTask]


def find_board(actor: Actor, wanted: BoardFilter, *, on: date) -> BoardPage | None:
    """None when there is no published plan yet. A closed plan is shown as it stood at last."""
    plans = list_published(on)
    plan = _chosen(plans, wanted.plan_id)
    if plan is None:
        return None
    on = clock_of(on, plan.closed_on)
    units = list_units(plan.id, wanted)
    unit_ids = None if wanted.is_whole else [u.id for u in units if is_chosen(u, wanted)]
    month_start = date(on.year, on.month, 1)
    now, earlier = get_now_and_earlier(plan.id, month_start, unit_ids)
    figures = now.whole or NOTHING
    here = CoursePoint(on, figures.actual(), figures.expected(on))
    return BoardPage(
        plan=plan,
        plans=plans,
        on=on,
        subject=subject_of(units, wanted),
        figures=figures,
        actual=here.actual,
        expected=here.expected,
        gap=figures.gap(on),
        gap_earlier=earlier.whole.gap(month_start) if earlier.whole else None,
        strategies=[
            row
            for row in _strategies(plan.id, now, earlier, on, month_start)
            if wanted.is_whole or row.figures != NOTHING
        ],
        units=_units([u for u in units if is_chosen(u, wanted)], now, on),
        unit_choices=_unit_choices(units, now, wanted),
        leader_choices=_leader_choices(units),
        course=[*list_course(plan.id, on, unit_ids), here],
        moves=list_moves(plan.id, on),
        red=list_red_tasks(actor, plan.id, unit_ids, on),
    )


def list_published(on: date) -> Sequence[PlanChoice]:
    """Running plans first, among them the one of today with the longest period."""
    rows = db.session.execute(
        sa.select(
            WorkPlan.id,
            WorkPlan.title,
            WorkPlan.state,
            WorkPlan.starts_on,
            WorkPlan.ends_on,
            WorkPlan.closed_at,
        ).where(WorkPlan.state != PlanState.DRAFT)
    )
    choices = [PlanChoice(*row) for row in rows]
    return sorted(choices, key=lambda plan: _rank(plan, on))


def _rank(plan: PlanChoice, on: date) -> tuple[bool, bool, int, int, int]:
    running = plan.state is PlanState.ACTIVE
    is_now = plan.starts_on <= on <= plan.ends_on
    length = (plan.ends_on - plan.starts_on).days
    return (not running, not is_now, -plan.ends_on.year, -length, -plan.id)


def _chosen(plans: Sequence[PlanChoice], plan_id: int | None) -> PlanChoice | None:
    if plan_id is None:
        return plans[0] if plans else None
    return next((plan for plan in plans if plan.id == plan_id), None)


def _strategies(
    plan_id: int,
    now: DayFigures,
    earlier: DayFigures,
    on: date,
    earlier_on: date,
) -> Sequence[StrategyFigures]:
    rows = db.session.execute(
        sa.select(Strategy.id, Strategy.position, Strategy.title)
        .where(Strategy.plan_id == plan_id)
        .order_by(Strategy.position, Strategy.id)
    )
    result = []
    for id_, position, title in rows:
        figures = now.by_strategy.get(id_, NOTHING)
        then = earlier.by_strategy.get(id_)
        result.append(
            StrategyFigures(
                id=id_,
                title=title,
                name=strategy_name(position, title),
                figures=figures,
                actual=figures.actual(),
                expected=figures.expected(on),
                gap=figures.gap(on),
                change=change(figures, on, then, earlier_on),
            )
        )
    return result


def _units(units: Sequence[LedUnit], now: DayFigures, on: date) -> Sequence[UnitFigures]:
    """Those that lead something, the furthest behind first."""
    rows = [
        UnitFigures(
            id=unit.id,
            name=unit.name,
            kind=unit.kind,
            figures=figures,
            actual=figures.actual(),
            gap=figures.gap(on),
            parts=unit.parts,
        )
        for unit in units
        if (figures := now.by_unit.get(unit.id, NOTHING)).tasks or unit.has_parts
    ]
    return sorted(rows, key=_worst_first)


def _worst_first(unit: UnitFigures) -> tuple[int, Decimal]:
    """By red lights, then by points behind; units that have not reported stand last."""
    red = unit.figures.by_colour()[Colour.RED]
    return (-red, Decimal(101) if unit.gap is None else unit.gap)


def _unit_choices(
    units: Sequence[LedUnit], now: DayFigures, wanted: BoardFilter
) -> Sequence[Choice]:
    """The unit that was asked for stands there although it leads nothing."""
    return [
        Choice(unit.id, unit.name)
        for unit in units
        if unit.id == wanted.unit_id or unit.has_parts or now.by_unit.get(unit.id, NOTHING).tasks
    ]


def _leader_choices(units: Sequence[LedUnit]) -> Sequence[Choice]:
    names = {u.leader_id: u.leader_name or "" for u in units if u.leader_id is not None}
    return [Choice(id_, names[id_]) for id_ in sorted(names)]
