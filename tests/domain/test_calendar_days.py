"""The calendar day is that of Shanghai, whatever the instant is written in."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tracker.domain.calendar_days import day_of

TOKYO = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 11, 23, 0, 30, tzinfo=TOKYO), date(2026, 11, 22)),
    ],
)
def test_the_day_begins_at_midnight_in_shanghai(moment: datetime, day: date) -> None:
    assert day_of(moment) == day
