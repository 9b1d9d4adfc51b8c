"""A plan gets another period: which dates of its tasks follow it, and which stand in its way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.dates import year_after
from tracker.domain.values import Period

_NAMED = 8  # of the tasks that stand in the way; the others are counted


@dataclass(frozen=True, slots=True)
class TaskDays:
    """`targets`: the dates of those that are due before the task."""

    number: str
    starts_on: date
    due_on: date
    milestones: tuple[date, ...] = ()
    targets: tuple[date, ...] = ()


def followed(task: TaskDays, was: Period, now: Period) -> TaskDays:
    """What begins with the plan or is due with it goes on doing so; other dates stay."""
    return replace(
        task,
        starts_on=now.start if task.starts_on == was.start else task.starts_on,
        due_on=now.end if task.due_on == was.end else task.due_on,
    )


def check_followed(tasks: Sequence[TaskDays], was: Period, now: Period) -> tuple[RuleBroken, ...]:
    """Names the tasks whose own dates the new period leaves out, and those that would end before
    they begin. A task of which that was true before is no fault of the new period."""
    moved = [(task, followed(task, was, now)) for task in tasks]
    early = [task.number for task, new in moved if _is_early(new, now) and not _is_early(task, was)]
    late = [
        task.number
        for task, new in moved
        if _is_late(new, was, now) and not _is_late(task, was, was)
    ]
    return (
        *_faults(early, "plan.tasks-before", "starts_on"),
        *_faults(late, "plan.tasks-after", "ends_on"),
    )


def _is_early(task: TaskDays, period: Period) -> bool:
    return (
        min(task.starts_on, task.due_on) < period.start
        or any(day <= task.starts_on for day in task.milestones)
        or any(day < task.starts_on for day in task.targets)
    )


def _is_late(task: TaskDays, was: Period, now: Period) -> bool:
    """A task may go on for a year after its plan, where that was said of it before."""
    return (
        task.due_on > year_after(now.end)
        or now.end < task.due_on <= was.end
        or task.starts_on > task.due_on >= now.start
        or any(day > task.due_on for day in (*task.milestones, *task.targets))
    )


def _faults(numbers: Sequence[str], code: str, field: str) -> list[RuleBroken]:
    more = " 等" if len(numbers) > _NAMED else ""
    named = "、".join(numbers[:_NAMED]) + more
    return [RuleBroken(code, field=field, count=len(numbers), numbers=named)] if numbers else []
