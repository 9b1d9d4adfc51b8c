"""汇报频次: months and quarters."""

from datetime import date

import pytest

from tracker.domain.periods import (
    next_period_start,
    period_start,
    periods_between,
    unreported_from,
)
from tracker.domain.values import Period, ReportEvery

MONTH, QUARTER = ReportEvery.MONTH, ReportEvery.QUARTER


@pytest.mark.parametrize(
    ("day", "every", "start", "following"),
    [
        ("2026-01-01", MONTH, "2026-01-01", "2026-02-01"),
        ("2026-12-31", MONTH, "2026-12-01", "2027-01-01"),
        ("2026-03-31", QUARTER, "2026-01-01", "2026-04-01"),
        ("2026-11-23", QUARTER, "2026-10-01", "2027-01-01"),
    ],
)
def test_the_period_that_holds_a_day(day, every, start, following) -> None:
    assert period_start(date.fromisoformat(day), every) == date.fromisoformat(start)
    assert next_period_start(date.fromisoformat(day), every) == date.fromisoformat(following)


@pytest.mark.parametrize(
    ("start", "end", "every", "count"),
    [
        ("2026-01-01", "2026-12-31", MONTH, 12),
        ("2026-01-01", "2026-12-31", QUARTER, 4),
        ("2026-07-01", "2026-12-31", QUARTER, 2),
        ("2026-06-30", "2026-07-01", MONTH, 2),
        ("2025-11-01", "2026-02-28", MONTH, 4),
    ],
)
def test_how_many_periods_a_plan_touches(start, end, every, count) -> None:
    period = Period(date.fromisoformat(start), date.fromisoformat(end))
    assert periods_between(period, every) == count


@pytest.mark.parametrize(
    ("issued", "reported", "every", "silent_from"),
    [
        ("2026-01-20", None, MONTH, "2026-03-01"),  # January is the month of issue
        ("2026-01-20", "2026-03-05", MONTH, "2026-05-01"),
        ("2026-11-30", None, MONTH, "2027-01-01"),
        ("2026-01-20", None, QUARTER, "2026-07-01"),
        ("2026-05-01", "2026-02-01", MONTH, "2026-07-01"),
    ],
)
def test_a_whole_period_must_pass_before_silence_counts(
    issued, reported, every, silent_from
) -> None:
    found = unreported_from(
        issued_on=date.fromisoformat(issued),
        last_reported_on=date.fromisoformat(reported) if reported else None,
        every=every,
    )
    assert found == date.fromisoformat(silent_from)
