"""序时进度: expected progress as lines."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.expected import MICRO, course

JAN_1, DEC_31 = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2025, 12, 31), "0"),
        (JAN_1, "0"),
        (date(2026, 7, 2), "50"),
        (DEC_31, "100"),
        (date(2027, 6, 1), "100"),
    ],
)
def test_without_milestones_it_runs_straight_from_start_to_due_date(
    day: date, percent: str
) -> None:
    assert course(JAN_1, DEC_31).expected(day) == Decimal(percent)


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (JAN_1, "0"),
        (date(2026, 3, 31), "10"),
        (date(2026, 6, 30), "60"),
        (date(2026, 5, 16), "35.27"),
        (DEC_31, "100"),
    ],
)
def test_between_milestones_it_is_linear(day: date, percent: str) -> None:
    line = course(JAN_1, DEC_31, [(date(2026, 3, 31), 10), (date(2026, 6, 30), 60)])
    assert line.expected(day) == Decimal(percent)


def test_a_task_due_on_its_first_day_is_all_or_nothing() -> None:
    line = course(JAN_1, JAN_1)
    assert line.expected(JAN_1 - timedelta(days=1)) == 0
    assert line.expected(JAN_1) == 100


def test_a_milestone_outside_the_task_is_left_out() -> None:
    line = course(JAN_1, date(2026, 6, 30), [(date(2026, 9, 30), 80)])
    assert line == course(JAN_1, date(2026, 6, 30))


days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))


@given(start=days, length=st.integers(0, 1200), percents=st.sets(st.integers(1, 99), max_size=4))
def test_it_never_falls_and_stays_within_0_and_100(
    start: date, length: int, percents: set[int]
) -> None:
    due = start + timedelta(days=length)
    step = max(1, length // 6)
    points = [
        (start + timedelta(days=step * place), percent)
        for place, percent in enumerate(sorted(percents), start=1)
    ]
    line = course(start, due, points)
    walk = [line.expected(start + timedelta(days=n)) for n in range(-2, length + 3, step)]
    assert walk == sorted(walk)
    assert all(0 <= percent <= 100 for percent in walk)


@given(start=days, length=st.integers(1, 3000), offset=st.integers(-10, 3010))
def test_the_whole_number_line_is_within_a_hundredth_of_the_exact_one(
    start: date, length: int, offset: int
) -> None:
    line = course(start, start + timedelta(days=length))
    day = start + timedelta(days=offset)
    exact = min(Decimal(100), max(Decimal(0), Decimal(100 * offset) / length))
    assert abs(Decimal(line.segment(day).at(day)) / MICRO - exact) < Decimal("0.01")
