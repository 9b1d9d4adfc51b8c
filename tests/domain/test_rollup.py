"""汇总: sums that move by differences and equal the sums counted afresh."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.expected import MICRO, Segment, course
from tracker.domain.lights import Colour, Light
from tracker.domain.reporting import Standing
from tracker.domain.rollup import NOTHING, TaskFigures, contribution, total
from tracker.domain.values import ReportEvery, TaskState

DAY = date(2026, 7, 2)
HALF = course(date(2026, 1, 1), date(2026, 12, 31)).segment(DAY)
FULL = Segment(100 * MICRO, 0)


def task(
    percent: float | None,
    *,
    weight: int = 1,
    line: Segment = HALF,
    state: TaskState = TaskState.IN_PROGRESS,
    light: Light = Light.NORMAL,
    report: Standing = Standing.NOT_ASKED,
    every: ReportEvery = ReportEvery.MONTH,
) -> TaskFigures:
    known = None if percent is None else Decimal(str(percent))
    return TaskFigures(state, light, weight, known, line, report, every)


def figures(*tasks: TaskFigures):
    return total(contribution(each) for each in tasks)


def test_the_percent_is_the_weighted_mean() -> None:
    assert figures(task(40), task(80, weight=3)).actual() == Decimal("70.00")


def test_no_report_is_not_zero_percent() -> None:
    sums = figures(task(40), task(None))
    assert sums.actual() == 40
    assert (sums.reported, sums.tasks) == (1, 2)


def test_nobody_has_reported_yet() -> None:
    sums = figures(task(None), task(None, line=FULL))
    assert sums.actual() is None
    assert sums.gap(DAY) is None
    assert sums.expected(DAY) == Decimal("75.00")


def test_actual_and_expected_are_compared_over_the_same_tasks() -> None:
    sums = figures(task(40), task(None, line=FULL))
    assert sums.expected(DAY) == Decimal("50.00")
    assert sums.gap(DAY) == Decimal("-10.00")


def test_the_gap_is_that_of_the_printed_figures_and_no_line_rises_past_100() -> None:
    near = figures(task("99.96", line=Segment(100 * MICRO + 4_000_000, 0)))
    assert (near.expected(DAY), near.gap(DAY)) == (100, 0)
    steep = figures(task("49.94", line=Segment(50_050_000, 0)))
    assert (steep.actual(), steep.expected(DAY), steep.gap(DAY)) == (
        Decimal("49.94"),
        Decimal("50.05"),
        Decimal("-0.2"),
    )


def test_a_withdrawn_task_is_out_and_counted_as_out() -> None:
    out = task(10, state=TaskState.WITHDRAWN, light=Light.WITHDRAWN)
    sums = figures(task(60), out)
    assert (sums.actual(), sums.tasks, sums.withdrawn) == (Decimal(60), 1, 1)


def test_a_draft_counts_nowhere() -> None:
    assert figures(task(None, state=TaskState.DRAFT, light=Light.NOT_STARTED)) == NOTHING


def test_reports_of_the_period_are_counted_apart_from_percents_of_any_time() -> None:
    silent, late = task(None, report=Standing.OWED), task(40, report=Standing.OWED)
    told = task(60, report=Standing.GIVEN, every=ReportEvery.QUARTER)
    sums = figures(silent, late, told, task(100, state=TaskState.DONE, light=Light.DONE))
    assert (sums.given, sums.owed, sums.asked, sums.quarterly) == (1, 2, 3, 1)
    assert (sums.reported, sums.tasks) == (3, 4)


def test_a_plan_without_tasks_has_no_percent() -> None:
    assert NOTHING.actual() is None
    assert NOTHING.expected(DAY) is None


STATE_OF = {Light.DONE: TaskState.DONE, Light.SUSPENDED: TaskState.SUSPENDED}
tasks = st.builds(
    lambda percent, weight, slope, light, state: TaskFigures(
        STATE_OF.get(light, state),
        light,
        weight,
        percent,
        Segment(-slope * 9000, slope),
    ),
    percent=st.none() | st.decimals(0, 100, places=2),
    weight=st.integers(1, 9),
    slope=st.integers(0, 100 * MICRO),
    light=st.sampled_from([each for each in Light if each is not Light.WITHDRAWN]),
    state=st.sampled_from([TaskState.ISSUED, TaskState.IN_PROGRESS, TaskState.SUBMITTED]),
)


@given(before=st.lists(tasks, max_size=8), after=tasks, data=st.data())
def test_moving_by_the_difference_gives_what_counting_afresh_gives(before, after, data) -> None:
    before = [*before, after]
    place = data.draw(st.integers(0, len(before) - 1))
    changed = [*before[:place], after, *before[place + 1 :]]
    moved = figures(*before) + (contribution(after) - contribution(before[place]))
    assert moved == figures(*changed)


@given(st.lists(tasks, max_size=12))
def test_counts_by_light_add_up_to_the_total(several) -> None:
    sums = figures(*several)
    assert sum(sums.by_colour().values()) == sums.tasks == len(several)
    assert sums.by_colour()[Colour.DONE] == sums.done


@given(st.lists(tasks, max_size=12))
def test_the_percent_lies_between_the_lowest_and_the_highest(several) -> None:
    percents = [each.percent for each in several if each.percent is not None]
    actual = figures(*several).actual()
    if percents:
        assert min(percents) <= actual <= max(percents)
    else:
        assert actual is None
