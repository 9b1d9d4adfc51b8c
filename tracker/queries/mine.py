"""What a unit leads and supports, in the groups of 我的任务."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.acts import Act, offered
from tracker.domain.doing import Doing
from tracker.domain.expected import Segment
from tracker.domain.lifecycle import COUNTED_STATES
from tracker.domain.lights import SEVERITY, Light, days_late
from tracker.domain.mine import Group, MineFacts, group, needs_report
from tracker.domain.period_boxes import Box, period_boxes
from tracker.domain.permissions import TaskFacts
from tracker.domain.reporting import report_day
from tracker.domain.values import Actor, Period, PlanState, TaskKind, TaskState
from tracker.domain.verification import is_ready
from tracker.models import Task, TaskSupport, Unit, WorkPlan
from tracker.queries.help_requests import HelpRow, with_help
from tracker.queries.reported_days import reported_days
from tracker.queries.requests import person
from tracker.queries.task_facts import list_facts, report_facts
from tracker.queries.task_places import Belonging, TaskPlace, places, with_places
from tracker.queries.urgings import UrgingRow, list_open_urgings


@dataclass(frozen=True, slots=True)
class MineRow:
    id: int
    number: str
    title: str
    place: TaskPlace
    lead_unit: str
    is_lead: bool
    state: TaskState
    light: Light
    was_red: bool
    due_on: date
    original_due_on: date
    days_left: int  # below 0: past due
    days_late: int
    percent: Decimal | None
    expected: Decimal
    last_reported_on: date | None
    needs_report: bool
    report_by: date
    is_ready: bool  # at 100 %, its verification not asked for
    wants_word: bool  # asked for only with a word, as it was sent back
    group: Group
    periods: Sequence[Box] = ()  # of an ongoing task
    acts: frozenset[Act] = frozenset()
    urging: UrgingRow | None = None  # since the last report
    help: Sequence[HelpRow] = ()  # of this unit: waiting, or with an answer that is not seen


@dataclass(frozen=True, slots=True)
class MinePage:
    on: date
    groups: Sequence[tuple[Group, Sequence[MineRow]]]
    to_report: Sequence[MineRow]
    to_sign: Sequence[MineRow]

    @property
    def rows(self) -> Sequence[MineRow]:
        return [row for _, rows in self.groups for row in rows]

    @property
    def to_do(self) -> int:
        return sum(row.group.is_urgent or row.needs_report for row in self.rows)

    @property
    def overdue(self) -> int:
        """Whichever group they stand in."""
        return sum(row.is_lead and row.light is Light.OVERDUE for row in self.rows)

    @property
    def missed(self) -> Sequence[MineRow]:
        """Their day to report has passed."""
        return [row for row in self.to_report if row.report_by < self.on]

    @property
    def next_report_by(self) -> date | None:
        """The first day on which one of the others is to be there."""
        return min((r.report_by for r in self.to_report if r.report_by >= self.on), default=None)

    @property
    def is_empty(self) -> bool:
        return not self.rows


def get_mine(doing: Doing) -> MinePage:
    rows = sorted(_rows(doing), key=_worst_first)
    return MinePage(
        on=doing.on,
        groups=[(each, [row for row in rows if row.group is each]) for each in Group],
        to_report=[row for row in rows if row.needs_report],
        to_sign=[row for row in rows if Act.SIGN_OFF in row.acts],
    )


def _worst_first(row: MineRow) -> tuple[bool, int, date, int]:
    return (not row.is_lead, SEVERITY[row.light], row.due_on, row.id)


def _rows(doing: Doing) -> Sequence[MineRow]:
    tasks, on = _tasks(doing.actor), doing.on
    facts = list_facts(db.session(), [each.task.id for each in tasks])
    belonging = places((each.task.id, each.belonging) for each in tasks)
    tasks_on = [each.task.id for each in tasks if each.task.kind is TaskKind.ONGOING]
    days = reported_days(tasks_on)
    urged = list_open_urgings([task_id for task_id, each in facts.items() if each.urged_at])
    return [
        replace(
            _row(doing, each, facts[each.task.id], belonging[each.task.id]),
            periods=_periods(each.task, days.get(each.task.id), on),
            urging=urged.get(each.task.id),
        )
        for each in tasks
    ]


@dataclass(frozen=True, slots=True)
class _Found:
    task: Task
    lead_unit: str
    belonging: Belonging
    help: list[HelpRow]


def _tasks(actor: Actor) -> Sequence[_Found]:
    supported = sa.select(TaskSupport.task_id).where(TaskSupport.unit_id == actor.unit_id)
    tasks = (
        sa.select(Task, Unit.name)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .where(
            WorkPlan.state == PlanState.ACTIVE,
            Task.state.in_(COUNTED_STATES),
            sa.or_(Task.lead_unit_id == actor.unit_id, Task.id.in_(supported)),
        )
        .order_by(Task.id)
    )
    found: dict[int, _Found] = {}
    rows = db.session.execute(with_help(with_places(tasks)), person(actor))
    for task, unit, number, title, plan_id, plan_title, *said in rows:
        belonging = (number, title, plan_id, plan_title)
        each = found.setdefault(task.id, _Found(task, unit, belonging, []))
        if said[0] is not None:
            each.help.append(HelpRow(*said))
    return list(found.values())


def _periods(task: Task, days: Collection[date] | None, on: date) -> Sequence[Box]:
    if task.kind is not TaskKind.ONGOING:
        return ()
    whole = Period(task.starts_on, max(task.starts_on, task.due_on))
    return period_boxes(whole, task.report_every, days or (), on=on)


def _facts(doing: Doing, task: Task, known: TaskFacts) -> MineFacts:
    return MineFacts(
        state=task.state,
        light=task.light,
        percent=task.percent,
        is_lead=task.lead_unit_id == doing.actor.unit_id,
        is_sent_back=known.is_sent_back,
        acts=offered(doing, known),
        report=report_facts(task),
    )


def _row(doing: Doing, found: _Found, known: TaskFacts, place: TaskPlace) -> MineRow:
    task = found.task
    line, on = Segment(task.expected_base, task.expected_slope), doing.on
    facts, asked_from = _facts(doing, task, known), doing.policy.reminders.unreported_from
    return MineRow(
        id=task.id,
        number=task.number,
        title=task.title,
        place=place,
        lead_unit=found.lead_unit,
        is_lead=facts.is_lead,
        state=task.state,
        light=task.light,
        was_red=task.was_red,
        due_on=task.due_on,
        original_due_on=task.original_due_on,
        days_left=(task.due_on - on).days,
        days_late=days_late(task.due_on, task.submitted_on, on),
        percent=task.percent,
        expected=line.percent(on),
        last_reported_on=task.last_reported_on,
        needs_report=needs_report(facts, on, asked_from),
        report_by=report_day(on, task.report_every, asked_from),
        is_ready=is_ready(task.percent, facts.acts),
        wants_word=known.is_sent_back,
        group=group(facts, on, asked_from),
        acts=facts.acts,
        help=found.help,
    )
