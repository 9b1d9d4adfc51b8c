"""指标逾期: a target with a date of its own that passed before it was reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.progress import TargetFacts, is_reached
from tracker.domain.values import TargetKind
from tracker.domain.words.goals import figure_words


@dataclass(frozen=True, slots=True)
class DatedTarget:
    facts: TargetFacts
    due_on: date

    @property
    def is_reached(self) -> bool:
        return is_reached(self.facts, self.facts.current)

    def is_overdue(self, on: date) -> bool:
        return on > self.due_on and not self.is_reached


def unmet_on(targets: Iterable[DatedTarget]) -> date | None:
    """The first date by which something is to be reached and is not yet."""
    return min((target.due_on for target in targets if not target.is_reached), default=None)


def missing(target: TargetFacts) -> Decimal | None:
    """How much there is still to count up. None where that is no sum: rates, ranks, yes or no."""
    if target.kind is not TargetKind.REACH:
        return None
    start = target.baseline or Decimal(0)
    return abs(target.value - (start if target.current is None else target.current))


def overdue_words(target: DatedTarget) -> str:
    """时限6月30日已过，还差 3,567户."""
    passed = f"时限{target.due_on.month}月{target.due_on.day}日已过"
    short = missing(target.facts)
    if short is not None:
        return f"{passed}，还差 {figure_words(short, target.facts.unit)}"
    unread = target.facts.current is None and target.facts.kind is not TargetKind.YES_NO
    return f"{passed}，{'尚未报数' if unread else '尚未达到'}"
