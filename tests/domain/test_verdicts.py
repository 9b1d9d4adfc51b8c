"""The sentence at the head of a board, and shares that add up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.expected import MICRO, Segment
from tracker.domain.lights import Light
from tracker.domain.rollup import NOTHING, Figures, TaskFigures, contribution, total
from tracker.domain.values import TaskState
from tracker.domain.verdicts import shares, verdict

DAY = date(2026, 11, 23)
EXPECTED = Segment(80 * MICRO, 0)  # 80 percent on any day


def task(percent: str | None, light: Light = Light.NORMAL) -> Figures:
    state = {Light.DONE: TaskState.DONE, Light.WITHDRAWN: TaskState.WITHDRAWN}
    known = None if percent is None else Decimal(percent)
    return contribution(
        TaskFigures(state.get(light, TaskState.IN_PROGRESS), light, 1, known, EXPECTED)
    )


def said(*tasks: Figures, **strategies: Figures) -> list[str]:
    return verdict(total(tasks), DAY, list(strategies.items())).split("；")


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        ("91.2", "总进度超前序时 11.2 个百分点"),
        ("80.5", "总进度超前序时 0.5 个百分点"),
        ("80.44", "总进度与序时持平"),
        ("80", "总进度与序时持平"),
        ("79.56", "总进度与序时持平"),
        ("79.5", "总进度落后序时 0.5 个百分点"),
        ("0", "总进度落后序时 80.0 个百分点"),
        (None, "1 项任务已交办，还没有报送进展"),
    ],
)
def test_progress_is_said_against_the_calendar(percent, words):
    assert said(task(percent)) == [words, "没有红灯"]


@pytest.mark.parametrize(
    ("lights", "words"),
    [
        ([Light.NORMAL, Light.LAGGING], "没有红灯"),
        ([Light.OVERDUE, Light.OVERDUE], "2 项红灯，均为逾期"),
        ([Light.OVERDUE, Light.SEVERE, Light.MISSED], "3 项红灯，其中 1 项逾期"),
        ([Light.SEVERE, Light.NORMAL], "1 项红灯"),
        (
            [Light.OVERDUE, Light.SUBMITTED_LATE] * 2,
            "4 项逾期，其中 2 项待核查",
        ),
        (
            [Light.OVERDUE, Light.SUBMITTED_LATE, Light.SUBMITTED_LATE, Light.SEVERE],
            "4 项红灯：3 项逾期，其中 2 项待核查",
        ),
        ([Light.AWAITING, Light.TARGET_OVERDUE], "没有红灯"),
    ],
)
def test_red_lights_are_counted_with_those_past_due(lights, words):
    assert said(*(task("80", light) for light in lights))[1] == words


def test_when_all_is_done_the_gap_does_not_matter():
    assert said(task("60", Light.DONE), task(None, Light.DONE)) == ["2 项任务全部办结", "没有红灯"]


@pytest.mark.parametrize("figures", [NOTHING, task("50", Light.WITHDRAWN)])
def test_a_plan_without_tasks_says_so_and_nothing_else(figures):
    assert said(figures, 食品=figures) == ["计划中还没有已交办的任务"]


@pytest.mark.parametrize(
    ("strategies", "words"),
    [
        ({"甲": "75", "乙": "70.06"}, []),
        ({"甲": "75", "乙": "70"}, ["“乙”落后较多"]),
        ({"甲": "60", "乙": "50", "丙": "79"}, ["“乙”、“甲”落后最多"]),
        ({"甲": "60", "乙": "50", "丙": "10"}, ["“丙”、“乙”落后最多"]),
        ({"甲": None, "乙": "50"}, ["“乙”落后较多"]),
    ],
)
def test_the_strategies_furthest_behind_are_named_at_most_two(strategies, words):
    parts = {title: task(percent) for title, percent in strategies.items()}
    assert said(task("80"), **parts)[2:] == words


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], ()),
        ([0, 0], (0, 0)),
        ([1, 1, 1], ("33.4", "33.3", "33.3")),
        ([2, 1], ("66.7", "33.3")),
        ([5, 0], (100, 0)),
        ([1, 999], ("0.1", "99.9")),
    ],
)
def test_shares_have_one_decimal(counts, expected):
    assert shares(counts) == tuple(Decimal(share) for share in expected)


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=8))
def test_shares_add_up_to_a_hundred_and_each_is_within_a_tenth_of_the_truth(counts):
    whole = sum(counts)
    result = shares(counts)
    assert sum(result) == (100 if whole else 0)
    for count, share in zip(counts, result, strict=True):
        assert not whole or abs(share - Decimal(count * 100) / whole) < Decimal("0.1")
