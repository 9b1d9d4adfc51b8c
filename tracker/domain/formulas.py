"""算式: how the percent of a task came about, from the values that made it.

The formula is written as it is read: with one decimal where that already gives the result, else
with the two that are stored. Where no formula gives the stored percent, none is printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from tracker.domain.progress import mean, percent_of_periods
from tracker.domain.rounding import rounded

Weighted = tuple[Decimal, int]


class Source(Enum):
    """Where the percent comes from."""

    PARTS = auto()
    TARGETS = auto()
    PERIODS = auto()
    STATED = auto()

    @property
    def is_parts(self) -> bool:
        return self is Source.PARTS

    @property
    def is_targets(self) -> bool:
        return self is Source.TARGETS


@dataclass(frozen=True, slots=True)
class Formula:
    """`terms` make `result`, both with so many `decimals`."""

    terms: str
    result: Decimal
    decimals: int

    def __str__(self) -> str:
        return f"{self.terms} = {rounded(self.result, self.decimals)}"


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-task, or a target with weight 1. A percent of None is not known yet."""

    percent: Decimal | None
    weight: int = 1
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class PercentFacts:
    """`percent` is the stored one. `periods` is 0 for a task that is not ongoing, `targets` are
    empty for one that is not measured by them."""

    percent: Decimal | None
    parts: Sequence[Part] = ()
    targets: Sequence[Part] = ()
    reported_periods: int = 0
    periods: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """`counted` parts are in the mean; the `unknown` and the `withdrawn` are left out."""

    source: Source
    counted: int = 0
    unknown: int = 0
    withdrawn: int = 0
    formula: Formula | None = None


def explain(facts: PercentFacts) -> Explanation:
    found = _explain(facts)
    agrees = found.formula is not None and found.formula.result == facts.percent
    return found if agrees else replace(found, formula=None)


def _explain(facts: PercentFacts) -> Explanation:
    if any(not part.is_withdrawn for part in facts.parts):
        return _of_parts(Source.PARTS, facts.parts)
    if facts.periods:
        formula = periods_formula(facts.reported_periods, facts.periods)
        return Explanation(Source.PERIODS, facts.reported_periods, formula=formula)
    if any(part.percent is not None for part in facts.targets):
        return _of_parts(Source.TARGETS, facts.targets)
    return Explanation(Source.STATED)


def _of_parts(source: Source, parts: Sequence[Part]) -> Explanation:
    present = [part for part in parts if not part.is_withdrawn]
    known = [(part.percent, part.weight) for part in present if part.percent is not None]
    return Explanation(
        source,
        counted=len(known),
        unknown=len(present) - len(known),
        withdrawn=len(parts) - len(present),
        formula=mean_formula(known),
    )


def mean_formula(parts: Sequence[Weighted]) -> Formula | None:
    """(40.0 × 1 + 60.0 × 3) ÷ 4 = 55.0; without weights where all are the same."""
    result = mean(parts)
    if result is None:
        return None
    if len({weight for _, weight in parts}) == 1:
        parts = [(percent, 1) for percent, _ in parts]
    decimals = 1 if _holds(parts, result) else 2
    return Formula(_sum(parts, decimals), result, decimals)


def _holds(parts: Sequence[Weighted], result: Decimal) -> bool:
    """That the sum printed with one decimal gives the result printed with one."""
    printed = sum((rounded(percent, 1) * weight for percent, weight in parts), Decimal(0))
    whole = sum(weight for _, weight in parts)
    return rounded(printed / whole, 1) == rounded(result, 1)


def _sum(parts: Sequence[Weighted], decimals: int) -> str:
    plain = all(weight == 1 for _, weight in parts)
    figures = [
        f"{rounded(percent, decimals)}" + ("" if plain else f" × {weight}")
        for percent, weight in parts
    ]
    return f"({' + '.join(figures)}) ÷ {sum(weight for _, weight in parts)}"


def periods_formula(reported: int, periods: int) -> Formula | None:
    """7 ÷ 12 × 100 = 58.3. None where more were reported than there are: that counts as 100."""
    if reported > periods:
        return None
    result = percent_of_periods(reported, periods)
    exact = Decimal(reported) * 100 / periods
    decimals = 1 if rounded(exact, 1) == rounded(result, 1) else 2
    return Formula(f"{reported} ÷ {periods} × 100", result, decimals)
