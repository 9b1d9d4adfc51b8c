"""The board: roll-ups of a plan, its course, the red list. Its cost does not grow with tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.lights import Colour
from tracker.domain.pace import Change, change
from tracker.domain.rollup import NOTHING, Figures, total
from tracker.domain.values import Actor, PlanState, Scope, UnitKind
from tracker.models import Rollup, Snapshot, Strategy, Supervision, Unit, User, WorkPlan
from tracker.queries.figures import figures_of
from tracker.queries.plan_moves import PlanMoveRow, list_moves
from tracker.queries.red_list import RedTask, list_red_tasks


@dataclass(frozen=True, slots=True)
class PlanChoice:
    id: int
    title: str
    state: PlanState
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class StrategyFigures:
    id: int
    number: str
    title: str
    figures: Figures
    actual: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    change: Change | None


@dataclass(frozen=True, slots=True)
class UnitFigures:
    id: int
    name: str
    kind: UnitKind
    leader_id: int | None
    leader_name: str | None
    figures: Figures
    actual: Decimal | None
    gap: Decimal | None


@dataclass(frozen=True, slots=True)
class CoursePoint:
    on: date
    actual: Decimal | None
    expected: Decimal | None


@dataclass(frozen=True, slots=True)
class BoardPage:
    """`figures` are of the whole plan, or of the chosen units alone."""

    plan: PlanChoice
    plans: Sequence[PlanChoice]
    on: date
    is_whole: bool
    figures: Figures
    actual: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    gap_earlier: Decimal | None  # at the end of last month
    strategies: Sequence[StrategyFigures]
    units: Sequence[UnitFigures]
    choices: Sequence[UnitFigures]
    course: Sequence[CoursePoint]
    moves: Sequence[PlanMoveRow]
    red: Sequence[RedTask]


@dataclass(frozen=True, slots=True)
class BoardFilter:
    plan_id: int | None = None
    unit_id: int | None = None
    leader_id: int | None = None


def find_board(actor: Actor, wanted: BoardFilter, *, on: date) -> BoardPage | None:
    """None when there is no published plan yet."""
    plans = list_published(on)
    plan = _chosen(plans, wanted.plan_id)
    if plan is None:
        return None
    now = _rollups(plan.id)
    units = _units(now, on)
    shown = [unit for unit in units if _is_shown(unit, wanted)]
    is_whole = wanted.unit_id is None and wanted.leader_id is None
    figures = (
        now.get((Scope.PLAN, plan.id), NOTHING)
        if is_whole
        else total(unit.figures for unit in shown)
    )
    month_start = date(on.year, on.month, 1)
    earlier = _snapshots(plan.id, month_start)
    plan_then = earlier.get((Scope.PLAN, plan.id)) if is_whole else None
    return BoardPage(
        plan=plan,
        plans=plans,
        on=on,
        is_whole=is_whole,
        figures=figures,
        actual=figures.actual(),
        expected=figures.expected(on),
        gap=figures.gap(on),
        gap_earlier=plan_then.gap(month_start) if plan_then else None,
        strategies=_strategies(plan.id, now, earlier, on, month_start),
        units=shown,
        choices=units,
        course=_course(plan.id, figures, on) if is_whole else (),
        moves=list_moves(plan.id, on),
        red=list_red_tasks(actor, plan.id, None if is_whole else [u.id for u in shown], on),
    )


def list_published(on: date) -> Sequence[PlanChoice]:
    """Running plans first, among them the one of today with the longest period."""
    rows = db.session.execute(
        sa.select(
            WorkPlan.id, WorkPlan.title, WorkPlan.state, WorkPlan.starts_on, WorkPlan.ends_on
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


def _rollups(plan_id: int) -> Mapping[tuple[Scope, int], Figures]:
    rows = db.session.scalars(
        sa.select(Rollup).where(Rollup.plan_id == plan_id, Rollup.unit_id == 0)
    )
    return {(row.scope, row.scope_id): figures_of(row) for row in rows}


def _snapshots(plan_id: int, on: date) -> Mapping[tuple[Scope, int], Figures]:
    """The snapshots of the last day up to `on` that has some."""
    newest = (
        sa.select(sa.func.max(Snapshot.on))
        .where(Snapshot.plan_id == plan_id, Snapshot.on <= on)
        .scalar_subquery()
    )
    rows = db.session.scalars(
        sa.select(Snapshot).where(
            Snapshot.plan_id == plan_id, Snapshot.unit_id == 0, Snapshot.on == newest
        )
    )
    return {(row.scope, row.scope_id): figures_of(row) for row in rows}


def _strategies(
    plan_id: int,
    now: Mapping[tuple[Scope, int], Figures],
    earlier: Mapping[tuple[Scope, int], Figures],
    on: date,
    earlier_on: date,
) -> Sequence[StrategyFigures]:
    rows = db.session.execute(
        sa.select(Strategy.id, Strategy.number, Strategy.title)
        .where(Strategy.plan_id == plan_id)
        .order_by(Strategy.position, Strategy.id)
    )
    result = []
    for id_, number, title in rows:
        figures = now.get((Scope.STRATEGY, id_), NOTHING)
        then = earlier.get((Scope.STRATEGY, id_))
        result.append(
            StrategyFigures(
                id=id_,
                number=number,
                title=title,
                figures=figures,
                actual=figures.actual(),
                expected=figures.expected(on),
                gap=figures.gap(on),
                change=change(figures, on, then, earlier_on),
            )
        )
    return result


def _units(now: Mapping[tuple[Scope, int], Figures], on: date) -> Sequence[UnitFigures]:
    """Units that lead something, the furthest behind first."""
    ids = [scope_id for scope, scope_id in now if scope is Scope.UNIT]
    rows = db.session.execute(
        sa.select(Unit.id, Unit.name, Unit.kind, Supervision.leader_id, User.name)
        .outerjoin(Supervision, Supervision.unit_id == Unit.id)
        .outerjoin(User, User.id == Supervision.leader_id)
        .where(Unit.id.in_(ids))
        .order_by(Unit.position, Unit.id)
    )
    result = []
    for id_, name, kind, leader_id, leader_name in rows:
        figures = now[Scope.UNIT, id_]
        if figures.tasks:
            result.append(
                UnitFigures(
                    id=id_,
                    name=name,
                    kind=kind,
                    leader_id=leader_id,
                    leader_name=leader_name,
                    figures=figures,
                    actual=figures.actual(),
                    gap=figures.gap(on),
                )
            )
    return sorted(result, key=_worst_first)


def _worst_first(unit: UnitFigures) -> tuple[int, Decimal]:
    """By red lights, then by points behind; units that have not reported stand last."""
    red = unit.figures.by_colour()[Colour.RED]
    return (-red, Decimal(101) if unit.gap is None else unit.gap)


def _is_shown(unit: UnitFigures, wanted: BoardFilter) -> bool:
    if wanted.unit_id is not None and unit.id != wanted.unit_id:
        return False
    return wanted.leader_id is None or unit.leader_id == wanted.leader_id


def _course(plan_id: int, figures: Figures, on: date) -> Sequence[CoursePoint]:
    rows = db.session.scalars(
        sa.select(Snapshot)
        .where(
            Snapshot.plan_id == plan_id,
            Snapshot.scope == Scope.PLAN,
            Snapshot.scope_id == plan_id,
            Snapshot.on < on,
        )
        .order_by(Snapshot.on)
    )
    points = []
    for row in rows:
        then = figures_of(row)
        points.append(CoursePoint(row.on, then.actual(), then.expected(row.on)))
    return [*points, CoursePoint(on, figures.actual(), figures.expected(on))]
