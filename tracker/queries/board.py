"""The board: roll-ups of a plan, its course, the red list. Its cost does not grow with tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.lights import Colour
from tracker.domain.pace import Change, change
from tracker.domain.plan_dates import clock_of
from tracker.domain.recent import week_start
from tracker.domain.rollup import NOTHING, Figures
from tracker.domain.rounding import is_far_behind
from tracker.domain.subjects import Subject
from tracker.domain.values import Actor, PlanState, Taken, UnitKind
from tracker.models import WorkPlan
from tracker.queries.board_scope import BoardScope
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
    MonthReports,
    get_course_and_months,
    get_now_and_earlier,
)
from tracker.queries.ledger_choices import Choice
from tracker.queries.plan_heads import PlanMoveRow, StrategyRow, get_head
from tracker.queries.recent_news import NewsGroup, list_news
from tracker.queries.red_list import RedTask, list_red_tasks

NEWS = 6  # of one kind: as many as are named in a line


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
    place: int  # among the units of the bureau
    months: Sequence[MonthReports]

    @property
    def has_parts(self) -> bool:
        return any(self.parts.values())

    @property
    def is_far_behind(self) -> bool:
        return is_far_behind(self.gap)


@dataclass(frozen=True, slots=True)
class BoardPage:
    """All figures are of the whole plan, or of the chosen strategy and units alone.

    Of a day that is past, `kept` says from which day its figures are, and how they were taken:
    None where nothing was kept so early."""

    plan: PlanChoice
    plans: Sequence[PlanChoice]
    on: date
    kept: tuple[date, Taken] | None
    is_past: bool
    subject: Subject
    figures: Figures
    actual: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    gap_earlier: Decimal | None  # at the end of last month
    strategies: Sequence[StrategyFigures]
    units: Sequence[UnitFigures]
    strategy_choices: Sequence[Choice]
    unit_choices: Sequence[Choice]
    leader_choices: Sequence[Choice]
    course: Sequence[CoursePoint]
    moves: Sequence[PlanMoveRow]
    red: Sequence[RedTask]  # or of the colour that was asked for
    news: Sequence[NewsGroup]


def find_board(actor: Actor, wanted: BoardFilter, *, on: date) -> BoardPage | None:
    """None when there is no published plan yet. A closed plan is shown as it stood at last."""
    plans = list_published(on)
    plan = chosen_plan(plans, wanted.plan_id)
    if plan is None:
        return None
    on = clock_of(on, plan.closed_on)
    past = wanted.past if wanted.past is not None and wanted.past < on else None
    on = past or on
    units, head = list_units(plan.id, wanted), get_head(plan.id, on)
    scope = scope_of(plan.id, units, wanted)
    last_month = date(on.year, on.month, 1) - timedelta(days=1)
    now, earlier = get_now_and_earlier(scope, last_month, past=past)
    figures = now.whole or NOTHING
    here = CoursePoint(on, figures.actual(), figures.expected(on))
    course, months = get_course_and_months(scope, on)
    return BoardPage(
        plan=plan,
        plans=plans,
        on=on,
        kept=None if now.on is None or now.taken is None else (now.on, now.taken),
        is_past=past is not None,
        subject=subject_of(units, wanted, head.name_of(wanted.strategy_id)),
        figures=figures,
        actual=here.actual,
        expected=here.expected,
        gap=figures.gap(on),
        gap_earlier=earlier.whole.gap(last_month) if earlier.whole else None,
        strategies=_strategies(head.strategies, wanted, now, earlier, on, last_month),
        units=_units([u for u in units if is_chosen(u, wanted)], now, months, on),
        strategy_choices=[Choice(row.id, row.name) for row in head.strategies],
        unit_choices=_unit_choices(units, now, wanted),
        leader_choices=_leader_choices(units),
        course=[*course, here],
        moves=head.moves,
        red=[] if past else _worst(actor, scope, wanted, on),
        news=[] if past else list_news(scope, week_start(on), limit=NEWS),
    )


def scope_of(plan_id: int, units: Sequence[LedUnit], wanted: BoardFilter) -> BoardScope:
    ids = None if wanted.is_whole else [u.id for u in units if is_chosen(u, wanted)]
    return BoardScope(plan_id, ids, wanted.strategy_id, wanted.is_ongoing)


def _worst(actor: Actor, scope: BoardScope, wanted: BoardFilter, on: date) -> Sequence[RedTask]:
    return list_red_tasks(actor, scope, on, colour=wanted.colour, limit=wanted.limit)


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


def chosen_plan(plans: Sequence[PlanChoice], plan_id: int | None) -> PlanChoice | None:
    if plan_id is None:
        return plans[0] if plans else None
    return next((plan for plan in plans if plan.id == plan_id), None)


def _strategies(
    strategies: Sequence[StrategyRow],
    wanted: BoardFilter,
    now: DayFigures,
    earlier: DayFigures,
    on: date,
    earlier_on: date,
) -> Sequence[StrategyFigures]:
    """All, or those in which the chosen units lead something."""
    result = []
    for row in strategies:
        figures = now.by_strategy.get(row.id, NOTHING)
        if figures == NOTHING and (not wanted.is_whole or wanted.strategy_id not in (None, row.id)):
            continue
        then = earlier.by_strategy.get(row.id)
        result.append(
            StrategyFigures(
                id=row.id,
                title=row.title,
                name=row.name,
                figures=figures,
                actual=figures.actual(),
                expected=figures.expected(on),
                gap=figures.gap(on),
                change=change(figures, on, then, earlier_on),
            )
        )
    return result


def _units(
    units: Sequence[LedUnit],
    now: DayFigures,
    months: Mapping[int, Sequence[MonthReports]],
    on: date,
) -> Sequence[UnitFigures]:
    """Those that lead something, as the bureau lists them."""
    return [
        UnitFigures(
            id=unit.id,
            name=unit.name,
            kind=unit.kind,
            figures=figures,
            actual=figures.actual(),
            gap=figures.gap(on),
            parts=unit.parts,
            place=place,
            months=_months(unit.id, months, figures, on),
        )
        for place, unit in enumerate(units)
        if (figures := now.by_unit.get(unit.id, NOTHING)).tasks or unit.has_parts
    ]


def _months(
    unit_id: int, months: Mapping[int, Sequence[MonthReports]], now: Figures, on: date
) -> Sequence[MonthReports]:
    """Those that are past, as they ended, and the present one."""
    return [*months.get(unit_id, ()), MonthReports(on.replace(day=1), now.given, now.asked)]


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
