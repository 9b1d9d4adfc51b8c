"""What decides about the reminders of a day, and what a person's reminders of a day say."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.calendar_days import day_of
from tracker.domain.letters import DigestItem, DigestSection, ReminderDigest
from tracker.domain.lifecycle import Move, is_allowed, states_for
from tracker.domain.periods import period_start
from tracker.domain.reminders import (
    Reminded,
    ReminderDay,
    ReminderFacts,
    ReminderKey,
)
from tracker.domain.values import Period, PlanState, ReminderKind, ReportEvery, Role, TaskState
from tracker.models import Reminder, ReminderTask, Task, User, UserRole, WorkPlan
from tracker.queries.overdue_targets import overdue_targets
from tracker.queries.task_places import Statement, places, with_places

Told = Mapping[ReminderKey, Reminded]


@dataclass(frozen=True, slots=True)
class RecipientRow:
    user_id: int
    mail: str | None


def count_tasks_by_unit(today: ReminderDay) -> Mapping[int, int]:
    """The lead units of all tasks that may be due for a reminder, with how many there are."""
    rows = db.session.execute(
        sa.select(Task.lead_unit_id, sa.func.count())
        .where(_may_be_due(today))
        .group_by(Task.lead_unit_id)
        .order_by(Task.lead_unit_id)
    )
    return {unit_id: tasks for unit_id, tasks in rows if unit_id is not None}


def facts_of_units(
    unit_ids: Sequence[int], today: ReminderDay
) -> Mapping[int, Sequence[ReminderFacts]]:
    rows = db.session.execute(
        sa.select(
            Task.lead_unit_id,
            Task.id,
            Task.state,
            Task.starts_on,
            Task.due_on,
            Task.issued_at,
            Task.report_every,
            Task.last_reported_on,
            Task.unmet_on,
        )
        .where(Task.lead_unit_id.in_(unit_ids), _may_be_due(today))
        .order_by(Task.due_on, Task.id)
    )
    facts: defaultdict[int, list[ReminderFacts]] = defaultdict(list)
    issue_day = cache(day_of)  # the tasks of a plan are issued at one moment
    for unit_id, task_id, state, starts_on, due_on, issued_at, every, reported, unmet_on in rows:
        issued_on = issue_day(issued_at) if issued_at else starts_on
        if unit_id is not None:
            facts[unit_id].append(
                ReminderFacts(
                    task_id, state, starts_on, due_on, issued_on, every, reported, unmet_on
                )
            )
    return facts


def list_recipients(unit_ids: Sequence[int]) -> Mapping[int, Sequence[RecipientRow]]:
    """The units' chiefs as they are now. Held until the commit: a second process that writes the
    same units' reminders waits here and then sees them."""
    rows = db.session.execute(
        sa.select(User.unit_id, User.id, User.mail)
        .join(UserRole, UserRole.user_id == User.id)
        .where(User.unit_id.in_(unit_ids), User.is_active, UserRole.role == Role.CHIEF)
        .order_by(User.id)
        .with_for_update(of=User, key_share=True)
    )
    found: defaultdict[int, list[RecipientRow]] = defaultdict(list)
    for unit_id, user_id, mail in rows:
        found[unit_id].append(RecipientRow(user_id, mail))
    return found


def list_reminded_ids(user_ids: Sequence[int], on: date) -> frozenset[int]:
    """Those who already have reminders of that day."""
    return frozenset(
        db.session.scalars(
            sa.select(Reminder.recipient_id).where(
                Reminder.recipient_id.in_(user_ids), Reminder.period == on.isoformat()
            )
        )
    )


def told_before(
    unit_ids: Sequence[int], user_ids: Sequence[int], today: ReminderDay
) -> Mapping[int, Told]:
    """By person: what was said of the units' tasks under their present deadlines and periods."""
    ends = [period.end for _, period in _asked(today)]
    rows = db.session.execute(
        sa.select(
            Reminder.recipient_id,
            ReminderTask.task_id,
            Reminder.kind,
            ReminderTask.due_on,
            sa.func.count().label("times"),
            sa.func.max(Reminder.on).label("last_on"),
            sa.func.min(ReminderTask.days).label("least_days"),
        )
        .join(ReminderTask, ReminderTask.reminder_id == Reminder.id)
        .join(Task, Task.id == ReminderTask.task_id)
        .where(
            Task.lead_unit_id.in_(unit_ids),
            _may_be_due(today),
            Reminder.recipient_id.in_(user_ids),
            Reminder.level == 0,
            sa.or_(
                ReminderTask.due_on == Task.due_on,
                ReminderTask.due_on == Task.unmet_on,
                ReminderTask.due_on.in_(ends),
            ),
        )
        .group_by(Reminder.recipient_id, ReminderTask.task_id, Reminder.kind, ReminderTask.due_on)
    )
    told: defaultdict[int, dict[ReminderKey, Reminded]] = defaultdict(dict)
    for row in rows:
        key = ReminderKey(row.task_id, row.kind, row.due_on)
        told[row.recipient_id][key] = Reminded(row.times, row.last_on, row.least_days)
    return told


def _may_be_due(today: ReminderDay) -> sa.ColumnElement[bool]:
    """A rough filter in SQL. The rules decide afterwards."""
    active = sa.select(WorkPlan.id).where(WorkPlan.state == PlanState.ACTIVE)
    silent = [
        sa.and_(
            Task.report_every == every,
            sa.or_(Task.last_reported_on.is_(None), Task.last_reported_on < period.start),
        )
        for every, period in _asked(today)
    ]
    return sa.and_(
        Task.state.in_(states_for(Move.REMIND)),
        Task.lead_unit_id.is_not(None),
        Task.plan_id.in_(active),
        sa.or_(Task.due_on < today.horizon, Task.unmet_on < today.on, *silent),
    )


def _asked(today: ReminderDay) -> Iterator[tuple[ReportEvery, Period]]:
    for every in ReportEvery:
        period = today.asked_period(every)
        if period is not None:
            yield every, period


def find_digests(wanted: Collection[tuple[int, date]]) -> Mapping[tuple[int, date], ReminderDigest]:
    """By person and day, what still holds of the reminders: tasks that were settled, reported,
    moved or given away since are left out. Those of whom nothing is left to say are missing."""
    if not wanted:
        return {}
    found: defaultdict[tuple[int, date], list[_Entry]] = defaultdict(list)
    names: dict[int, str] = {}
    for row in db.session.execute(_reminded_of(wanted)):
        entry = _Entry(*row)
        names[entry.user_id] = entry.name
        if (entry.user_id, entry.on) in wanted and entry.still_holds:
            found[entry.user_id, entry.on].append(entry)
    return {
        (user_id, on): ReminderDigest(names[user_id], on, _sections(entries, on))
        for (user_id, on), entries in found.items()
    }


class _Entry(NamedTuple):
    """A task in a reminder, beside what the task is now."""

    user_id: int
    name: str
    on: date
    kind: ReminderKind
    due_then: date
    times: int
    days: int
    task_id: int
    number: str
    title: str
    due_on: date
    unmet_on: date | None
    report_every: ReportEvery
    last_reported_on: date | None
    state: TaskState
    whole_number: str | None
    whole_title: str | None
    plan_id: int
    plan_title: str

    @property
    def still_holds(self) -> bool:
        """The state is asked here: asked there, SQLite would go through all open tasks."""
        if not is_allowed(self.state, Move.REMIND):
            return False
        if self.kind.is_of_target:
            return self.unmet_on == self.due_then
        if self.kind is not ReminderKind.UNREPORTED:
            return self.due_on == self.due_then
        since = period_start(self.due_then, self.report_every)
        return self.last_reported_on is None or self.last_reported_on < since


def _reminded_of(wanted: Collection[tuple[int, date]]) -> Statement:
    statement = (
        sa.select(
            User.id,
            User.name,
            Reminder.on,
            Reminder.kind,
            ReminderTask.due_on,
            ReminderTask.times,
            ReminderTask.days,
            Task.id,
            Task.number,
            Task.title,
            Task.due_on,
            Task.unmet_on,
            Task.report_every,
            Task.last_reported_on,
            Task.state,
        )
        .join(ReminderTask, ReminderTask.reminder_id == Reminder.id)
        .join(Task, Task.id == ReminderTask.task_id)
        .join(WorkPlan, WorkPlan.id == Task.plan_id)
        .join(User, User.id == Reminder.recipient_id)
        .where(
            Reminder.recipient_id.in_({user_id for user_id, _ in wanted}),
            Reminder.period.in_({on.isoformat() for _, on in wanted}),
            User.is_active,
            Task.lead_unit_id == User.unit_id,
            WorkPlan.state == PlanState.ACTIVE,
        )
        .order_by(ReminderTask.due_on, Task.id)
    )
    return with_places(statement)


def _sections(entries: Sequence[_Entry], on: date) -> tuple[DigestSection, ...]:
    unmet = overdue_targets([entry.task_id for entry in entries if entry.kind.is_of_target], on)
    placed = places((entry.task_id, entry[-4:]) for entry in entries)
    found: defaultdict[ReminderKind, list[DigestItem]] = defaultdict(list)
    for entry in entries:
        words = (entry.number, entry.title, entry.due_then, entry.days, entry.times)
        named = unmet.get(entry.task_id, "") if entry.kind.is_of_target else ""
        place = placed[entry.task_id]
        item = DigestItem(entry.task_id, *words, named, place.whole, place.plan_title)
        found[entry.kind].append(item)
    return tuple(DigestSection(kind, tuple(found[kind])) for kind in ReminderKind if found[kind])
