"""Which items of a draft wait for an answer, and what is asked of each."""

from dataclasses import replace

import pytest

from tests.drafted import FOOD, LIFTS, fresh
from tracker.domain.drafts.corrections import check
from tracker.domain.drafts.doubtful import doubtful_items
from tracker.domain.drafts.draft import Doubt, UnitSuggestion
from tracker.domain.drafts.review import Review, ReviewItem
from tracker.domain.words.doubts import Asks

UNITS = (FOOD, LIFTS)


def with_first(**changes) -> Review:
    """The first item is changed; the others have no doubts."""
    review = fresh()
    first, *rest = (replace(item, doubts=()) for item in review.items)
    return replace(review, items=(replace(first, **changes), *rest))


def doubted(*codes: str) -> ReviewItem:
    """The first code of a figure sits on the first figure, and so on."""
    item = fresh().items[0]
    of_targets = [code for code in codes if code.startswith("target.")]
    targets = list(item.targets)
    for place, code in enumerate(of_targets):
        targets[place] = replace(targets[place], doubts=(Doubt(code, "120家"),))
    return replace(
        item, doubts=tuple(Doubt(code, "某某") for code in codes), targets=tuple(targets)
    )


def only(*codes: str):
    item = doubted(*codes)
    (found,) = doubtful_items(with_first(doubts=item.doubts, targets=item.targets), UNITS)
    return found


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("task.no-unit", ["asks_lead"]),
        ("deadline.before-year", ["asks_date"]),
        ("deadline.about-as-often", ["asks_often"]),
        ("deadline.ongoing", ["asks_often"]),
        ("target.in-characters", ["asks_if_target"]),
        ("target.no-unit", []),
        ("task.very-long", ["asks_nothing"]),
    ],
)
def test_a_doubt_says_what_it_asks(code, asked):
    names = ("asks_lead", "asks_date", "asks_often", "asks_if_target", "asks_nothing")
    assert [name for name in names if getattr(only(code), name)] == asked


def test_a_figure_says_what_it_lacks():
    first, second = only("target.no-metric", "target.no-unit").targets
    assert (first.place, first.asks_metric, first.asks_unit) == (0, True, False)
    assert (second.place, second.asks_metric, second.asks_unit) == (1, False, True)


def test_all_that_is_asked_of_one_item_is_asked_at_once():
    found = only("task.no-unit", "deadline.season", "target.in-characters")
    assert found.asks == {Asks.LEAD, Asks.DATE, Asks.TARGET}
    assert (found.kind, len(found.sentences), found.asks_if_target) == ("牵头单位", 3, False)


def test_a_figure_that_was_taken_out_is_asked_about_no_more():
    found = only("target.in-characters")
    (gone,) = doubtful_items(with_first(doubts=found.item.doubts, targets=()), UNITS)
    assert (gone.targets, gone.asks_nothing) == ((), True)


def test_an_item_that_is_checked_asks_nothing():
    review = with_first(doubts=(Doubt("task.very-long"),))
    assert doubtful_items(check(review, [review.items[0].key], by="秦督办"), UNITS) == ()


@pytest.mark.parametrize(
    ("suggestion", "is_advice"),
    [
        (UnitSuggestion(LIFTS, named=False, score=0.6, words=("电梯",)), True),
        (UnitSuggestion(LIFTS, named=False, score=0.6), False),
        (UnitSuggestion(LIFTS, named=True, score=1.0, words=("电梯",)), False),
    ],
)
def test_a_unit_is_proposed_with_the_words_that_spoke_for_it(suggestion, is_advice):
    outside = UnitSuggestion("区住建局", named=False, score=0.3)
    review = with_first(doubts=(Doubt("task.no-unit"),), suggestions=(suggestion, outside))
    (found,) = doubtful_items(review, UNITS)
    assert (found.advice is suggestion, found.suggested) == (is_advice, (LIFTS,))
