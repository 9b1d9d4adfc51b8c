"""较上月: did the last month gain more or less than the calendar asked for?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.domain.rollup import Figures
from tracker.domain.rounding import difference

EVEN_WITHIN = Decimal("0.5")  # points


class Pace(StrEnum):
    FASTER = "faster"
    EVEN = "even"
    SLOWER = "slower"


@dataclass(frozen=True, slots=True)
class Change:
    """`gain` in points of actual progress since the earlier day."""

    gain: Decimal
    pace: Pace


def change(now: Figures, on: date, earlier: Figures | None, earlier_on: date) -> Change | None:
    """None where either day has no figure to compare."""
    if earlier is None:
        return None
    gained = difference(now.actual(), earlier.actual())
    asked = difference(now.expected(on), earlier.expected(earlier_on))
    if gained is None or asked is None:
        return None
    if gained - asked > EVEN_WITHIN:
        return Change(gained, Pace.FASTER)
    return Change(gained, Pace.SLOWER if gained - asked < -EVEN_WITHIN else Pace.EVEN)
