"""Which report is owed: one rule for 我的任务, the reminders and 已报/应报."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.periods import last_day, period_start
from tracker.domain.values import ReportEvery

ASKED_FROM = 25  # day of the last month of a period: from here on its report is asked for


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
    last = facts.last_reported_on
    return last is None or last < period_start(on, facts.every)
