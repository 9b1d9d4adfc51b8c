"""Rows into the geometry of charts; templates draw it with attributes, so a strict CSP holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

Point = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot inside a picture of `width` x `height`, in pixels."""

    width: int = 606
    height: int = 130
    left: int = 34
    right: int = 540
    top: int = 10
    bottom: int = 110

    def y(self, percent: Decimal | int) -> float:
        share = min(1.0, max(0.0, float(percent) / 100))
        return round(self.bottom - share * (self.bottom - self.top), 1)


@dataclass(frozen=True, slots=True)
class Trend:
    """Actual (solid) against expected (dashed), 0 to 100 percent over the plan's days."""

    frame: Frame
    months: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    actual: str  # the `points` of a polyline; empty when nothing is known
    expected: str
    dots: tuple[tuple[float, float], ...]
    last: tuple[float, float] | None
    day: float | None  # where `on` lies


def trend(
    start: date,
    end: date,
    actual: Sequence[Point],
    expected: Sequence[Point],
    *,
    on: date | None = None,
    frame: Frame = Frame(),
) -> Trend:
    def x(day: date) -> float:
        whole = max(1, (end - start).days)
        share = min(1.0, max(0.0, (day - start).days / whole))
        return round(frame.left + share * (frame.right - frame.left), 1)

    def place(points: Sequence[Point]) -> list[tuple[float, float]]:
        return [(x(day), frame.y(percent)) for day, percent in points]

    solid, dashed = place(actual), place(expected)
    return Trend(
        frame=frame,
        months=tuple(Tick(x(day), f"{day.month}月") for day in _month_ends(start, end)),
        levels=tuple(Tick(frame.y(percent), str(percent)) for percent in (0, 50, 100)),
        actual=_polyline(solid),
        expected=_polyline(dashed),
        dots=tuple(solid),
        last=solid[-1] if solid else None,
        day=x(on) if on and start <= on <= end else None,
    )


def _polyline(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _month_ends(start: date, end: date) -> Sequence[date]:
    """The last day of each month within the days shown; a label stands under each."""
    days: list[date] = []
    year, month = start.year, start.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        last = date(year, month, 1) - timedelta(days=1)
        if last > end:
            return days
        days.append(last)
