"""提醒: which tasks a person is reminded of on a day, in which section, for which time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracker.domain.lifecycle import Move, is_allowed
from tracker.domain.periods import last_day, period_start
from tracker.domain.reporting import ASKED_FROM, ReportFacts, owes_report
from tracker.domain.values import Period, ReminderKind, ReportEvery, TaskState
from tracker.domain.workdays import Workdays

# What is submitted waits for its verifier and not for the chief.


@dataclass(frozen=True, slots=True)
class ReminderPolicy:
    """All in working days, but `unreported_from`: a day of the month."""

    overdue_every: int = 3
    due_soon: tuple[int, ...] = (7, 3, 1)
    unreported_from: int = ASKED_FROM
    unreported_every: int = 2


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """What decides about a task of an active plan."""

    task_id: int
    state: TaskState
    starts_on: date
    due_on: date
    issued_on: date
    report_every: ReportEvery
    last_reported_on: date | None
    unmet_on: date | None = None  # the first date of a target that is not reached

    @property
    def report(self) -> ReportFacts:
        return ReportFacts(self.starts_on, self.issued_on, self.report_every, self.last_reported_on)


class ReminderKey(NamedTuple):
    """What the reminders of a person are counted by. `due_on` is the deadline, of the task or of
    a target; of a report, the last day of its period: a moved deadline and a new period begin
    again with the first."""

    task_id: int
    kind: ReminderKind
    due_on: date


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a person was told before under one key."""

    times: int
    last_on: date
    least_days: int  # the smallest count of days left that was named


@dataclass(frozen=True, slots=True)
class DueTask:
    task_id: int
    due_on: date
    times: int  # 第 n 次提醒
    days: int  # days late, working days left, or working days left to report


@dataclass(frozen=True, slots=True)
class Section:
    kind: ReminderKind
    tasks: tuple[DueTask, ...]


@dataclass(frozen=True, slots=True)
class ReminderDay:
    """A day with the rules and the calendar that hold on it."""

    on: date
    policy: ReminderPolicy
    workdays: Workdays

    @property
    def horizon(self) -> date:
        """No task with this deadline or a later one is due soon."""
        return self.workdays.shift(self.on, max(self.policy.due_soon) + 1)

    def asked_period(self, every: ReportEvery) -> Period | None:
        """The reporting period whose report is asked for on this day; None before the 25th of its
        last month."""
        end = last_day(self.on, every)
        if self.on < end.replace(day=self.policy.unreported_from):
            return None
        return Period(period_start(self.on, every), end)


def due(
    tasks: Iterable[ReminderFacts], told: Mapping[ReminderKey, Reminded], today: ReminderDay
) -> tuple[Section, ...]:
    """What one person is to be told today, the most urgent first; empty on a day off."""
    if not today.workdays.is_workday(today.on):
        return ()
    reminded = [task for task in tasks if is_allowed(task.state, Move.REMIND)]
    sections = []
    for kind, rule in _RULES.items():
        found = [entry for task in reminded if (entry := rule(task, told, today)) is not None]
        if found:
            found.sort(key=lambda entry: (entry.due_on, entry.task_id))
            sections.append(Section(kind, tuple(found)))
    return tuple(sections)


def _overdue(
    task: ReminderFacts, told: Mapping[ReminderKey, Reminded], today: ReminderDay
) -> DueTask | None:
    before = told.get(ReminderKey(task.task_id, ReminderKind.OVERDUE, task.due_on))
    if today.on <= task.due_on or _too_early(before, today, today.policy.overdue_every):
        return None
    return _entry(task, task.due_on, before, (today.on - task.due_on).days)


def _target_overdue(
    task: ReminderFacts, told: Mapping[ReminderKey, Reminded], today: ReminderDay
) -> DueTask | None:
    """As long as the task itself is not overdue: then that says it."""
    if task.unmet_on is None or not task.unmet_on < today.on <= task.due_on:
        return None
    before = told.get(ReminderKey(task.task_id, ReminderKind.TARGET_OVERDUE, task.unmet_on))
    if _too_early(before, today, today.policy.overdue_every):
        return None
    return _entry(task, task.unmet_on, before, (today.on - task.unmet_on).days)


def _due_soon(
    task: ReminderFacts, told: Mapping[ReminderKey, Reminded], today: ReminderDay
) -> DueTask | None:
    if today.on > task.due_on:
        return None
    days = today.workdays.between(today.on, task.due_on)
    step = _step(days, today.policy)
    before = told.get(ReminderKey(task.task_id, ReminderKind.DUE_SOON, task.due_on))
    if step is None or (before and before.least_days <= step):
        return None
    return _entry(task, task.due_on, before, days)


def _step(days: int, policy: ReminderPolicy) -> int | None:
    """The smallest step that is reached: with two days left, that of three."""
    return min((step for step in policy.due_soon if days <= step), default=None)


def _unreported(
    task: ReminderFacts, told: Mapping[ReminderKey, Reminded], today: ReminderDay
) -> DueTask | None:
    period = today.asked_period(task.report_every)
    if period is None or not owes_report(task.report, today.on, today.policy.unreported_from):
        return None
    before = told.get(ReminderKey(task.task_id, ReminderKind.UNREPORTED, period.end))
    if _too_early(before, today, today.policy.unreported_every):
        return None
    return _entry(task, period.end, before, today.workdays.between(today.on, period.end))


def _too_early(before: Reminded | None, today: ReminderDay, every: int) -> bool:
    """Counted from the last reminder and not from the deadline, so that downtime never skips one
    and never doubles one."""
    return before is not None and today.workdays.between(before.last_on, today.on) < every


def _entry(task: ReminderFacts, due_on: date, before: Reminded | None, days: int) -> DueTask:
    return DueTask(task.task_id, due_on, times=(before.times if before else 0) + 1, days=days)


_RULES = {
    ReminderKind.OVERDUE: _overdue,
    ReminderKind.TARGET_OVERDUE: _target_overdue,
    ReminderKind.DUE_SOON: _due_soon,
    ReminderKind.UNREPORTED: _unreported,
}
