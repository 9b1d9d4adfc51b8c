"""What a plan in draft may be called, and from when to when it may run."""

from datetime import date

import pytest

from tracker.domain.terms.plans import PlanTerms, check_plan, year_within
from tracker.domain.values import Period

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def faults(title="要点", organisation="区局", period=YEAR) -> dict[str, str]:
    found = check_plan(PlanTerms(title, organisation, period))
    return {fault.field: fault.code for fault in found}


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({}, {}),
        ({"title": "  "}, {"title": "text.missing"}),
        ({"organisation": ""}, {"organisation": "text.missing"}),
        ({"title": "要" * 201}, {"title": "text.too-long"}),
        ({"title": "要\x07点"}, {"title": "text.control-characters"}),
        ({"period": Period(date(2026, 3, 1), date(2027, 2, 28))}, {}),
        ({"period": Period(date(2026, 5, 1), date(2026, 5, 1))}, {}),
        ({"period": Period(YEAR.end, YEAR.start)}, {"ends_on": "plan.end-before-start"}),
        ({"period": Period(date(2026, 1, 1), date(2030, 12, 31))}, {}),
        ({"period": Period(date(2026, 1, 1), date(2031, 1, 1))}, {"ends_on": "plan.too-long"}),
        ({"period": Period(date(1926, 1, 1), YEAR.end)}, {"starts_on": "year.not-a-year"}),
        ({"period": Period(YEAR.start, date(2126, 1, 1))}, {"ends_on": "year.not-a-year"}),
        ({"period": Period(date.min, YEAR.end)}, {"starts_on": "year.not-a-year"}),
    ],
)
def test_a_plan_has_names_and_a_period_that_can_be(terms, expected) -> None:
    assert faults(**terms) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 3, 1), date(2027, 2, 28), 2026),
        (date(2025, 11, 1), date(2026, 10, 31), 2026),
        (date(2027, 1, 1), date(2027, 12, 31), 2027),
        (date(2024, 1, 1), date(2025, 12, 31), 2024),
    ],
)
def test_the_year_stays_while_the_period_touches_it(start, end, expected) -> None:
    assert year_within(Period(start, end), 2026) == expected
