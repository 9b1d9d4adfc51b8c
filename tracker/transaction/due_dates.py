"""Moves the date of a task, and with it what hangs on that date; ends requests that lost theirs."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.domain.doing import Doing
from tracker.domain.periods import periods_between
from tracker.domain.plan_dates import DueDates
from tracker.domain.progress import percent_of_periods
from tracker.domain.values import ExtensionVerdict, Period, TaskKind
from tracker.models import DeadlineExtension, Task


def due_dates(task: Task) -> DueDates:
    return DueDates(task.due_on, task.planned_due_on)


def set_due_dates(task: Task, dates: DueDates) -> None:
    """Figures that were due with the task go on being due with it; the original date stays."""
    for target in task.targets:
        if target.due_on == task.due_on:
            target.due_on = dates.due_on
    task.due_on, task.planned_due_on = dates.due_on, dates.planned_on
    if task.kind is TaskKind.ONGOING and task.percent is not None:
        task.percent = percent_by_periods(task)


def set_draft_due(task: Task, due_on: date) -> None:
    """A draft keeps no trace of its old date, and no figure is due after the task."""
    set_due_dates(task, DueDates(due_on))
    task.original_due_on = due_on
    for target in task.targets:
        target.due_on = min(target.due_on, due_on)


def percent_by_periods(task: Task) -> Decimal:
    """常态化: more time is more periods to report on."""
    whole = Period(task.starts_on, max(task.starts_on, task.due_on))
    return percent_of_periods(task.reported_periods, periods_between(whole, task.report_every))


def lapse_extension(session: Session, task: Task, doing: Doing) -> None:
    """A request that nobody decided before the task was closed, stopped or given to others."""
    session.execute(
        sa.update(DeadlineExtension)
        .where(DeadlineExtension.task_id == task.id, DeadlineExtension.decided_at.is_(None))
        .values(decided_at=doing.now, verdict=ExtensionVerdict.LAPSED)
    )
