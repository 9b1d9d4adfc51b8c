"""A review waits in the database as records and comes back unchanged."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.drafts.test_records import (
    days,
    deadlines,
    doubts,
    levels,
    numbers,
    several,
    spans,
    tuples,
    units,
    words,
)
from tests.drafted import YEAR, fresh
from tracker.domain.drafts.draft import MeasureDraft
from tracker.domain.drafts.hints import Hints
from tracker.domain.drafts.review import Review, ReviewItem, ReviewStrategy, ReviewTarget, SubTask
from tracker.domain.drafts.review_records import as_record, from_record
from tracker.domain.values import Op, Period, ReportEvery, TargetKind, TaskKind

counts = st.integers(0, 99)
targets = st.builds(
    ReviewTarget,
    words,
    st.sampled_from(TargetKind),
    st.sampled_from(Op),
    numbers,
    st.none() | numbers,
    words,
    st.none() | numbers,
    days,
    st.none() | spans,
    doubts,
)
items = st.builds(
    ReviewItem,
    key=counts,
    strategy=counts,
    title=words,
    content=words,
    span=spans,
    lead=words,
    suggestions=tuples(units),
    supporting=tuples(words),
    starts_on=days,
    due_on=days,
    kind=st.sampled_from(TaskKind),
    report_every=st.sampled_from(ReportEvery),
    targets=tuples(targets),
    deadlines=tuples(deadlines),
    measures=tuples(st.builds(MeasureDraft, spans)),
    sub_tasks=tuples(st.builds(SubTask, words, spans)),
    doubts=doubts,
    dropped_targets=tuples(targets),
    is_checked=st.booleans(),
    is_dropped=st.booleans(),
    revision=counts,
    by=words,
)
strategies = st.builds(ReviewStrategy, counts, words, words, spans)
# Keys are unique, as in every review.
reviews = st.builds(
    Review,
    title=words,
    organisation=words,
    year=st.integers(2025, 2027),
    period=st.just(Period(date(2026, 7, 1), date(2026, 12, 31))),
    plan_span=spans,
    strategies=tuples(strategies),
    items=st.lists(items, unique_by=lambda item: item.key, **several).map(tuple),
    doubts=doubts,
    goals=tuples(targets),
    next_key=st.just(100),
    levels=tuples(levels),
    level=words,
    hints=st.builds(Hints, st.none() | st.just(2026), st.none() | counts, st.none() | counts),
    is_named=st.booleans(),
)


@given(reviews)
def test_a_review_survives_the_way_into_json_and_back(review):
    assert from_record(json.loads(json.dumps(as_record(review)))) == review


def test_a_draft_from_before_it_could_be_read_anew_still_opens():
    record = as_record(fresh())
    for name in ("levels", "level", "hints", "is_named"):
        del record[name]
    assert from_record(record) == fresh()


def test_a_draft_from_before_figures_could_come_back_still_opens():
    record = as_record(fresh())
    for item in record["items"]:
        del item["dropped_targets"]
    assert from_record(record) == fresh()
    assert from_record(record).period == YEAR
