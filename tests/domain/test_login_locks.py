"""When a login is locked, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.domain.login_locks import LOCKED_FOR, locked_until, minutes_left

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _failures(count: int) -> list[datetime]:
    return [NINE + timedelta(seconds=each) for each in range(count)]


@pytest.mark.parametrize("count", [0, 1, 4])
def test_fewer_than_five_failures_lock_nothing(count):
    assert locked_until(_failures(count)) is None


@pytest.mark.parametrize("newest_first", [False, True])
def test_the_fifth_failure_locks_for_a_quarter_of_an_hour_from_then(newest_first):
    failures = sorted(_failures(5), reverse=newest_first)
    assert locked_until(failures) == NINE + timedelta(minutes=15, seconds=4)


@pytest.mark.parametrize(
    ("left", "minutes"),
    [(LOCKED_FOR, 15), (timedelta(seconds=61), 2), (timedelta(seconds=60), 1), (timedelta(0), 1)],
)
def test_the_minutes_to_wait_are_whole_and_never_none(left, minutes):
    assert minutes_left(NINE + left, NINE) == minutes
