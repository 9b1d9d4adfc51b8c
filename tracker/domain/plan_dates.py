"""The days of a whole plan: 整体顺延 moves the date of each task, 结束 stops its clock."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.dates import year_after


@dataclass(frozen=True, slots=True)
class DueDates:
    """`planned_on`: when the task would be due without its granted extension; None without one."""

    due_on: date
    planned_on: date | None = None


def postponed(dates: DueDates, days: int) -> DueDates:
    """A granted extension keeps the later date: it is used up where the plan has caught up."""
    planned_on = (dates.planned_on or dates.due_on) + timedelta(days=days)
    if dates.planned_on is not None and planned_on < dates.due_on:
        return DueDates(dates.due_on, planned_on)
    return DueDates(planned_on)


def extended(dates: DueDates, granted_on: date) -> DueDates:
    """The first extension remembers the date that the plan gave."""
    return DueDates(granted_on, dates.planned_on or dates.due_on)


def clock_of(on: date, closed_on: date | None) -> date:
    """The day that lights and figures speak of: from the day it is closed a plan stands still."""
    return on if closed_on is None else min(on, closed_on)


def check_new_end(ends_on: date, new_end: date) -> tuple[RuleBroken, ...]:
    if new_end <= ends_on:
        return (RuleBroken("plan.end-not-later", field="ends_on", ends_on=ends_on),)
    last = year_after(ends_on)
    if new_end > last:
        return (RuleBroken("plan.end-too-far", field="ends_on", last=last),)
    return ()
