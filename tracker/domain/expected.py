"""序时进度: how far a task should be on a day, as straight lines that can be summed.

A line is held as two integers in millionths of a point, so that the sum over thousands of tasks,
moved by differences for a year, equals the sum counted afresh to the last digit.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.rounding import hundredth

MICRO = 1_000_000  # millionths of a percentage point
EPOCH = date(2000, 1, 1)  # days are counted from here: small numbers keep the sums in 64 bits


def capped(percent: Decimal) -> Decimal:
    """0 to 100 with two decimals: a line may be read on a day on which it no longer holds."""
    return hundredth(min(max(percent, Decimal(0)), Decimal(100)))


@dataclass(frozen=True, slots=True)
class Segment:
    """A line: `base + slope * days since EPOCH`, in millionths of a point."""

    base: int
    slope: int

    def at(self, day: date) -> int:
        return self.base + self.slope * (day - EPOCH).days

    def percent(self, day: date) -> Decimal:
        """Of a single task: 0 to 100 with two decimals."""
        return capped(Decimal(self.at(day)) / MICRO)


@dataclass(frozen=True, slots=True)
class Course:
    """The expected course of a task: (day, percent) points with rising days and percents."""

    points: tuple[tuple[date, int], ...]

    @property
    def starts_on(self) -> date:
        return self.points[0][0]

    @property
    def due_on(self) -> date:
        return self.points[-1][0]

    def segment(self, day: date) -> Segment:
        """The line that holds on `day`: 0 before the start, 100 from the due date on."""
        if day < self.starts_on:
            return Segment(0, 0)
        if day >= self.due_on:
            return Segment(100 * MICRO, 0)
        index = bisect_right([point[0] for point in self.points], day) - 1
        return _line(self.points[index], self.points[index + 1])

    def expected(self, day: date) -> Decimal:
        """Percent, with two decimals."""
        return self.segment(day).percent(day)

    def turning_days(self) -> tuple[date, ...]:
        """The days on which another line begins to hold."""
        return tuple(point[0] for point in self.points)


def _line(left: tuple[date, int], right: tuple[date, int]) -> Segment:
    slope = (right[1] - left[1]) * MICRO // (right[0] - left[0]).days
    return Segment(left[1] * MICRO - slope * (left[0] - EPOCH).days, slope)


def course(starts_on: date, due_on: date, milestones: Sequence[tuple[date, int]] = ()) -> Course:
    """Through the milestones that carry percents; without any, straight from start to due date.

    A due date on or before the start makes a step: nothing before, all from that day on.
    """
    if due_on <= starts_on:
        return Course(((due_on, 100),))
    inside = sorted((on, percent) for on, percent in milestones if starts_on < on < due_on)
    return Course(((starts_on, 0), *inside, (due_on, 100)))
