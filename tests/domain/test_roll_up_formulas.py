"""算式 of a roll-up: what is printed gives what is printed beside it."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.expected import MICRO, Segment
from tracker.domain.lights import Light
from tracker.domain.roll_up_formulas import formula_of, left_out
from tracker.domain.rollup import NOTHING, TaskFigures, contribution, total
from tracker.domain.values import TaskState

DAY = date(2026, 11, 23)
PERCENTS = st.none() | st.decimals(0, 100, places=2)


def task(percent, weight=1, expected=80, state=TaskState.IN_PROGRESS):
    line = Segment(expected * MICRO, 0)
    return contribution(TaskFigures(state, Light.NORMAL, weight, percent, line))


@given(st.lists(st.tuples(PERCENTS, st.integers(1, 9), st.integers(0, 100)), max_size=8))
def test_the_printed_sums_divided_are_the_printed_figures(tasks):
    figures = total(task(*each) for each in tasks)
    formula = formula_of(figures, DAY)
    if formula is None:
        assert figures.actual() is None
        return
    assert formula.actual_result == figures.actual()
    assert formula.expected_result == figures.expected(DAY)


def test_what_is_left_out_is_counted():
    assert left_out(NOTHING) == ["举措的进度已在所属任务里，不另计"]
    withdrawn = task(None, state=TaskState.WITHDRAWN)
    words = left_out(total([task(None), task(Decimal(5)), withdrawn, withdrawn]))
    assert [sentence[:2] for sentence in words] == ["1 ", "2 ", "举措"]
