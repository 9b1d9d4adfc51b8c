"""A formula that is printed evaluates to the result beside it, whatever the percent came from."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.printed import value_of
from tracker.domain.formulas import Explanation, Part, PercentFacts, Source, explain
from tracker.domain.progress import mean, percent_of_periods
from tracker.domain.rounding import rounded

PERCENTS = st.decimals(0, 100, places=2)
PARTS = st.lists(
    st.builds(Part, st.none() | PERCENTS, st.integers(1, 100), st.booleans()), max_size=12
)
TARGETS = st.lists(st.builds(Part, st.none() | PERCENTS), max_size=8)


def parts(*figures: str | None, weights: tuple[int, ...] = (), out: int = 0) -> list[Part]:
    known = [None if figure is None else Decimal(figure) for figure in figures]
    made = [Part(p, w) for p, w in zip(known, weights or [1] * len(known), strict=True)]
    return [*made, *[Part(Decimal(50), 1, is_withdrawn=True)] * out]


def said(found: Explanation) -> str | None:
    return None if found.formula is None else str(found.formula)


def made_of(every: list[Part]) -> Decimal | None:
    known = [(p.percent, p.weight) for p in every if not p.is_withdrawn and p.percent is not None]
    return mean(known)


@pytest.mark.parametrize(
    ("given_parts", "words"),
    [
        (parts("95.5", "100"), "(95.5 + 100.0) ÷ 2 = 97.8"),
        (parts("40", "60", weights=(1, 3)), "(40.0 × 1 + 60.0 × 3) ÷ 4 = 55.0"),
        (parts("40", "60", weights=(3, 3)), "(40.0 + 60.0) ÷ 2 = 50.0"),
        (parts("33.33", "33.33", "33.38"), "(33.33 + 33.33 + 33.38) ÷ 3 = 33.35"),
        (parts("30"), "(30.0) ÷ 1 = 30.0"),
        (parts("30", None, out=1), "(30.0) ÷ 1 = 30.0"),
    ],
)
def test_a_formula_is_written_as_people_write_it(given_parts, words) -> None:
    assert said(explain(PercentFacts(made_of(given_parts), parts=given_parts))) == words


def test_what_is_left_out_is_counted_with_the_reason() -> None:
    found = explain(PercentFacts(Decimal(30), parts=parts("30", None, None, out=1)))
    assert (found.counted, found.unknown, found.withdrawn) == (1, 2, 1)


def test_the_sub_tasks_explain_a_task_that_has_some_and_not_its_targets() -> None:
    found = explain(
        PercentFacts(Decimal(30), parts=parts("30", None), targets=parts("95.5", "100"))
    )
    assert (found.source, said(found)) == (Source.PARTS, "(30.0) ÷ 1 = 30.0")


def test_a_percent_that_the_targets_do_not_make_stands_without_a_formula() -> None:
    found = explain(PercentFacts(Decimal(30), targets=parts("95.5", "100"), parts=parts(out=2)))
    assert (found.source, said(found)) == (Source.TARGETS, None)


def test_periods_are_counted_and_more_than_all_of_them_has_no_formula() -> None:
    some = PercentFacts(Decimal("58.33"), reported_periods=7, periods=12)
    assert said(explain(some)) == "7 ÷ 12 × 100 = 58.3"
    more = PercentFacts(Decimal(100), reported_periods=13, periods=12)
    assert (explain(more).source, said(explain(more))) == (Source.PERIODS, None)


def test_what_was_stated_needs_no_formula() -> None:
    assert explain(PercentFacts(Decimal(30))) == Explanation(Source.STATED)


def half_up(value: Fraction, decimals: int) -> Decimal:
    scaled = value * 10**decimals
    return Decimal((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)).scaleb(
        -decimals
    )


def check(found: Explanation, percent: Decimal | None) -> None:
    assert found.formula is not None
    terms, result = str(found.formula).split(" = ")
    decimals = len(result.split(".")[1])
    assert half_up(value_of(terms), decimals) == Decimal(result)
    assert percent is not None
    assert Decimal(result) == rounded(percent, decimals)
    assert re.fullmatch(r"[\d.() +×÷]+", terms)


@given(PARTS, TARGETS)
def test_the_printed_sum_of_sub_tasks_makes_the_printed_result(some, targets) -> None:
    percent = made_of(some)
    found = explain(PercentFacts(percent, parts=some, targets=targets))
    if percent is not None:
        assert found.source is Source.PARTS
        check(found, percent)


@given(TARGETS)
def test_the_printed_mean_of_targets_makes_the_printed_result(targets) -> None:
    percent = made_of(targets)
    found = explain(PercentFacts(percent, targets=targets))
    if percent is not None:
        assert found.source is Source.TARGETS
        check(found, percent)


@given(st.integers(0, 60), st.integers(1, 60))
def test_the_printed_share_of_periods_makes_the_printed_result(reported, periods) -> None:
    percent = percent_of_periods(reported, periods)
    found = explain(PercentFacts(percent, reported_periods=reported, periods=periods))
    assert found.source is Source.PERIODS
    if reported <= periods:
        check(found, percent)


@given(st.none() | PERCENTS, PARTS, TARGETS, st.integers(0, 12))
def test_a_formula_never_stands_beside_another_percent(percent, some, targets, periods) -> None:
    found = explain(PercentFacts(percent, some, targets, reported_periods=3, periods=periods))
    if found.formula is not None:
        check(found, percent)
