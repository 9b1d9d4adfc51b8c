"""待核查: the days that a unit waits for its verifier."""

from datetime import date

import pytest

from tracker.domain.verifying import is_long_wait, waited
from tracker.domain.workdays import Workdays

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("on", "is_long"),
    [(FRIDAY, False), (date(2026, 11, 24), False), (date(2026, 11, 25), True)],
)
def test_a_wait_is_long_from_the_third_working_day(on, is_long) -> None:
    assert is_long_wait(FRIDAY, on, Workdays()) is is_long


@pytest.mark.parametrize(
    ("on", "words"),
    [(FRIDAY, "今天报请核查"), (date(2026, 11, 23), "已等核查 3 天")],
)
def test_the_wait_is_said_in_days(on, words) -> None:
    assert waited(FRIDAY, on) == words
