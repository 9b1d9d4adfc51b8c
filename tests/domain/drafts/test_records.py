"""A draft waits in the database as records and comes back unchanged."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.drafts.draft import (
    DeadlineDraft,
    Doubt,
    HeadingLevel,
    MeasureDraft,
    PlanDraft,
    StrategyDraft,
    TargetDraft,
    TaskDraft,
    UnitSuggestion,
)
from tracker.domain.drafts.records import as_record, from_record
from tracker.domain.values import Op, Period, Recurrence, SourceSpan, TargetKind

words = st.text(max_size=6)
sure = st.floats(0, 1)
several = {"max_size": 2}


def tuples(of):
    return st.lists(of, **several).map(tuple)


spans = st.builds(SourceSpan, st.integers(0, 99), st.integers(0, 99))
doubts = tuples(st.builds(Doubt, words, words))
numbers = st.decimals(allow_nan=False, allow_infinity=False)
targets = st.builds(
    TargetDraft,
    spans,
    words,
    st.sampled_from(TargetKind),
    st.sampled_from(Op),
    numbers,
    st.none() | numbers,
    words,
    st.none() | numbers,
    sure,
    doubts,
)
days = st.dates()
deadlines = st.builds(
    DeadlineDraft,
    spans,
    days,
    st.none() | st.sampled_from(Recurrence),
    st.none() | days,
    sure,
    doubts,
)
units = st.builds(UnitSuggestion, words, st.booleans(), sure, tuples(words))
tasks = st.builds(
    TaskDraft,
    spans,
    words,
    words,
    words,
    tuples(units),
    tuples(words),
    tuples(targets),
    tuples(deadlines),
    tuples(st.builds(MeasureDraft, spans)),
    sure,
    doubts,
)
strategies = st.builds(StrategyDraft, spans, words, words, tuples(tasks))
levels = st.builds(HeadingLevel, words, st.integers(0, 99), tuples(words))


@given(st.lists(strategies, **several), tuples(targets), tuples(deadlines), doubts, tuples(levels))
def test_a_draft_survives_the_way_into_json_and_back(parts, goals, dates, doubted, found) -> None:
    draft = PlanDraft(
        text="正文",
        title="工作要点",
        organisation="云江区市场监督管理局",
        year=2026,
        period=Period(date(2026, 1, 1), date(2026, 12, 31)),
        plan_span=SourceSpan(0, 2),
        strategies=tuple(parts),
        confidence=0.5,
        doubts=doubted,
        goals=goals,
        goal_deadlines=dates,
        levels=found,
        level="han",
    )
    record = json.loads(json.dumps(as_record(draft)))
    assert from_record(record, "正文") == draft
