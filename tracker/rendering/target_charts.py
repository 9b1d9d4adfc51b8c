"""The course of one target: its readings against its goal, a line across the picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.rendering.charts import Frame, Point, Tick, trend

_MARGIN = 10  # percent of the height that stay free above the highest figure and below the lowest


@dataclass(frozen=True, slots=True)
class TargetChart:
    frame: Frame
    months: tuple[Tick, ...]
    goal: float
    actual: str
    expected: str  # empty for a level, which holds from the first day
    last: tuple[float, float] | None


def counting_chart(
    start: date, end: date, percents: Sequence[Point], expected: Sequence[Point], frame: Frame
) -> TargetChart:
    """Of what counts up to its goal at 100 percent."""
    drawn = trend(start, end, percents, expected, frame=frame)
    return TargetChart(frame, drawn.months, frame.y(100), drawn.actual, drawn.expected, drawn.last)


def level_chart(
    start: date,
    end: date,
    readings: Sequence[Point],
    level: Decimal,
    frame: Frame,
    *,
    is_place: bool = False,
) -> TargetChart:
    """Of a rate, which is kept and not reached: the figures as they are, on a scale that shows
    them all. The first place of a ranking is at the top."""
    values = [level, *(value for _, value in readings)]
    low, high = min(values), max(values)

    def height(value: Decimal) -> Decimal:
        share = (value - low) / (high - low) if high > low else Decimal("0.5")
        share = 1 - share if is_place else share
        return _MARGIN + share * (100 - 2 * _MARGIN)

    drawn = trend(start, end, [(day, height(value)) for day, value in readings], [], frame=frame)
    goal = frame.y(height(level))
    return TargetChart(frame, drawn.months, goal, drawn.actual, "", drawn.last)
