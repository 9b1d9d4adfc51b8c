"""What time it is, and which day that is in Shanghai."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tracker import clock


def test_the_day_begins_in_shanghai_eight_hours_before_it_does_in_utc():
    with clock.at(datetime(2026, 12, 31, 15, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 12, 31)
    with clock.at(datetime(2026, 12, 31, 16, 0, tzinfo=UTC)):
        assert clock.today() == date(2027, 1, 1)


def test_a_moment_of_any_zone_is_told_in_utc():
    there = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))
    with clock.at(there):
        assert (clock.now(), clock.now().tzinfo) == (there, UTC)


def test_it_goes_on_where_it_was_set_aside_even_after_a_failure():
    before = datetime.now(UTC)
    with pytest.raises(ValueError, match="on purpose"), clock.at(datetime(2001, 1, 1, tzinfo=UTC)):
        raise ValueError("on purpose")
    assert before <= clock.now() <= datetime.now(UTC)
