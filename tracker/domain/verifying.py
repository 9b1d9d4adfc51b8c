"""待核查: how long a unit waits for its verifier. Its own clock stands still meanwhile."""

from datetime import date

from tracker.domain.workdays import Workdays

LONG_WAIT = 3  # working days


def is_long_wait(asked_on: date, on: date, workdays: Workdays) -> bool:
    return workdays.between(asked_on, on) >= LONG_WAIT


def waited(asked_on: date, on: date) -> str:
    """In days of the calendar, as the days late of a unit are counted."""
    days = (on - asked_on).days
    return f"已等核查 {days} 天" if days > 0 else "今天报请核查"
