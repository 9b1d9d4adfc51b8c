"""Stored figures equal the tasks counted afresh, whatever happened and on whatever day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.make import (
    make_doing,
    make_plan,
    make_strategy,
    make_task,
    make_unit,
    make_update,
)
from tracker import clock as time_of_day
from tracker.database import db
from tracker.domain.lights import Light
from tracker.domain.values import PlanState, ReportEvery, Scope, Taken, TaskState
from tracker.models import Rollup, Snapshot, Strategy, Task
from tracker.services import figures

DAY = date(2026, 11, 23)


def _plan_rollup(session) -> Rollup:
    return session.scalars(sa.select(Rollup).where(Rollup.scope == Scope.PLAN)).one()


def test_a_task_turns_red_by_itself_on_the_day_after_it_was_due(session, clock):
    task = make_task(due_on=DAY, percent=99, last_reported_on=DAY)
    assert task.light is Light.DUE_SOON
    now = clock.move_to(DAY + timedelta(days=1))
    assert figures.refresh_lights(make_doing(now=now)) == 1
    assert task.light is Light.OVERDUE
    assert task.was_red
    assert _plan_rollup(session).overdue == 1
    assert figures.check() == []


def test_tasks_that_do_not_change_today_are_left_alone(session, clock):
    for days in (30, 60, 90):
        make_task(due_on=date(2027, 1, 1) + timedelta(days=days), percent=95, last_reported_on=DAY)
    later = make_task(due_on=DAY, percent=99, last_reported_on=DAY)
    now = clock.move_to(DAY + timedelta(days=1))
    assert figures.refresh_lights(make_doing(now=now)) == 1
    assert later.light is Light.OVERDUE
    assert figures.refresh_lights(make_doing(now=now)) == 0


def test_a_form_that_is_open_over_night_is_not_stale_in_the_morning(session, clock):
    task = make_task(due_on=DAY, percent=99)
    before = task.version
    figures.refresh_lights(make_doing(now=clock.move_to(DAY + timedelta(days=1))))
    assert task.version == before


@pytest.mark.parametrize("state", [PlanState.CLOSED, PlanState.DRAFT])
def test_a_plan_that_is_not_running_is_left_alone(session, clock, state):
    plan = make_plan()
    make_task(make_strategy(plan), due_on=DAY)
    plan.state = state
    session.commit()
    now = clock.move_to(DAY + timedelta(days=30))
    assert figures.refresh_lights(make_doing(now=now)) == 0
    assert figures.take_snapshots(make_doing(now=now)) == 0


def test_the_snapshot_of_a_day_is_its_last_one(session, clock):
    task = make_task()
    figures.take_snapshots(make_doing(now=clock.now()))
    make_update(task, percent=40)
    figures.take_snapshots(make_doing(now=clock.now()))
    rows = session.scalars(sa.select(Snapshot).where(Snapshot.scope == Scope.PLAN)).all()
    assert [(row.on, row.reported, row.points) for row in rows] == [
        (DAY, 1, _plan_rollup(session).points)
    ]


def test_a_snapshot_stays_as_it_was_when_the_plan_goes_on(session, clock):
    task = make_task()
    figures.take_snapshots(make_doing(now=clock.now()))
    make_update(task, percent=40)
    figures.take_snapshots(make_doing(now=clock.move_to(DAY + timedelta(days=1))))
    reported = sa.select(Snapshot.on, Snapshot.reported).where(Snapshot.scope == Scope.PLAN)
    assert session.execute(reported.order_by(Snapshot.on)).all() == [
        (DAY, 0),
        (DAY + timedelta(days=1), 1),
    ]


def test_a_figure_that_is_wrong_is_found_and_rebuilding_makes_it_right(session, clock):
    make_update(make_task(), percent=50)
    row = _plan_rollup(session)
    row.tasks += 1
    session.commit()
    (difference,) = figures.check()
    assert (difference.figure, difference.stored, difference.counted) == ("tasks", 2, 1)
    assert figures.rebuild(make_doing(now=clock.now())) == 4
    assert figures.check() == []


def test_a_task_done_long_before_it_was_due_is_expected_at_100_and_no_more(session, clock):
    make_task(state=TaskState.DONE, percent=100, due_on=DAY + timedelta(days=10))
    now = clock.move_to(DAY + timedelta(days=35))
    figures.refresh_lights(make_doing(now=now))
    stored = figures.figures_of(_plan_rollup(session))
    assert stored.expected(clock.today()) == 100


def test_with_the_new_month_a_report_is_owed_again_and_what_is_done_owes_none(session, clock):
    strategy, unit = make_strategy(), make_unit()
    late_in_autumn = date(2026, 10, 30)
    clock.move_to(late_in_autumn)
    for state in (TaskState.IN_PROGRESS, TaskState.IN_PROGRESS, TaskState.DONE):
        make_update(make_task(strategy, lead=unit, state=state), percent=90)
    make_task(strategy, lead=unit, report_every=ReportEvery.QUARTER)
    assert _reports(session) == (3, 1, 1)
    figures.refresh_lights(make_doing(now=clock.move_to(date(2026, 11, 1))))
    assert _reports(session) == (0, 3, 1)
    make_update(session.get_one(Task, 1), percent=95)
    assert _reports(session) == (1, 2, 1)
    assert figures.check() == []


def _reports(session) -> tuple[int, int, int]:
    row = _plan_rollup(session)
    return row.given, row.owed, row.quarterly


def test_a_strategy_is_counted_for_each_of_its_lead_units(session):
    strategy, other = make_strategy(), make_strategy()
    here, there = make_unit(), make_unit()
    for unit, percent in ((here, 20), (here, 40), (there, 90)):
        make_update(make_task(strategy, lead=unit), percent=percent)
    make_task(other, lead=there, state=TaskState.WITHDRAWN)
    rows = session.scalars(sa.select(Rollup).where(Rollup.unit_id > 0).order_by(Rollup.id))
    assert {(r.scope_id, r.unit_id): (r.tasks, r.points, r.withdrawn) for r in rows} == {
        (strategy.id, here.id): (2, 6000, 0),
        (strategy.id, there.id): (1, 9000, 0),
        (other.id, there.id): (0, 0, 1),
    }


def test_a_draft_counts_nowhere(session):
    make_task(state=TaskState.DRAFT)
    assert session.scalar(sa.select(Rollup.id)) is None


def test_splitting_a_task_does_not_raise_its_weight(session):
    strategy, unit = make_strategy(), make_unit()
    parent = make_task(strategy, lead=unit)
    for percent in (40, 80):
        make_update(make_task(strategy, lead=unit, parent=parent), percent=percent)
    assert parent.percent == Decimal(60)
    assert _plan_rollup(session).tasks == 1
    assert figures.check() == []


STATES = st.sampled_from([s for s in TaskState if s is not TaskState.DRAFT])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("task"), st.integers(-60, 60), STATES),
        st.tuples(st.just("report"), st.integers(0, 9), st.integers(0, 10_000)),
        st.tuples(st.just("night"), st.integers(1, 40), st.none()),
        st.tuples(st.just("part"), st.integers(0, 9), st.none()),
    ),
    min_size=2,
    max_size=8,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_roll_ups_never_drift_from_the_tasks(database, clock, steps):
    """Tasks come, are split and reported on, nights pass: moved by differences for as long as you
    like, the stored figures equal those counted afresh, and no light is left behind."""
    database.empty()
    clock.move_to(DAY)
    with database.app.app_context():
        plan = make_plan()
        home = [make_strategy(plan), make_strategy(plan)], [make_unit(), make_unit()]
        tasks: list[Task] = []
        for step, number, detail in steps:
            _take(step, number, detail, home, tasks, clock)
            assert figures.check() == []
        _lights_are_what_they_would_be_today(tasks)


def _take(step, number, detail, home, tasks, clock) -> None:
    strategy, unit = home[0][number % 2], home[1][number // 2 % 2]
    if step == "night":
        figures.refresh_lights(make_doing(now=clock.forward(days=number)))
    elif step == "task":
        due_on = DAY + timedelta(days=number)
        every = list(ReportEvery)[number % 3 == 0]
        tasks.append(
            make_task(strategy, lead=unit, state=detail, due_on=due_on, report_every=every)
        )
    elif tasks and step == "report":
        make_update(tasks[number % len(tasks)], percent=Decimal(detail) / 100)
    elif tasks:
        parent = tasks[number % len(tasks)]
        if parent.parent_id is None:
            strategy = db.session.get_one(Strategy, parent.strategy_id)
            tasks.append(make_task(strategy, lead=unit, parent=parent))


def _lights_are_what_they_would_be_today(tasks) -> None:
    before = [_computed(task) for task in tasks]
    figures.rebuild(make_doing(now=time_of_day.now()))
    db.session.expire_all()
    assert [_computed(task) for task in tasks] == before


def _computed(task: Task) -> tuple[object, ...]:
    return task.light, task.expected_base, task.expected_slope, task.report


def test_a_day_is_kept_again_as_it_ended_and_only_once(people, clock):
    task = make_task(make_strategy(make_plan()), lead=people.unit_a)
    figures.take_snapshots(make_doing())
    make_update(task, percent=90)
    clock.move_to(clock.today() + timedelta(days=1))
    assert figures.keep_evening(make_doing()) > 0
    make_update(task, percent=95)
    assert figures.keep_evening(make_doing()) == 0
    kept = db.session.execute(sa.select(Snapshot.points, Snapshot.taken)).all()
    assert {tuple(row) for row in kept} == {(9000, Taken.EVENING)}
