"""Figures of the whole plan or of some units: now, at the end of last month, over the days."""

from datetime import date

import pytest

from tests.make import make_plan, make_snapshot, make_strategy, make_task, make_update
from tracker.domain.values import Scope
from tracker.queries.day_figures import get_now_and_earlier, list_course

FIRST, SECOND, TODAY = date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 23)


@pytest.fixture
def plan(people):
    """Today unit A stands at 40 and unit B at 80, in two strategies; before, at what was kept."""
    plan = make_plan()
    shared, other = make_strategy(plan), make_strategy(plan)
    make_update(make_task(shared, lead=people.unit_a), percent=40)
    make_update(make_task(shared, lead=people.unit_b), percent=80)
    make_task(other, lead=people.unit_b)
    for on, percents in ((FIRST, (10, 30)), (SECOND, (20, 60))):
        kept(plan, on, sum(percents) // 2, plan.id, Scope.PLAN)
        for unit, percent in zip((people.unit_a, people.unit_b), percents, strict=True):
            kept(plan, on, percent, unit.id, Scope.UNIT)
            kept(plan, on, percent, shared.id, Scope.STRATEGY, unit_id=unit.id)
    return plan


def kept(plan, on: date, percent: int, scope_id: int, scope: Scope, **more: int) -> None:
    make_snapshot(
        plan,
        on=on,
        scope=scope,
        scope_id=scope_id,
        tasks=1,
        weight=1,
        reported=1,
        reported_weight=1,
        points=percent * 100,
        **more,
    )


def test_the_whole_plan_has_the_figures_of_all_its_units(people, plan):
    now, earlier = get_now_and_earlier(plan.id, date(2026, 11, 1), None)
    assert (now.whole.tasks, now.whole.actual(), earlier.whole.actual()) == (3, 60, 40)
    assert sorted(figures.tasks for figures in now.by_strategy.values()) == [1, 2]
    assert earlier.by_strategy == {}


def test_chosen_units_have_figures_of_their_own_and_the_others_are_known(people, plan):
    now, earlier = get_now_and_earlier(plan.id, date(2026, 11, 1), [people.unit_a.id])
    assert (now.whole.tasks, now.whole.actual(), earlier.whole.actual()) == (1, 40, 20)
    assert [figures.actual() for figures in now.by_strategy.values()] == [40]
    assert [figures.actual() for figures in earlier.by_strategy.values()] == [20]
    assert set(now.by_unit) == {people.unit_a.id, people.unit_b.id}


def test_of_several_units_a_strategy_is_the_sum(people, plan):
    units = [people.unit_a.id, people.unit_b.id]
    now, earlier = get_now_and_earlier(plan.id, FIRST, units)
    whole, _ = get_now_and_earlier(plan.id, FIRST, None)
    assert now == whole
    assert [figures.actual() for figures in earlier.by_strategy.values()] == [20]


def test_before_the_first_day_that_was_kept_nothing_is_known(people, plan):
    for units in (None, [people.unit_a.id], []):
        _, earlier = get_now_and_earlier(plan.id, date(2026, 9, 29), units)
        assert (earlier.whole, earlier.by_strategy, earlier.by_unit) == (None, {}, {})


def test_no_unit_has_no_figures(people, plan):
    now, _ = get_now_and_earlier(plan.id, TODAY, [])
    assert (now.whole, now.by_strategy) == (None, {})
    assert list_course(plan.id, TODAY, []) == []


def test_the_course_is_that_of_the_plan_or_of_the_units_together(people, plan):
    a, b = people.unit_a.id, people.unit_b.id
    for units, percents in ((None, [20, 40]), ([a], [10, 20]), ([a, b], [20, 40])):
        course = list_course(plan.id, TODAY, units)
        assert [(point.on, point.actual) for point in course] == list(
            zip((FIRST, SECOND), percents, strict=True)
        )
    assert len(list_course(plan.id, SECOND, None)) == 1
