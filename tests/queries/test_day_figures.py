"""Figures of the whole plan or of some units: now, at the end of last month, over the days."""

from collections.abc import Sequence
from datetime import date

import pytest
import sqlalchemy as sa

from tests.make import make_plan, make_snapshot, make_strategy, make_task, make_update
from tracker.database import db
from tracker.domain.values import Scope, Taken
from tracker.models import Strategy
from tracker.queries.board_scope import BoardScope
from tracker.queries.day_figures import CoursePoint, get_course_and_months, get_now_and_earlier

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


def course_of(scope: BoardScope, until: date) -> Sequence[CoursePoint]:
    return get_course_and_months(scope, until)[0]


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
    now, earlier = get_now_and_earlier(BoardScope(plan.id), date(2026, 11, 1))
    assert (now.whole.tasks, now.whole.actual(), earlier.whole.actual()) == (3, 60, 40)
    assert sorted(figures.tasks for figures in now.by_strategy.values()) == [1, 2]
    assert earlier.by_strategy == {}


def test_chosen_units_have_figures_of_their_own_and_the_others_are_known(people, plan):
    now, earlier = get_now_and_earlier(BoardScope(plan.id, [people.unit_a.id]), date(2026, 11, 1))
    assert (now.whole.tasks, now.whole.actual(), earlier.whole.actual()) == (1, 40, 20)
    assert [figures.actual() for figures in now.by_strategy.values()] == [40]
    assert [figures.actual() for figures in earlier.by_strategy.values()] == [20]
    assert set(now.by_unit) == {people.unit_a.id, people.unit_b.id}


def test_of_several_units_a_strategy_is_the_sum(people, plan):
    units = [people.unit_a.id, people.unit_b.id]
    now, earlier = get_now_and_earlier(BoardScope(plan.id, units), FIRST)
    whole, _ = get_now_and_earlier(BoardScope(plan.id), FIRST)
    assert now == whole
    assert [figures.actual() for figures in earlier.by_strategy.values()] == [20]


def test_before_the_first_day_that_was_kept_nothing_is_known(people, plan):
    for units in (None, [people.unit_a.id], []):
        _, earlier = get_now_and_earlier(BoardScope(plan.id, units), date(2026, 9, 29))
        assert (earlier.whole, earlier.by_strategy, earlier.by_unit) == (None, {}, {})


def test_no_unit_has_no_figures(people, plan):
    now, _ = get_now_and_earlier(BoardScope(plan.id, []), TODAY)
    assert (now.whole, now.by_strategy) == (None, {})
    assert course_of(BoardScope(plan.id, []), TODAY) == []


def test_the_course_is_that_of_the_plan_or_of_the_units_together(people, plan):
    a, b = people.unit_a.id, people.unit_b.id
    for units, percents in ((None, [20, 40]), ([a], [10, 20]), ([a, b], [20, 40])):
        course = course_of(BoardScope(plan.id, units), TODAY)
        assert [(point.on, point.actual) for point in course] == list(
            zip((FIRST, SECOND), percents, strict=True)
        )
    assert len(course_of(BoardScope(plan.id), SECOND)) == 1


def test_reports_of_a_month_are_those_of_its_last_kept_day_by_unit(people, plan):
    a, b = people.unit_a.id, people.unit_b.id
    for on, given in ((date(2026, 10, 20), 0), (date(2026, 8, 31), 2)):
        kept(plan, on, 5, plan.id, Scope.PLAN)
        kept(plan, on, 5, a, Scope.UNIT, given=given, owed=2)
    kept(plan, date(2026, 11, 2), 5, a, Scope.UNIT, given=9)
    _, months = get_course_and_months(BoardScope(plan.id), TODAY)
    assert [(m.month, m.given, m.asked) for m in months[a]] == [
        (date(2026, 8, 1), 2, 4),
        (date(2026, 9, 1), 0, 0),
        (date(2026, 10, 1), 0, 0),
    ]
    assert [m.month.month for m in months[b]] == [9, 10]


def test_of_one_strategy_all_is_of_that_strategy(people, plan):
    strategy = db.session.scalar(sa.select(Strategy.id).order_by(Strategy.id).limit(1))
    scope = BoardScope(plan.id, strategy_id=strategy)
    now, earlier = get_now_and_earlier(scope, TODAY)
    assert (now.whole.tasks, now.whole.actual(), set(now.by_strategy)) == (2, 60, {strategy})
    assert sorted(f.actual() for f in now.by_unit.values()) == [40, 80]
    assert earlier.by_unit[people.unit_a.id].actual() == 20
    of_unit = BoardScope(plan.id, [people.unit_b.id], strategy)
    now, _ = get_now_and_earlier(of_unit, TODAY)
    assert (now.whole.tasks, now.whole.actual()) == (1, 80)
    assert [point.actual for point in course_of(of_unit, TODAY)] == [30, 60]


def test_a_day_that_is_past_has_the_figures_of_the_last_day_that_was_kept(people, plan):
    for asked, on, actual in ((SECOND, SECOND, 40), (date(2026, 10, 5), FIRST, 20)):
        then, _ = get_now_and_earlier(BoardScope(plan.id), FIRST, past=asked)
        assert (then.on, then.taken, then.whole.actual()) == (on, Taken.MORNING, actual)
    then, _ = get_now_and_earlier(BoardScope(plan.id), FIRST, past=date(2026, 1, 5))
    assert (then.on, then.taken, then.whole) == (None, None, None)
