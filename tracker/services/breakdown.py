"""分解: a task is split into sub-tasks, and given milestones."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from tracker.domain.acts import Act
from tracker.domain.breakdown import (
    MilestoneTerms,
    SubTaskTerms,
    WholeFacts,
    check_milestones,
    check_split,
    is_late,
    starting_percent,
)
from tracker.domain.doing import Doing
from tracker.domain.errors import raise_all
from tracker.domain.lifecycle import Move, move
from tracker.domain.rounding import tenth
from tracker.domain.terms.tasks import NewTask
from tracker.domain.values import Period, TaskState
from tracker.models import Task, WorkPlan
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.figures import figures_kept
from tracker.transaction.milestones import set_milestones as set_all
from tracker.transaction.new_task import new_task, part_of
from tracker.transaction.unit_of_work import unit_of_work


@dataclass(frozen=True, slots=True)
class Split:
    """The new sub-tasks; `late` are the numbers of those due after the task itself."""

    task_ids: tuple[int, ...]
    late: tuple[str, ...]


def split(doing: Doing, *, task_id: int, version: int, parts: Sequence[SubTaskTerms]) -> Split:
    """分解 into sub-tasks, issued at once where the task is. Nothing above the task moves."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.SPLIT, version=version)
        plan = session.get_one(WorkPlan, task.plan_id)
        last = session.scalar(
            sa.select(sa.func.max(Task.position)).where(Task.parent_id == task.id)
        )
        facts = _facts(task, parts=last or 0)
        raise_all(check_split(facts, parts, period=Period(plan.starts_on, plan.ends_on)))
        access.check_units(session, [part.lead_unit_id for part in parts], field="lead")
        rows = [_row(task, part, place) for place, part in enumerate(parts, start=facts.parts + 1)]
        session.add_all(rows)
        session.flush()
        with figures_kept(session, [task, *rows], doing):
            task.version += 1
            if task.state is not TaskState.DRAFT:
                for row in rows:
                    row.state, row.issued_at = move(row.state, Move.ISSUE), doing.now
        audit.record(
            session,
            doing,
            "task.split",
            Subject("task", task.id),
            after={"sub_tasks": [_named(row) for row in rows]},
        )
        late = tuple(row.number for row in rows if is_late(row.due_on, task.due_on))
        return Split(tuple(row.id for row in rows), late)


def set_milestones(
    doing: Doing, *, task_id: int, version: int, milestones: Sequence[MilestoneTerms]
) -> None:
    """节点: these and no others; the expected line and the light follow them."""
    with unit_of_work() as session:
        task = access.get_task_for(session, doing, task_id, Act.SET_MILESTONES, version=version)
        raise_all(check_milestones(_facts(task), milestones))
        set_all(session, doing, [(task, milestones)])


def _facts(task: Task, parts: int = 0) -> WholeFacts:
    return WholeFacts(
        starts_on=task.starts_on,
        due_on=task.due_on,
        parts=parts,
    )


def _row(task: Task, part: SubTaskTerms, place: int) -> Task:
    terms = NewTask(
        title=part.title,
        content=part.content.strip() or part.title,
        lead_unit_id=part.lead_unit_id,
        starts_on=part.starts_on,
        due_on=part.due_on,
        weight=part.weight,
        report_every=task.report_every,
    )
    row = new_task(part_of(task, place), terms)
    row.starting_percent = row.percent = starting_percent(part, task.percent)
    return row


def _named(row: Task) -> str:
    """1-01-2 摸清底数（从 40% 起）."""
    begins = row.starting_percent
    return f"{row.number} {row.title}" + ("" if begins is None else f"（从 {tenth(begins)}% 起）")
