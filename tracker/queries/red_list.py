"""The worst tasks and sub-tasks of a colour, most often of the red ones, each with the unit's own
last word and the leaders' last one."""

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.expected import Segment
from tracker.domain.lights import Colour, Light, days_late
from tracker.domain.permissions import Permission, TaskFacts, allows
from tracker.domain.reporting import Standing
from tracker.domain.rounding import difference, is_far_behind
from tracker.domain.values import Actor, TaskState
from tracker.models import Instruction, ProgressUpdate, Task, Unit, User
from tracker.queries.board_scope import BoardScope, Shape
from tracker.queries.help_requests import HelpSaid, help_said, oldest_help
from tracker.queries.overdue_targets import has_unmet, overdue_targets
from tracker.queries.task_facts import list_facts
from tracker.queries.worst_tasks import sought, unit_names, worst

RED_LIST = 7  # as many as fit on one screen under the strategies
UNCOUNTED = [TaskState.DRAFT, TaskState.WITHDRAWN]  # sub-tasks without a word of their own


@dataclass(frozen=True, slots=True)
class InstructionSaid:
    """The newest 批示 on a task, and its answer."""

    text: str
    by: str
    at: datetime
    acknowledged_at: datetime | None
    answer: str
    answered_at: datetime | None

    @property
    def on(self) -> date:
        return day_of(self.at)

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


@dataclass(frozen=True, slots=True)
class RedTask:
    """Of a divided task `given` of `asked` sub-tasks have reported in the period. `said` is what
    the unit wrote last of its progress."""

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
    said: str
    next_step: str
    instruction: InstructionSaid | None  # None, too, for those who may not see it
    facts: TaskFacts

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
    said: str
    next_step: str
    instruction: InstructionSaid | None
    help_wanted: Sequence[HelpSaid]
    parts: Sequence[_Part]


def list_red_tasks(
    actor: Actor,
    scope: BoardScope,
    on: date,
    *,
    colour: Colour = Colour.RED,
    limit: int = RED_LIST,
) -> Sequence[RedTask]:
    found = _find(scope, colour, on, limit)
    unmet = overdue_targets(
        [each.task.id for each in found if has_unmet(each.task.unmet_on, on)], on
    )
    facts = _facts(found)
    return [_red_row(each, unmet.get(each.task.id, ""), actor, facts, on) for each in found]


def _find(scope: BoardScope, colour: Colour, on: date, limit: int) -> Sequence[_Found]:
    """The worst, each with its sub-tasks, of these the worst first: in one query."""
    if scope.unit_ids is not None and not scope.unit_ids:
        return ()
    statement = _statement(unit_names(scope), scope.shape, colour)
    rows = db.session.execute(statement, sought(scope, colour, on, limit))
    return [_found(list(group)) for _, group in itertools.groupby(rows, key=lambda row: row[0].id)]


def _found(rows: Sequence[sa.Row[*tuple[Any, ...]]]) -> _Found:
    """Of the rows of one task, one for each sub-task."""
    row = rows[0]
    return _Found(
        task=row.Task,
        unit=row.unit,
        problem=row.problem,
        said=row.narrative,
        next_step=row.next_step,
        instruction=_instruction_said(row.Instruction, row.leader),
        help_wanted=help_said(row.help_text, row.help_at),
        parts=[
            _Part(
                each.part_id,
                each.part_number,
                each.part_report,
                each.part_reported_on,
                each.part_problem,
                each.part_help_text,
                each.part_help_at,
            )
            for each in rows
            if each.part_id is not None
        ],
    )


def _instruction_said(row: Instruction | None, leader: str) -> InstructionSaid | None:
    if row is None:
        return None
    return InstructionSaid(
        text=row.text,
        by=leader,
        at=row.written_at,
        acknowledged_at=row.acknowledged_at,
        answer=row.answer,
        answered_at=row.answered_at,
    )


@cache
def _statement(units: Sequence[str], shape: Shape, colour: Colour) -> sa.Select[*tuple[Any, ...]]:
    """Made once: building it costs more than running it."""
    part, word = aliased(Task), aliased(ProgressUpdate)
    keys, newest = worst(units, shape, colour), _newest_instruction()
    (help_text, help_at), (part_text, part_at) = oldest_help(Task), oldest_help(part)
    return (
        sa.select(
            Task,
            Unit.name.label("unit"),
            _said(ProgressUpdate.problem, "problem"),
            _said(ProgressUpdate.narrative, "narrative"),
            _said(ProgressUpdate.next_step, "next_step"),
            Instruction,
            User.name.label("leader"),
            help_text.label("help_text"),
            help_at.label("help_at"),
            part.id.label("part_id"),
            part.number.label("part_number"),
            part.report.label("part_report"),
            part.last_reported_on.label("part_reported_on"),
            _said(word.problem, "part_problem"),
            part_text.label("part_help_text"),
            part_at.label("part_help_at"),
        )
        .join(keys, keys.c.id == Task.id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .outerjoin(ProgressUpdate, ProgressUpdate.id == Task.last_update_id)
        .outerjoin(Instruction, Instruction.id == newest)
        .outerjoin(User, User.id == Instruction.leader_id)
        .outerjoin(part, sa.and_(part.parent_id == Task.id, part.state.not_in(UNCOUNTED)))
        .outerjoin(word, word.id == part.last_update_id)
        .order_by(*keys.c[1:], Task.id, part.light_rank, part.position, part.id)
    )


def _said(column: sa.SQLColumnExpression[str], name: str) -> sa.Label[str]:
    return sa.func.coalesce(column, "").label(name)


def _newest_instruction() -> sa.ScalarSelect[Any]:
    row = aliased(Instruction)
    newest = sa.select(sa.func.max(row.id)).where(row.task_id == Task.id)
    return newest.correlate(Task).scalar_subquery()


def _facts(found: Sequence[_Found]) -> Mapping[int, TaskFacts]:
    """Of the tasks and their sub-tasks."""
    parts = [part.id for each in found for part in each.parts]
    return list_facts(db.session(), [*(each.task.id for each in found), *parts])


def _problem(found: _Found, seen: Collection[int]) -> str | None:
    """Those of the sub-tasks before the task's own, which is older."""
    parts = [part for part in found.parts if part.problem and part.id in seen]
    own = found.problem if found.task.id in seen else None
    return "；".join(f"{part.number} {part.problem}" for part in parts) or own


def _help_wanted(found: _Found, seen: Collection[int]) -> Sequence[HelpSaid]:
    own = found.help_wanted if found.task.id in seen else ()
    return [*own, *(said for part in found.parts if part.id in seen for said in part.help_wanted)]


def _red_row(
    found: _Found, unmet: str, actor: Actor, facts: Mapping[int, TaskFacts], on: date
) -> RedTask:
    task, parts = found.task, found.parts
    ids = (task.id, *(part.id for part in parts))
    seen = {id_ for id_ in ids if allows(actor, Permission.DETAIL_VIEW, facts[id_])}
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
        said=found.said,
        next_step=found.next_step,
        instruction=found.instruction if task.id in seen else None,
        facts=facts[task.id],
    )


def _newest(days: Sequence[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)
