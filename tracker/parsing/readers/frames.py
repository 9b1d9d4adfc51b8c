"""Knows how coordinates inside drawn things become points on a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.parsing.readers.ruled import Rule

Point = tuple[float, float]
_LEVEL = 0.5  # points by which a line that is drawn level may slant


@dataclass(frozen=True, slots=True)
class Frame:
    """An affine map from an object's coordinates to points on the page."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def within(self, inner: Sequence[float]) -> "Frame":
        """What first goes through the matrix `inner` and then through this map."""
        a, b, c, d, e, f = inner
        return Frame(
            self.a * a + self.c * b,
            self.b * a + self.d * b,
            self.a * c + self.c * d,
            self.b * c + self.d * d,
            *self.at(e, f),
        )

    def rule(self, start: Point, end: Point) -> Rule | None:
        """A stroke as a rule, None when it is neither level nor upright."""
        x0, y0 = self.at(*start)
        x1, y1 = self.at(*end)
        if min(abs(x1 - x0), abs(y1 - y0)) > _LEVEL:
            return None
        return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
