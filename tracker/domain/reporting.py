"""Which report is owed: one rule for 我的任务, the reminders and 已报/应报."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.lifecycle import COUNTED_STATES, Move, is_allowed
from tracker.domain.periods import last_day, next_period_start, period_start
from tracker.domain.values import ReportEvery, TaskState

ASKED_FROM = 25  # day of the last month of a period: from here on its report is asked for


class Standing(StrEnum):
    """Where the report of a task stands in the current period; 应报 is what is given or owed."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    OWED = "owed"


@dataclass(frozen=True, slots=True)
class ReportFacts:
    starts_on: date
    issued_on: date
    every: ReportEvery
    last_reported_on: date | None


def report_day(on: date, every: ReportEvery, asked_from: int = ASKED_FROM) -> date:
    """By which day the report of the period of `on` is asked for; afterwards it is reminded of."""
    return last_day(on, every).replace(day=asked_from)


def owes_report(facts: ReportFacts, on: date, asked_from: int = ASKED_FROM) -> bool:
    """Whether the report of the period of `on` is still missing.

    On the day on which it is issued a task has nothing to say yet. One that was issued or began
    when reports were already being asked for owes its first in the next period.
    """
    begun = max(facts.issued_on, facts.starts_on)
    asked_on = report_day(on, facts.every, asked_from)
    if facts.starts_on > on or facts.issued_on >= on or begun >= asked_on:
        return False
    return not _is_given(facts, on)


def _is_given(facts: ReportFacts, on: date) -> bool:
    last = facts.last_reported_on
    return last is not None and last >= period_start(on, facts.every)


def standing(
    state: TaskState, facts: ReportFacts, on: date, asked_from: int = ASKED_FROM
) -> Standing:
    """What was reported counts on for its period when the task is submitted, done or suspended."""
    if state not in COUNTED_STATES:
        return Standing.NOT_ASKED
    if _is_given(facts, on):
        return Standing.GIVEN
    is_owed = is_allowed(state, Move.REPORT) and owes_report(facts, on, asked_from)
    return Standing.OWED if is_owed else Standing.NOT_ASKED


def next_standing_on(
    state: TaskState, facts: ReportFacts, after: date, asked_from: int = ASKED_FROM
) -> date | None:
    """The first day after `after` on which the standing is another although nobody reported."""
    now = standing(state, facts, after, asked_from)
    days = sorted(day for day in _turning_days(facts, after) if day > after)
    return next((day for day in days if standing(state, facts, day, asked_from) != now), None)


def _turning_days(facts: ReportFacts, after: date) -> Iterator[date]:
    """Between two of them no standing changes."""
    yield next_period_start(after, facts.every)
    for day in (facts.starts_on, facts.issued_on + timedelta(days=1)):
        yield day
        yield next_period_start(day, facts.every)
