"""The page of a review: the document on the left, its draft on the right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from flask import render_template

from tracker.domain.drafts.doubtful import doubtful_items, plan_doubts
from tracker.domain.drafts.review import strangers
from tracker.domain.words.doubts import Asks
from tracker.queries.imports import ImportPage
from tracker.queries.review_steps import get_steps
from tracker.queries.units import list_names
from tracker.rendering.source_lines import item_numbers, source_lines
from tracker.web import session
from tracker.web.forms import reviews as forms
from tracker.web.forms.review_names import (
    NamesForm,
    StrategyForm,
    names_form,
    strategy_form,
)

# Where another reading is asked for, and the words of the link.
_READINGS = {
    Asks.YEAR: ("year", "改年份"),
    Asks.PART: ("begins", "改计划部分"),
    Asks.LEVEL: ("level", "改板块层级"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows beside the draft itself."""

    open_key: int | None = None
    form: forms.ItemForm | None = None
    revision: int | None = None  # of the open item, as the form carried it
    names: NamesForm | None = None
    strategies: Mapping[int, StrategyForm] = field(default_factory=dict)  # that come back, by key
    picked: Collection[int] = ()
    lead: str = ""  # for those that are picked
    due_on: str = ""
    error: str = ""
    wrong: Collection[str] = ()  # the fields over the list that the error is about
    typed: Sequence[tuple[str, str]] = ()  # into the form of an item that is gone


def review_page(page: ImportPage, shown: Shown) -> str:
    review, units = page.review, list_names()
    doubtful = doubtful_items(review, units)
    open_item = next((item for item in review.kept if item.key == shown.open_key), None)
    form = shown.form
    if open_item is not None and form is None:
        form = forms.item_form(review, open_item, units)
    return render_template(
        "reviews/show.html",
        page=page,
        review=review,
        source=source_lines(page.text, review, cut_item=open_item.key if open_item else None),
        numbers=item_numbers(review),
        plan_doubts=[
            (doubt.sentence, *_READINGS.get(doubt.asks, ("", ""))) for doubt in plan_doubts(review)
        ],
        doubtful=doubtful,
        doubt_places={doubt.item.key: place for place, doubt in enumerate(doubtful, start=1)},
        ways=forms.WAYS,
        way_of=forms.way_of,
        units=units,
        strangers=strangers(review, units),
        open_item=open_item,
        form=form,
        names=shown.names or names_form(review, session.house()),
        strategy_forms={
            each.key: shown.strategies.get(each.key) or strategy_form(each.title)
            for each in review.strategies
        },
        shown=shown,
        steps=get_steps(page.id),
    )
