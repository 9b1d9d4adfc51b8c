"""存疑: an item of a draft that waits for an answer, and which fields the answer needs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tracker.domain.drafts.draft import Doubt, UnitSuggestion
from tracker.domain.drafts.review import Review, ReviewItem, ReviewTarget
from tracker.domain.words.doubts import DOUBTS, Asks, doubt_sentence


@dataclass(frozen=True, slots=True)
class DoubtedTarget:
    """`place`: among the targets of its item."""

    place: int
    target: ReviewTarget
    asks: frozenset[Asks]

    @property
    def asks_metric(self) -> bool:
        return Asks.METRIC in self.asks

    @property
    def asks_unit(self) -> bool:
        return Asks.UNIT in self.asks


@dataclass(frozen=True, slots=True)
class DoubtfulItem:
    """`kind`: what the first doubt is about. `advice`: why a unit is proposed to lead."""

    item: ReviewItem
    kind: str
    sentences: tuple[str, ...]
    asks: frozenset[Asks]
    targets: tuple[DoubtedTarget, ...]
    suggested: tuple[str, ...]
    advice: UnitSuggestion | None

    @property
    def asks_lead(self) -> bool:
        return Asks.LEAD in self.asks

    @property
    def asks_date(self) -> bool:
        return Asks.DATE in self.asks

    @property
    def asks_often(self) -> bool:
        return Asks.OFTEN in self.asks

    @property
    def asks_if_target(self) -> bool:
        """Whether its one figure is a target, and nothing else."""
        return self.asks <= {Asks.TARGET, Asks.LOOK} and len(self.targets) == 1

    @property
    def asks_nothing(self) -> bool:
        """To have looked at it is enough."""
        return not (self.asks_lead or self.asks_date or self.asks_often or self.targets)


@dataclass(frozen=True, slots=True)
class PlanDoubt:
    """A doubt about the whole; `asks` is what another reading could settle."""

    sentence: str
    asks: Asks


def plan_doubts(review: Review) -> tuple[PlanDoubt, ...]:
    return tuple(
        PlanDoubt(doubt_sentence(doubt), DOUBTS[doubt.code].asks) for doubt in review.doubts
    )


def doubtful_items(review: Review, units: Collection[str]) -> tuple[DoubtfulItem, ...]:
    return tuple(_doubtful(item, units) for item in review.kept if item.is_doubtful)


def _doubtful(item: ReviewItem, units: Collection[str]) -> DoubtfulItem:
    asked = asks_of(item.doubts)
    best = item.suggestions[0] if item.suggestions and Asks.LEAD in asked else None
    return DoubtfulItem(
        item=item,
        kind=DOUBTS[item.doubts[0].code].kind,
        sentences=tuple(doubt_sentence(doubt) for doubt in item.doubts),
        asks=asked,
        targets=tuple(
            DoubtedTarget(place, target, asks_of(target.doubts))
            for place, target in enumerate(item.targets)
            if target.doubts
        ),
        suggested=suggested_leads(item, units),
        advice=best if best and best.words and not best.named else None,
    )


def asks_of(doubts: Iterable[Doubt]) -> frozenset[Asks]:
    return frozenset(DOUBTS[doubt.code].asks for doubt in doubts)


def suggested_leads(item: ReviewItem, units: Collection[str]) -> tuple[str, ...]:
    """Those of this bureau, best first."""
    return tuple(unit.name for unit in item.suggestions if unit.name in units)
