"""签收: how long a unit may take to confirm that it has a task."""

from datetime import date

from tracker.domain.workdays import Workdays

SIGN_OFF_WORKDAYS = 2


def is_overdue(given_on: date, on: date, workdays: Workdays) -> bool:
    """From the third working day after the one on which the unit was given the task."""
    return workdays.between(given_on, on) > SIGN_OFF_WORKDAYS
