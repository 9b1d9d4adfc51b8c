"""较上月: the gain of a month against what the calendar asked for in it."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.expected import MICRO, Segment, course
from tracker.domain.lights import Light
from tracker.domain.pace import Change, Pace, change
from tracker.domain.rollup import NOTHING, Figures, TaskFigures, contribution
from tracker.domain.values import TaskState

# Due after 100 days, so that a day asks for one point.
START, DUE = date(2026, 1, 1), date(2026, 4, 11)
THEN, NOW = date(2026, 2, 1), date(2026, 2, 11)
ASKED = 10


def at(percent: str | None, line: Segment) -> Figures:
    known = None if percent is None else Decimal(percent)
    task = TaskFigures(TaskState.IN_PROGRESS, Light.NORMAL, 1, known, line)
    return contribution(task)


def changed(before: str | None, after: str | None) -> Change | None:
    line = course(START, DUE)
    return change(at(after, line.segment(NOW)), NOW, at(before, line.segment(THEN)), THEN)


@pytest.mark.parametrize(
    ("gained", "pace"),
    [
        ("0", Pace.SLOWER),
        ("-3", Pace.SLOWER),
        (f"{ASKED - 0.6}", Pace.SLOWER),
        (f"{ASKED - 0.5}", Pace.EVEN),
        (f"{ASKED}", Pace.EVEN),
        (f"{ASKED + 0.5}", Pace.EVEN),
        (f"{ASKED + 0.6}", Pace.FASTER),
        ("70", Pace.FASTER),
    ],
)
def test_half_a_point_decides_between_fast_even_and_slow(gained, pace):
    after = str(Decimal(30) + Decimal(gained))
    assert changed("30", after) == Change(Decimal(gained), pace)


@pytest.mark.parametrize(("before", "after"), [(None, "40"), ("40", None), (None, None)])
def test_a_day_without_a_report_cannot_be_compared(before, after):
    assert changed(before, after) is None


def test_without_an_earlier_day_there_is_no_change():
    assert change(at("40", Segment(0, 0)), NOW, None, THEN) is None
    assert change(at("40", Segment(0, 0)), NOW, NOTHING, THEN) is None


def test_when_the_calendar_asks_for_nothing_more_standing_still_is_even():
    level = Segment(100 * MICRO, 0)
    assert change(at("60", level), NOW, at("60", level), THEN) == Change(Decimal(0), Pace.EVEN)
