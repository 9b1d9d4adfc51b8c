"""Charts as geometry: points inside their frame, whatever the figures."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rendering.charts import Frame, Trend, trend

START, END = date(2026, 1, 1), date(2026, 12, 31)
FRAME = Frame(width=420, height=120, left=10, right=374, top=10, bottom=110)  # a day, a pixel


def drawn(*actual: tuple[date, int], **changes) -> Trend:
    points = [(day, Decimal(percent)) for day, percent in actual]
    return trend(START, END, points, [], frame=FRAME, **changes)


@pytest.mark.parametrize(
    ("day", "percent", "place"),
    [
        (START, 0, "10.0,110.0"),
        (END, 100, "374.0,10.0"),
        (START + timedelta(days=100), 50, "110.0,60.0"),
        (date(2025, 12, 1), 0, "10.0,110.0"),  # before the plan began
        (date(2027, 2, 1), 130, "374.0,10.0"),  # after its end, and more than all
        (START, -5, "10.0,110.0"),
    ],
)
def test_a_point_lies_by_its_day_and_percent_and_never_outside(day, percent, place):
    assert drawn((day, percent)).actual == place


def test_a_course_is_one_line_with_a_dot_for_each_day_and_a_last_one():
    chart = drawn((START, 0), (START + timedelta(days=100), 50))
    assert chart.actual == "10.0,110.0 110.0,60.0"
    assert chart.dots == ((10.0, 110.0), (110.0, 60.0))
    assert chart.last == chart.dots[-1]


def test_without_reports_there_is_no_line_and_no_last_dot():
    chart = trend(START, END, [], [(START, Decimal(0))], frame=FRAME)
    assert (chart.actual, chart.dots, chart.last) == ("", (), None)
    assert chart.expected == "10.0,110.0"


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (None, None),
        (START, 10.0),
        (END, 374.0),
        (date(2025, 12, 31), None),
        (date(2027, 1, 1), None),
    ],
)
def test_the_day_is_marked_when_it_lies_in_the_plan(on, day):
    assert drawn(on=on).day == day


@pytest.mark.parametrize(
    ("start", "end", "labels"),
    [
        (START, END, [f"{month}月" for month in range(1, 13)]),
        (date(2026, 7, 1), date(2026, 9, 30), ["7月", "8月", "9月"]),
        (date(2026, 11, 15), date(2027, 2, 14), ["11月", "12月", "1月"]),
        (date(2026, 3, 1), date(2026, 3, 30), []),
        (date(2026, 3, 31), date(2026, 3, 31), ["3月"]),
    ],
)
def test_each_month_end_within_the_plan_has_its_label(start, end, labels):
    assert [tick.label for tick in trend(start, end, [], []).months] == labels


def test_levels_rise_from_the_bottom_to_the_top():
    chart = drawn()
    assert [(tick.label, tick.at) for tick in chart.levels] == [
        ("0", 110.0),
        ("50", 60.0),
        ("100", 10.0),
    ]


@given(
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    st.integers(0, 800),
    st.lists(st.tuples(st.dates(), st.decimals(-1000, 1000, places=2)), max_size=5),
)
def test_no_figure_leaves_the_frame(start, days, points):
    chart = trend(start, start + timedelta(days=days), points, points)
    frame = chart.frame
    for x, y in chart.dots:
        assert frame.left <= x <= frame.right
        assert frame.top <= y <= frame.bottom
    assert all(frame.left <= tick.at <= frame.right for tick in chart.months)
