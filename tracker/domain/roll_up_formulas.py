"""算式 of a roll-up: how its progress came about, what was left out of it, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.expected import MICRO, Segment, capped
from tracker.domain.rollup import Figures
from tracker.domain.rounding import hundredth, rounded


@dataclass(frozen=True, slots=True)
class RollUpFormula:
    """Sums and their quotient, as they are printed: whoever divides them finds the result, with
    the two decimals that are kept; the board shows one of them."""

    points: Decimal  # the sum of weight x percent
    expected: Decimal  # the sum of weight x 序时应达, of the same tasks
    weight: int

    @property
    def actual_result(self) -> Decimal:
        return hundredth(self.points / self.weight)

    @property
    def expected_result(self) -> Decimal:
        return capped(self.expected / self.weight)


def formula_of(figures: Figures, on: date) -> RollUpFormula | None:
    """None where nobody has reported."""
    weight = figures.reported_weight
    if not weight:
        return None
    line = Segment(figures.reported_base, figures.reported_slope)
    exact = Decimal(line.at(on)) / MICRO
    return RollUpFormula(
        points=Decimal(figures.points) / 100,
        expected=exact if exact != rounded(exact, 2) else rounded(exact, 2),
        weight=weight,
    )


def left_out(figures: Figures) -> Sequence[str]:
    """In sentences, what is in no mean."""
    silent = figures.tasks - figures.reported
    out = []
    if silent:
        out.append(f"{silent} 项还没有报过进展，不按 0 计，实际和序时都不算它们")
    if figures.withdrawn:
        out.append(f"{figures.withdrawn} 项已撤销，不计入任何数")
    out.append("举措的进度已在所属任务里，不另计")
    return out
