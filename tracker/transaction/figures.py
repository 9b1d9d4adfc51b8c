"""Keeps a task's stored figures and the roll-ups above it in step with what happened to it."""

import operator
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.calendar_days import day_of
from tracker.domain.doing import Doing
from tracker.domain.expected import Course, Segment, course
from tracker.domain.lights import Colour, Light, LightFacts, light, next_change_on
from tracker.domain.periods import unreported_from
from tracker.domain.progress import TargetFacts, mean
from tracker.domain.reporting import next_standing_on, standing
from tracker.domain.rollup import FIGURE_NAMES, NOTHING, Figures, TaskFigures, contribution
from tracker.domain.target_dates import DatedTarget, unmet_on
from tracker.domain.values import Scope, TaskKind, TaskState
from tracker.models import Milestone, Rollup, Target, Task
from tracker.queries.figures import values_of
from tracker.queries.task_facts import report_facts
from tracker.transaction.upsert import Insert, insert_by

TASK_IDS = sa.bindparam("task_ids", type_=sa.Integer, expanding=True)


class ScopeKey(NamedTuple):
    """Which row of figures; see `models.Rollup`."""

    plan_id: int
    scope: Scope
    scope_id: int
    unit_id: int = 0


Parts = Mapping[ScopeKey, Figures]
_ZEROS = values_of(NOTHING)
# What the day alone changes of a task, and what that and its figures follow from.
MOVED = (
    "light", "lit_on", "was_red", "expected_base", "expected_slope", "report", "unmet_on",
    "next_change_on",
)  # fmt: skip
READ = (
    *MOVED, "id", "plan_id", "strategy_id", "parent_id", "lead_unit_id", "kind", "state", "weight",
    "percent", "report_every", "starts_on", "due_on", "submitted_on", "issued_at",
    "last_reported_on",
)  # fmt: skip


@contextmanager
def figures_kept(session: Session, tasks: Sequence[Task], doing: Doing) -> Iterator[None]:
    """Change the tasks inside the block; on leaving, their lights are set and the roll-ups moved
    by the difference, in the same transaction. A parent follows its sub-tasks."""
    touched = [*tasks, *_parents(session, tasks)]
    before = [parts_of(task) for task in touched]
    yield
    session.flush()
    _settle_all(session, touched, doing)
    after = [parts_of(task) for task in touched]
    move_rollups(session, _total(after, minus=before))


def begin_figures(session: Session, tasks: Sequence[Task], doing: Doing) -> None:
    """For tasks just made that have neither parts nor milestones nor targets: nothing is read."""
    for task in tasks:
        settle(task, doing)
    move_rollups(session, _total([parts_of(task) for task in tasks]))


def move_lights(session: Session, rows: Sequence[sa.RowMapping], doing: Doing) -> None:
    """For tasks that nobody touched, given as the columns `READ`: the day alone moves their lights,
    and no parent's percent. They are values, written by one statement: as entities, each written
    by itself, they would take most of the time."""
    tasks = [cast(Task, SimpleNamespace(**row)) for row in rows]
    before = [parts_of(task) for task in tasks]
    ids = [task.id for task in tasks]
    milestones, targets = _milestones(session, ids), _targets(session, ids)
    for task in tasks:
        own = milestones.get(task.id, ()), targets.get(task.id, ())
        settle(task, doing, milestones=own[0], targets=own[1])
    if tasks:
        moved = [{name: getattr(task, name) for name in MOVED} | {"of": task.id} for task in tasks]
        session.connection().execute(_moving(), moved)
    move_rollups(session, _total([parts_of(task) for task in tasks], minus=before))


@cache
def _moving() -> sa.Update:
    new: dict[str, sa.BindParameter[Any]] = {name: sa.bindparam(name) for name in MOVED}
    return sa.update(Task).where(Task.id == sa.bindparam("of")).values(new)


def _total(parts: Iterable[Parts], *, minus: Iterable[Parts] = ()) -> Parts:
    sums: defaultdict[ScopeKey, Sequence[int]] = defaultdict(lambda: _ZEROS)
    for sign, added in ((operator.add, parts), (operator.sub, minus)):
        for each in added:
            for key, figures in each.items():
                sums[key] = list(map(sign, sums[key], values_of(figures)))
    return {key: Figures(*total) for key, total in sums.items()}


def _settle_all(session: Session, tasks: Sequence[Task], doing: Doing) -> None:
    ids = [task.id for task in tasks]
    milestones, targets = _milestones(session, ids), _targets(session, ids)
    sub_tasks = _sub_tasks(session, tasks)
    for task in tasks:
        settle(
            task,
            doing,
            sub_tasks=sub_tasks.get(task.id, ()),
            milestones=milestones.get(task.id, ()),
            targets=targets.get(task.id, ()),
        )


def settle(
    task: Task,
    doing: Doing,
    *,
    sub_tasks: Sequence[Task] = (),
    milestones: Sequence[tuple[date, int]] = (),
    targets: Sequence[DatedTarget] = (),
) -> None:
    """Sets what is computed of a task: a parent's percent, light, expected line, where its report
    stands, next change."""
    # Until a part has reported, the task stands where it stood when it was split.
    by_parts = _percent_of(sub_tasks)
    task.percent = task.percent if by_parts is None else by_parts
    line = course(task.starts_on, task.due_on, milestones)
    task.unmet_on = unmet_on(targets)
    _settle(task, light_facts(task, line), doing)


def _percent_of(sub_tasks: Sequence[Task]) -> Decimal | None:
    return mean([(sub.percent, sub.weight) for sub in sub_tasks if sub.percent is not None])


def _settle(task: Task, facts: LightFacts, doing: Doing) -> None:
    on, policy = doing.on, doing.policy.lights
    before: Light | None = task.light  # of a new one it has none
    report, asked_from = report_facts(task), doing.policy.reminders.unreported_from
    task.light = light(facts, on, policy)
    if before is None or before.colour is not task.light.colour:
        task.lit_on = on
    task.was_red = task.was_red or task.light.colour is Colour.RED
    segment = facts.course.segment(on)
    task.expected_base, task.expected_slope = segment.base, segment.slope
    task.report = standing(task.state, report, on, asked_from)
    report_changes = next_standing_on(task.state, report, on, asked_from)
    changes = (next_change_on(facts, on, policy), report_changes)
    task.next_change_on = min((day for day in changes if day is not None), default=None)


def light_facts(task: Task, line: Course) -> LightFacts:
    silent_from = None
    if task.issued_at is not None:
        silent_from = unreported_from(
            issued_on=max(day_of(task.issued_at), task.starts_on),
            last_reported_on=task.last_reported_on,
            every=task.report_every,
        )
    return LightFacts(
        state=task.state,
        kind=task.kind,
        course=line,
        percent=task.percent,
        unreported_from=None if task.kind is TaskKind.ONGOING else silent_from,
        missed_from=silent_from if task.kind is TaskKind.ONGOING else None,
        unmet_on=task.unmet_on,
        submitted_on=task.submitted_on,
    )


def parts_of(task: Task) -> Parts:
    """What the task adds to which roll-up, from its stored columns.

    A sub-task adds nothing of its own: its percent is in its parent's, and splitting a task must
    not raise its weight.
    """
    if task.state is TaskState.DRAFT or task.parent_id is not None:
        return {}
    figures = contribution(
        TaskFigures(
            state=task.state,
            light=task.light,
            weight=task.weight,
            percent=task.percent,
            segment=Segment(task.expected_base, task.expected_slope),
            report=task.report,
            report_every=task.report_every,
        )
    )
    return dict.fromkeys(_scopes(task), figures)


def _scopes(task: Task) -> Iterator[ScopeKey]:
    yield ScopeKey(task.plan_id, Scope.PLAN, task.plan_id)
    yield ScopeKey(task.plan_id, Scope.STRATEGY, task.strategy_id)
    if task.lead_unit_id is not None:
        yield ScopeKey(task.plan_id, Scope.UNIT, task.lead_unit_id)
        yield ScopeKey(task.plan_id, Scope.STRATEGY, task.strategy_id, task.lead_unit_id)


def move_rollups(session: Session, moved: Parts) -> None:
    """Adds to the stored rows, always in the same order, so that two transactions cannot wait for
    each other in a circle."""
    rows = [
        rollup_row(key, change)
        for key, change in sorted(moved.items(), key=lambda item: item[0])
        if change != NOTHING
    ]
    if not rows:
        return
    session.connection().execute(_adding(session.get_bind().dialect.name), rows)


@cache
def _adding(dialect: str) -> Insert:
    """Made once: building it costs more than running it."""
    statement = insert_by(dialect, Rollup)
    added = {
        name: getattr(Rollup, name) + getattr(statement.excluded, name) for name in FIGURE_NAMES
    }
    return statement.on_conflict_do_update(
        index_elements=[getattr(Rollup, name) for name in ScopeKey._fields], set_=added
    )


def rollup_row(key: ScopeKey, figures: Figures) -> dict[str, object]:
    return key._asdict() | {name: getattr(figures, name) for name in FIGURE_NAMES}


def _parents(session: Session, tasks: Sequence[Task]) -> list[Task]:
    known = {task.id for task in tasks}
    ids = {task.parent_id for task in tasks if task.parent_id is not None} - known
    if not ids:
        return []
    return list(
        session.scalars(sa.select(Task).where(Task.id.in_(ids)).order_by(Task.id).with_for_update())
    )


def _sub_tasks(session: Session, tasks: Sequence[Task]) -> Mapping[int, Sequence[Task]]:
    """By parent; withdrawn ones are left out of its percent."""
    groups: defaultdict[int, list[Task]] = defaultdict(list)
    ids = [task.id for task in tasks if task.parent_id is None]
    for sub in session.scalars(_sub_tasks_of(), {"task_ids": ids}):
        groups[sub.parent_id or 0].append(sub)
    return groups


# These three are made once: building them costs more than running them, and each use case asks.


@cache
def _sub_tasks_of() -> sa.Select[Task]:
    subs = sa.select(Task).where(Task.parent_id.in_(TASK_IDS), Task.state != TaskState.WITHDRAWN)
    return subs.order_by(Task.id)


@cache
def _milestones_of() -> sa.Select[int, date, int | None]:
    return (
        sa.select(Milestone.task_id, Milestone.on, Milestone.percent)
        .where(Milestone.task_id.in_(TASK_IDS), Milestone.percent.is_not(None))
        .order_by(Milestone.task_id, Milestone.on)
    )


@cache
def _targets_of() -> sa.Select[*tuple[Any, ...]]:
    columns = (getattr(Target, name) for name in TargetFacts.__slots__)
    return (
        sa.select(Target.task_id, Target.due_on, *columns)
        .where(Target.task_id.in_(TASK_IDS))
        .order_by(Target.task_id, Target.position)
    )


def _milestones(
    session: Session, task_ids: Sequence[int]
) -> Mapping[int, Sequence[tuple[date, int]]]:
    groups: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
    for task_id, on, percent in session.execute(_milestones_of(), {"task_ids": task_ids}):
        groups[task_id].append((on, percent or 0))
    return groups


def _targets(session: Session, task_ids: Sequence[int]) -> Mapping[int, Sequence[DatedTarget]]:
    groups: defaultdict[int, list[DatedTarget]] = defaultdict(list)
    for task_id, due_on, *facts in session.execute(_targets_of(), {"task_ids": task_ids}):
        groups[task_id].append(DatedTarget(TargetFacts(*facts), due_on))
    return groups
