"""The night's work on lights and figures, and the proof that the stored ones are right."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.database import db
from tracker.domain.doing import Doing
from tracker.domain.rollup import FIGURE_NAMES, NOTHING, Figures
from tracker.domain.values import PlanState, Scope, Taken
from tracker.models import Rollup, Snapshot, Task, WorkPlan
from tracker.queries.figures import figures_of
from tracker.transaction.figures import (
    READ,
    ScopeKey,
    figures_kept,
    move_lights,
    parts_of,
    rollup_row,
)
from tracker.transaction.unit_of_work import unit_of_work

BATCH = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """A roll-up that does not equal its tasks counted afresh; see `models.Rollup`."""

    plan_id: int
    scope: Scope
    scope_id: int
    unit_id: int
    figure: str
    stored: int
    counted: int


def refresh_lights(doing: Doing) -> int:
    """Moves the tasks whose light or expected pace changes by today, and only those.

    Batch by batch, each its own transaction: a run that is killed is resumed by the next.
    Returns how many were moved.
    """
    moved, last = 0, (date.min, 0)
    while True:
        with unit_of_work() as session:
            rows = session.execute(_due_for_change(doing, last)).mappings().all()
            move_lights(session, rows, doing)
        moved += len(rows)
        if len(rows) < BATCH:
            return moved
        last = (rows[-1]["next_change_on"], rows[-1]["id"])


def _due_for_change(doing: Doing, after: tuple[date, int]) -> sa.Select[*tuple[Any, ...]]:
    """In the order of their index, beginning where the last batch ended: tasks of plans that do
    not run any more lie among them and stay."""
    active = sa.select(WorkPlan.id).where(WorkPlan.state == PlanState.ACTIVE)
    place = sa.tuple_(Task.next_change_on, Task.id)
    return (
        sa.select(*(getattr(Task, name) for name in READ))
        .where(Task.next_change_on <= doing.on, place > after, Task.plan_id.in_(active))
        .order_by(Task.next_change_on, Task.id)
        .limit(BATCH)
        .with_for_update()
    )


def take_snapshots(doing: Doing) -> int:
    """The figures of every active plan under the date of today; taken again, they are replaced."""
    with unit_of_work() as session:
        return _keep(session, doing.on, Taken.MORNING)


def keep_evening(doing: Doing) -> int:
    """Replaces the figures with which yesterday began by those with which it ended: for the first
    run after midnight, before a light is moved. Returns the rows, 0 when that was done before."""
    yesterday = doing.on - timedelta(days=1)
    morning = sa.select(Snapshot.id).where(
        Snapshot.on == yesterday, Snapshot.taken == Taken.MORNING
    )
    with unit_of_work() as session:
        is_open = session.scalar(sa.select(morning.exists()))
        return _keep(session, yesterday, Taken.EVENING) if is_open else 0


def _keep(session: Session, on: date, taken: Taken) -> int:
    active = sa.select(WorkPlan.id).where(WorkPlan.state == PlanState.ACTIVE)
    columns = [*ScopeKey._fields, *FIGURE_NAMES]
    figures = sa.select(
        sa.literal(on, sa.Date()),
        sa.literal(taken, Snapshot.taken.type),
        *(getattr(Rollup, name) for name in columns),
    ).where(Rollup.plan_id.in_(active))
    mine = (Snapshot.on == on, Snapshot.plan_id.in_(active))
    session.execute(sa.delete(Snapshot).where(*mine))
    session.execute(sa.insert(Snapshot).from_select(["on", "taken", *columns], figures))
    return session.scalar(sa.select(sa.func.count(Snapshot.id)).where(*mine)) or 0


def check() -> Sequence[Difference]:
    """Counts every roll-up afresh from the tasks' stored columns."""
    session = db.session()
    stored = {
        ScopeKey(row.plan_id, row.scope, row.scope_id, row.unit_id): figures_of(row)
        for row in session.scalars(sa.select(Rollup))
    }
    counted = _count(session)
    return [
        Difference(*key, name, getattr(was, name), getattr(should, name))
        for key in sorted({*stored, *counted})
        for was, should in [(stored.get(key, NOTHING), counted.get(key, NOTHING))]
        for name in FIGURE_NAMES
        if getattr(was, name) != getattr(should, name)
    ]


def rebuild(doing: Doing) -> int:
    """Sets every light anew as of today, then every roll-up from the tasks. Returns its rows."""
    with unit_of_work() as session:
        tasks = list(session.scalars(sa.select(Task).order_by(Task.id).with_for_update()))
        with figures_kept(session, tasks, doing):
            pass
        session.execute(sa.delete(Rollup))
        counted = _count(session)
        rows = [rollup_row(key, figures) for key, figures in sorted(counted.items())]
        if rows:
            session.execute(sa.insert(Rollup), rows)
    return len(rows)


def _count(session: Session) -> dict[ScopeKey, Figures]:
    counted: defaultdict[ScopeKey, Figures] = defaultdict(lambda: NOTHING)
    for task in session.scalars(sa.select(Task).execution_options(yield_per=BATCH)):
        for key, figures in parts_of(task).items():
            counted[key] += figures
    return dict(counted)
