"""The course of one target: a ramp to what is counted up, a level line for what is kept."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rendering.charts import Frame
from tracker.rendering.target_charts import counting_chart, level_chart

START, END = date(2026, 1, 1), date(2026, 12, 31)
MARCH, JUNE = date(2026, 4, 11), date(2026, 7, 20)
FRAME = Frame(width=420, height=120, left=10, right=374, top=10, bottom=110)  # a day, a pixel


def kept(*values: str, level: str, **changes):
    days = (MARCH, JUNE)
    readings = [(day, Decimal(value)) for day, value in zip(days, values, strict=False)]
    return level_chart(START, END, readings, Decimal(level), FRAME, **changes)


def test_what_counts_up_has_a_ramp_to_its_goal_at_the_top():
    ramp = [(START, Decimal(0)), (END, Decimal(100))]
    chart = counting_chart(START, END, [(MARCH, Decimal(40))], ramp, FRAME)
    assert chart.expected == "10.0,110.0 374.0,10.0"
    assert (chart.goal, chart.last) == (10.0, (110.0, 70.0))


@pytest.mark.parametrize(
    ("values", "level", "goal", "actual"),
    [
        (("97", "99"), "98", 60.0, "110.0,100.0 210.0,20.0"),
        (("98.6",), "98", 100.0, "110.0,20.0"),
        (("98",), "98", 60.0, "110.0,60.0"),
        ((), "98", 60.0, ""),
        (("-1",), "5", 20.0, "110.0,100.0"),
    ],
)
def test_what_is_kept_has_a_level_and_no_ramp(values, level, goal, actual):
    chart = kept(*values, level=level)
    assert (chart.goal, chart.actual, chart.expected) == (goal, actual, "")


def test_the_first_place_is_at_the_top():
    chart = kept("9", "1", level="3", is_place=True)
    assert chart.actual == "110.0,100.0 210.0,20.0"
    assert chart.goal == 40.0


@given(
    st.lists(st.decimals(-(10**9), 10**9, places=4), max_size=2),
    st.decimals(-(10**9), 10**9, places=4),
    st.booleans(),
)
def test_no_figure_and_no_level_leaves_the_frame(values, level, is_place):
    chart = kept(*map(str, values), level=str(level), is_place=is_place)
    heights = [chart.goal] + [float(point.split(",")[1]) for point in chart.actual.split()]
    assert all(FRAME.top <= y <= FRAME.bottom for y in heights)


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_a_reading_stands_above_its_level_exactly_where_it_is_more(value, level):
    chart = kept(str(value), level=str(level))
    above = chart.last[1] < chart.goal
    assert above == (value > level)
