"""亮灯: the first rule that fits, and when it changes by itself."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.expected import course
from tracker.domain.lights import Light, LightFacts, LightPolicy, days_late, light, next_change_on
from tracker.domain.values import TaskKind, TaskState

POLICY = LightPolicy()
# Due after 100 days, so that a day is a point.
START, DUE = date(2026, 1, 1), date(2026, 4, 11)


def facts(
    percent: float | None = 50,
    *,
    state: TaskState = TaskState.IN_PROGRESS,
    kind: TaskKind = TaskKind.ONCE,
    silent_from: date | None = None,
    unmet_on: date | None = None,
    submitted_on: date | None = None,
) -> LightFacts:
    ongoing = kind is TaskKind.ONGOING
    return LightFacts(
        state=state,
        kind=kind,
        course=course(START, DUE),
        percent=None if percent is None else Decimal(str(percent)),
        unreported_from=None if ongoing else silent_from,
        missed_from=silent_from if ongoing else None,
        unmet_on=unmet_on,
        submitted_on=submitted_on,
    )


def after(days: int) -> date:
    return START + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "percent", "expected"),
    [
        (-1, 0, Light.NOT_STARTED),
        (50, 50, Light.NORMAL),
        (50, 41, Light.NORMAL),
        (50, 40, Light.LAGGING),  # 10 points behind is behind
        (50, 20, Light.LAGGING),  # 30 is not yet seriously
        (50, 19.96, Light.LAGGING),  # it reads as 20.0
        (50, 19.94, Light.SEVERE),
        (50, 40.04, Light.LAGGING),
        (50, None, Light.NORMAL),  # no report is not 0 percent
        (93, 99, Light.DUE_SOON),
        (92, 99, Light.NORMAL),
        (93, 100, Light.NORMAL),  # nothing is missing but the verification
        (93, None, Light.DUE_SOON),
        (93, 80, Light.LAGGING),  # behind comes before near
        (100, 95, Light.DUE_SOON),  # the day itself is not late
        (101, 100, Light.OVERDUE),  # only done counts as finished
        (101, None, Light.OVERDUE),
    ],
)
def test_the_light_of_a_running_task(days: int, percent: float | None, expected: Light) -> None:
    assert light(facts(percent), after(days), POLICY) is expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (TaskState.DRAFT, Light.NOT_STARTED),
        (TaskState.DONE, Light.DONE),
        (TaskState.SUSPENDED, Light.SUSPENDED),
        (TaskState.WITHDRAWN, Light.WITHDRAWN),
        (TaskState.ISSUED, Light.OVERDUE),
    ],
)
def test_the_state_comes_before_the_dates(state: TaskState, expected: Light) -> None:
    assert light(facts(state=state), after(150), POLICY) is expected


@pytest.mark.parametrize(
    ("submitted", "days", "expected"),
    [
        (60, 60, Light.AWAITING),
        (60, 99, Light.AWAITING),  # neither behind nor near: its clock stands still
        (100, 100, Light.AWAITING),  # the day itself is not late
        (100, 400, Light.AWAITING),  # however long the verifier takes
        (101, 101, Light.SUBMITTED_LATE),
        (101, 400, Light.SUBMITTED_LATE),
    ],
)
@pytest.mark.parametrize("kind", TaskKind)
@pytest.mark.parametrize("percent", [None, 20, 100])
def test_what_was_submitted_in_time_is_not_late(
    submitted: int, days: int, expected: Light, kind: TaskKind, percent: int | None
) -> None:
    case = facts(
        percent,
        state=TaskState.SUBMITTED,
        kind=kind,
        silent_from=after(10),
        unmet_on=after(10),
        submitted_on=after(submitted),
    )
    assert light(case, after(days), POLICY) is expected


@pytest.mark.parametrize(
    ("due", "submitted", "on", "late"),
    [(100, None, 100, 0), (100, None, 103, 3), (100, 100, 180, 0), (100, 103, 180, 3)],
)
def test_the_days_late_stand_still_from_the_day_it_was_submitted(
    due: int, submitted: int | None, on: int, late: int
) -> None:
    day = None if submitted is None else after(submitted)
    assert days_late(after(due), day, after(on)) == late


@pytest.mark.parametrize(
    ("days", "percent", "expected"),
    [
        (40, 100, Light.NORMAL),  # the day itself
        (41, 100, Light.TARGET_OVERDUE),
        (41, None, Light.TARGET_OVERDUE),
        (97, 99, Light.TARGET_OVERDUE),  # before near
        (50, 40, Light.LAGGING),  # after behind
        (101, 100, Light.OVERDUE),
    ],
)
def test_a_target_past_its_own_date_makes_the_task_at_least_yellow(
    days: int, percent: float | None, expected: Light
) -> None:
    assert light(facts(percent, unmet_on=after(40)), after(days), POLICY) is expected


def test_a_target_past_its_date_comes_before_a_missing_report() -> None:
    case = facts(100, silent_from=after(30), unmet_on=after(40))
    assert light(case, after(40), POLICY) is Light.UNREPORTED
    assert light(case, after(41), POLICY) is Light.TARGET_OVERDUE


def test_a_whole_period_without_a_report_is_yellow() -> None:
    silent = facts(50, silent_from=after(40))
    assert light(silent, after(39), POLICY) is Light.NORMAL
    assert light(silent, after(40), POLICY) is Light.UNREPORTED


def test_a_missed_period_of_an_ongoing_task_is_red_and_its_percent_says_nothing() -> None:
    ongoing = facts(0, kind=TaskKind.ONGOING, silent_from=after(60))
    assert light(ongoing, after(59), POLICY) is Light.NORMAL
    assert light(ongoing, after(60), POLICY) is Light.MISSED


def test_thresholds_are_settings() -> None:
    strict = LightPolicy(lagging_points=5, severe_points=20, due_soon_days=3)
    assert light(facts(45), after(50), strict) is Light.LAGGING
    assert light(facts(29), after(50), strict) is Light.SEVERE
    assert light(facts(99), after(94), strict) is Light.NORMAL


@pytest.mark.parametrize("state", [TaskState.DRAFT, TaskState.WITHDRAWN])
def test_a_task_that_counts_nowhere_never_changes_by_itself(state: TaskState) -> None:
    assert next_change_on(facts(state=state), after(10), POLICY) is None


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.SUSPENDED])
def test_a_task_closed_early_still_has_its_expected_line_level_off_when_it_was_due(
    state: TaskState,
) -> None:
    """Its light is fixed, but in the sums the line would rise past 100."""
    assert next_change_on(facts(state=state), after(10), POLICY) == DUE
    assert next_change_on(facts(state=state), DUE, POLICY) is None


def test_past_the_due_date_nothing_more_changes() -> None:
    assert next_change_on(facts(), after(101), POLICY) is None


@settings(max_examples=150)
@given(
    percent=st.none() | st.integers(0, 100),
    today=st.integers(-20, 120),
    silent=st.none() | st.integers(0, 110),
    kind=st.sampled_from(TaskKind),
    points=st.sets(st.integers(1, 99), max_size=3),
    unmet=st.none() | st.integers(0, 110),
    submitted=st.none() | st.integers(-20, 120),
)
def test_the_next_change_is_the_first_day_on_which_light_or_pace_differ(
    percent: int | None,
    today: int,
    silent: int | None,
    kind: TaskKind,
    points: set[int],
    unmet: int | None,
    submitted: int | None,
) -> None:
    line = course(START, DUE, [(after(20 * n), p) for n, p in enumerate(sorted(points), start=1)])
    case = replace(
        facts(
            percent,
            kind=kind,
            silent_from=None if silent is None else after(silent),
            unmet_on=None if unmet is None else after(unmet),
            submitted_on=None if submitted is None else after(submitted),
        ),
        course=line,
    )
    now = after(today)
    look = (light(case, now, POLICY), line.segment(now))
    walked = next(
        (
            day
            for n in range(1, 160)
            if (
                light(case, (day := now + timedelta(days=n)), POLICY),
                line.segment(day),
            )
            != look
        ),
        None,
    )
    assert next_change_on(case, now, POLICY) == walked
