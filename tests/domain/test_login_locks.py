"""When a login is locked, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.domain.login_locks import (
    LOCKED_FOR,
    MOST_OF_ACCOUNT,
    locked_until,
    minutes_left,
)

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _failures(*minutes: float) -> list[datetime]:
    return [NINE + timedelta(minutes=each) for each in sorted(minutes, reverse=True)]


def _locked(*minutes: float, now: float) -> float | None:
    """Until which minute after nine, at minute `now`."""
    at = NINE + timedelta(minutes=now)
    until = locked_until(_failures(*minutes), MOST_OF_ACCOUNT, at)
    return None if until is None else (until - NINE).total_seconds() / 60


@pytest.mark.parametrize(
    ("minutes", "now", "until"),
    [
        ((), 0, None),
        ((0, 1, 2, 3), 3, None),
        ((0, 1, 2, 3, 4), 4, 19),
        ((0, 1, 2, 3, 4), 18.9, 19),  # the first ones do not end it sooner by growing old
        ((0, 1, 2, 3, 4), 19, None),
        ((0, 0, 0, 0, 15), 15, 30),
        ((0, 1, 1, 1, 16), 16, None),  # five, but not within a quarter of an hour
        ((0, 0, 0, 0, 0.05), 0, 15),  # the clock of another machine is ahead
    ],
)
def test_the_fifth_failure_locks_for_a_quarter_of_an_hour_from_then(minutes, now, until):
    assert _locked(*minutes, now=now) == until


@pytest.mark.parametrize(
    ("left", "minutes"),
    [(LOCKED_FOR, 15), (timedelta(seconds=61), 2), (timedelta(seconds=60), 1), (timedelta(0), 1)],
)
def test_the_minutes_to_wait_are_whole_and_never_none(left, minutes):
    assert minutes_left(NINE + left, NINE) == minutes
