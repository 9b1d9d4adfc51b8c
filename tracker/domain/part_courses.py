"""What the sub-tasks of a task made of it from day to day: the course that its chart draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.progress import mean

Point = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class PartCourse:
    """A sub-task that counts. `reports` are in the order in which they came."""

    began_on: date
    starting_percent: Decimal | None
    percent: Decimal | None
    weight: int
    reports: Sequence[Point] = ()

    def at(self, day: date) -> Decimal | None:
        if day < self.began_on:
            return None
        known = [percent for on, percent in self.reports if on <= day]
        return known[-1] if known else self.starting_percent


def course_of_parts(before: Sequence[Point], parts: Sequence[PartCourse]) -> Sequence[Point]:
    """`before`: what was reported on the task itself, which counts until the first part began.
    The last point is how the parts stand now, whatever else than a report has moved them."""
    days = sorted({part.began_on for part in parts} | {on for p in parts for on, _ in p.reports})
    points = [(day, mean(_known([(p.at(day), p.weight) for p in parts]))) for day in days]
    if points:
        points[-1] = (days[-1], mean(_known([(p.percent, p.weight) for p in parts])))
    own = [point for point in before if not days or point[0] < days[0]]
    return [*own, *((day, percent) for day, percent in points if percent is not None)]


def _known(figures: Sequence[tuple[Decimal | None, int]]) -> list[tuple[Decimal, int]]:
    return [(percent, weight) for percent, weight in figures if percent is not None]
