"""What the ledger of a plan can be narrowed to: its strategies, units and leaders."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.values import Scope
from tracker.domain.words.titles import strategy_name
from tracker.models import Rollup, Strategy, Supervision, Task, TaskSupport, Unit, User


@dataclass(frozen=True, slots=True)
class Choice:
    id: int
    name: str


def list_strategies(plan_id: int) -> Sequence[Choice]:
    rows = db.session.execute(
        sa.select(Strategy.id, Strategy.position, Strategy.title)
        .where(Strategy.plan_id == plan_id)
        .order_by(Strategy.position, Strategy.id)
    )
    return [Choice(id_, strategy_name(position, title)) for id_, position, title in rows]


def list_units(
    plan_ids: Collection[int], lead: int | None = None, support: int | None = None
) -> tuple[Sequence[Choice], Sequence[Choice]]:
    """Those that lead, and those that support. The units that were asked for stand there although
    they do neither."""
    # No index fits this: SQLite would look at all tasks of the plan for each unit.
    is_there = (Task.plan_id + 0).in_(plan_ids)
    helps = sa.exists().where(
        TaskSupport.unit_id == Unit.id, TaskSupport.task_id == Task.id, is_there
    )
    leading = sa.or_(Unit.id.in_(_lead_units(plan_ids)), Unit.id == lead)
    supporting = sa.or_(helps, Unit.id == support)
    rows = db.session.execute(
        sa.select(Unit.id, Unit.name, leading.label("leads"), supporting.label("supports"))
        .where(sa.or_(leading, supporting))
        .order_by(Unit.position, Unit.id)
    ).all()
    return (
        [Choice(row.id, row.name) for row in rows if row.leads],
        [Choice(row.id, row.name) for row in rows if row.supports],
    )


def list_leaders(plan_ids: Collection[int], asked: int | None = None) -> Sequence[Choice]:
    """Leaders who supervise a unit that leads a task, and the one who was asked for."""
    supervising = sa.select(Supervision.leader_id).where(
        sa.or_(
            Supervision.unit_id.in_(_lead_units(plan_ids)),
            Supervision.leader_id == asked,
        )
    )
    rows = db.session.execute(
        sa.select(User.id, User.name).where(User.id.in_(supervising)).order_by(User.id)
    )
    return [Choice(*row) for row in rows]


def _lead_units(plan_ids: Collection[int]) -> sa.CompoundSelect[int | None]:
    """Of tasks, as the roll-ups count them, and of sub-tasks."""
    of_tasks = sa.select(Rollup.scope_id).where(
        Rollup.plan_id.in_(plan_ids),
        Rollup.scope == Scope.UNIT,
        Rollup.tasks + Rollup.withdrawn > 0,
    )
    of_parts = sa.select(Task.lead_unit_id).where(
        Task.plan_id.in_(plan_ids), Task.parent_id.is_not(None), Task.lead_unit_id.is_not(None)
    )
    return of_tasks.union(of_parts)
