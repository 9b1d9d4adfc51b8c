"""The red list: the worst tasks and sub-tasks of a plan, each with the unit's own last word."""

import itertools
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.expected import EPOCH, MICRO, Segment
from tracker.domain.lights import SEVERITY, Light, days_late
from tracker.domain.permissions import Permission, allows
from tracker.domain.reporting import Standing
from tracker.domain.rounding import difference, is_far_behind
from tracker.domain.values import Actor, TaskState
from tracker.models import ProgressUpdate, Task, Unit
from tracker.queries.help_requests import HelpSaid, help_said, oldest_help
from tracker.queries.overdue_targets import has_unmet, overdue_targets
from tracker.queries.task_facts import list_facts

RED_LIST = 7  # as many as fit on one screen under the strategies
UNCOUNTED = [TaskState.DRAFT, TaskState.WITHDRAWN]  # sub-tasks without a word of their own
RED_LIGHTS = [light for light in Light if light.is_red]
LAST_PAST_DUE = SEVERITY[Light.SUBMITTED_LATE]
Key = tuple[Any, ...]  # id, rank, then what lists of red tasks are sorted by


@dataclass(frozen=True, slots=True)
class RedTask:
    """Of a divided task `given` of `asked` sub-tasks have reported in the period."""

    id: int
    is_part: bool  # a sub-task: in no sum of tasks
    number: str
    title: str
    unit: str
    light: Light
    days_late: int
    actual: Decimal | None
    expected: Decimal
    last_reported_on: date | None
    unmet: str  # targets past a date of their own
    problem: str | None  # None for those who may not see it; empty: none was reported
    given: int
    asked: int
    help_wanted: Sequence[HelpSaid]  # that waits; nothing for those who may not see it

    @property
    def gap(self) -> Decimal | None:
        return difference(self.actual, self.expected)

    @property
    def is_far_behind(self) -> bool:
        return is_far_behind(self.gap)


@dataclass(frozen=True, slots=True)
class _Part:
    """A sub-task that counts: whether it reported in the period, and its problem."""

    id: int
    number: str
    report: Standing
    last_reported_on: date | None
    problem: str
    help_text: str | None  # 需协调事项 that waits longest
    help_at: datetime | None

    @property
    def help_wanted(self) -> Sequence[HelpSaid]:
        return help_said(self.help_text, self.help_at, part=self.number)


@dataclass(frozen=True, slots=True)
class _Found:
    task: Task
    unit: str
    problem: str  # its own
    help_wanted: Sequence[HelpSaid]
    parts: Sequence[_Part]


def list_red_tasks(
    actor: Actor, plan_id: int, unit_ids: Sequence[int] | None, on: date
) -> Sequence[RedTask]:
    found = _find(plan_id, unit_ids, on)
    unmet = overdue_targets(
        [each.task.id for each in found if has_unmet(each.task.unmet_on, on)], on
    )
    seen = _seen(actor, found)
    return [_red_row(each, unmet.get(each.task.id, ""), seen, on) for each in found]


def _find(plan_id: int, unit_ids: Sequence[int] | None, on: date) -> Sequence[_Found]:
    """The worst, each with its sub-tasks, of these the worst first: in one query."""
    units = {f"unit{n}": unit_id for n, unit_id in enumerate(unit_ids or ())}
    if unit_ids is not None and not units:
        return ()
    sought = {"plan_id": plan_id, "days": (on - EPOCH).days} | units
    rows = db.session.execute(_statement(tuple(units)), sought)
    return [
        _Found(
            task,
            unit,
            problem,
            help_said(help_text, help_at),
            [_Part(*each[5:]) for each in group if each[5] is not None],
        )
        for (task, unit, problem, help_text, help_at), group in itertools.groupby(
            rows, lambda row: tuple(row[:5])
        )
    ]


@cache
def _statement(units: Sequence[str]) -> sa.Select[*tuple[Any, ...]]:
    """Made once: building it costs more than running it."""
    part, word = aliased(Task), aliased(ProgressUpdate)
    worst = _worst(units)
    return (
        sa.select(
            Task,
            Unit.name,
            sa.func.coalesce(ProgressUpdate.problem, ""),
            *oldest_help(Task),
            part.id,
            part.number,
            part.report,
            part.last_reported_on,
            sa.func.coalesce(word.problem, ""),
            *oldest_help(part),
        )
        .join(worst, worst.c.id == Task.id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .outerjoin(ProgressUpdate, ProgressUpdate.id == Task.last_update_id)
        .outerjoin(part, sa.and_(part.parent_id == Task.id, part.state.not_in(UNCOUNTED)))
        .outerjoin(word, word.id == part.last_update_id)
        .order_by(*worst.c[1:], Task.id, part.light_rank, part.position, part.id)
    )


def _worst(units: Sequence[str]) -> sa.Subquery:
    """The keys of the worst: those past due, and only where they are too few the others.

    Past due 100 % is expected, so an index has them in their order, of the plan and of each unit.
    How far behind the others are changes by the day: they are sorted.
    """
    past_due = _of_each(units, _past_due).cte()
    are_enough = sa.select(sa.func.count()).select_from(past_due).scalar_subquery() >= RED_LIST
    behind = _of_each(units, lambda scope: _behind(scope).where(sa.not_(are_enough)))
    both = sa.select(past_due).union_all(sa.select(behind.subquery())).subquery()
    return sa.select(both).order_by(*both.c[1:], both.c.id).limit(RED_LIST).subquery()


def _of_each(
    units: Sequence[str], worst: Callable[[sa.ColumnElement[bool]], sa.Select[*Key]]
) -> sa.CompoundSelect[*Key]:
    """A list for each unit, since only a list of one unit has an order in the index."""
    whole = Task.plan_id == sa.bindparam("plan_id", type_=sa.Integer)
    of_units = [
        sa.and_(whole, Task.lead_unit_id == sa.bindparam(unit, type_=sa.Integer)) for unit in units
    ]
    lists = [worst(scope).limit(RED_LIST).subquery() for scope in of_units or [whole]]
    return sa.union_all(*(sa.select(each) for each in lists))


def _past_due(scope: sa.ColumnElement[bool]) -> sa.Select[*Key]:
    order = (Task.light_rank, Task.due_on, Task.reached, Task.id)
    is_past_due = Task.light_rank <= sa.literal_column(str(LAST_PAST_DUE))  # as the index says it
    key = sa.select(Task.id, Task.light_rank, Task.due_on, Task.reached.label("reached"))
    return key.where(scope, is_past_due).order_by(*order)


def _behind(scope: sa.ColumnElement[bool]) -> sa.Select[*Key]:
    """No report counts as nothing."""
    reported = sa.func.coalesce(sa.cast(Task.percent, sa.Integer), 0) * (MICRO // 100)
    expected = Task.expected_base + Task.expected_slope * sa.bindparam("days", type_=sa.Integer)
    gap = (reported - expected).label("gap")
    key = sa.select(Task.id, Task.light_rank, sa.cast(sa.null(), sa.Date).label("due_on"), gap)
    ranks = (SEVERITY[light] for light in RED_LIGHTS)
    return key.where(scope, Task.light_rank.between(LAST_PAST_DUE + 1, max(ranks))).order_by(
        Task.light_rank, gap, Task.id
    )


def _seen(actor: Actor, found: Sequence[_Found]) -> Collection[int]:
    """The tasks and sub-tasks whose problems this person may read."""
    parts = [part.id for each in found for part in each.parts]
    facts = list_facts(db.session(), [*(each.task.id for each in found), *parts])
    return {id_ for id_ in facts if allows(actor, Permission.DETAIL_VIEW, facts[id_])}


def _problem(found: _Found, seen: Collection[int]) -> str | None:
    """Those of the sub-tasks before the task's own, which is older."""
    parts = [part for part in found.parts if part.problem and part.id in seen]
    own = found.problem if found.task.id in seen else None
    return "；".join(f"{part.number} {part.problem}" for part in parts) or own


def _help_wanted(found: _Found, seen: Collection[int]) -> Sequence[HelpSaid]:
    own = found.help_wanted if found.task.id in seen else ()
    return [*own, *(said for part in found.parts if part.id in seen for said in part.help_wanted)]


def _red_row(found: _Found, unmet: str, seen: Collection[int], on: date) -> RedTask:
    task, parts = found.task, found.parts
    standings = [part.report for part in parts]
    line = Segment(task.expected_base, task.expected_slope)
    return RedTask(
        id=task.id,
        is_part=task.parent_id is not None,
        number=task.number,
        title=task.title,
        unit=found.unit,
        light=task.light,
        days_late=days_late(task.due_on, task.submitted_on, on),
        actual=task.percent,
        expected=line.percent(on),
        last_reported_on=_newest([task.last_reported_on, *(p.last_reported_on for p in parts)]),
        unmet=unmet,
        problem=_problem(found, seen),
        given=standings.count(Standing.GIVEN),
        asked=len(standings) - standings.count(Standing.NOT_ASKED),
        help_wanted=_help_wanted(found, seen),
    )


def _newest(days: Sequence[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)
