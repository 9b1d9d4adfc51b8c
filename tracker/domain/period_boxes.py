"""常态化: the months or quarters of a task as boxes: reported, missed, this one, still to come."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.periods import name_of, next_period_start, period_start
from tracker.domain.values import Period, ReportEvery


class BoxState(StrEnum):
    REPORTED = "reported"
    MISSED = "missed"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Box:
    start: date
    name: str
    state: BoxState


def period_boxes(
    whole: Period, every: ReportEvery, reported_on: Collection[date], *, on: date
) -> Sequence[Box]:
    """One for each period that the task touches; a report counts for the period of its day."""
    reported = {period_start(day, every) for day in reported_on}
    boxes, start = [], period_start(whole.start, every)
    while start <= whole.end:
        boxes.append(Box(start, _name(start, every, whole), _state(start, every, reported, on)))
        start = next_period_start(start, every)
    return boxes


def _state(start: date, every: ReportEvery, reported: Collection[date], on: date) -> BoxState:
    if start in reported:
        return BoxState.REPORTED
    if start > on:
        return BoxState.AHEAD
    return BoxState.CURRENT if start == period_start(on, every) else BoxState.MISSED


def _name(start: date, every: ReportEvery, whole: Period) -> str:
    """With its year where the task runs over New Year."""
    year = f"{start.year}年" if whole.start.year != whole.end.year else ""
    return year + name_of(start, every)
