"""未签收: who is late is named with the days, and nobody else."""

from datetime import date, timedelta

from tests.make import make_doing, make_plan, make_strategy, make_task
from tracker.domain.values import PlanState, TaskState
from tracker.queries.unsigned import list_unsigned
from tracker.services import lifecycle, tasks


def names(clock, **only):
    found = list_unsigned(clock.today(), **only)
    return {row.unit: [(task.title, task.waited) for task in row.tasks] for row in found}


def test_units_that_have_not_signed_off_after_two_working_days(people, clock):
    """It is a Monday: Wednesday's tasks are late, Thursday's are not."""
    a, b = people.unit_a, people.unit_b
    days = {name: clock.now() - timedelta(days=ago) for name, ago in (("三", 5), ("四", 4))}
    strategy = make_strategy(make_plan())
    make_task(strategy, lead=b, title="周三交办", issued_at=days["三"])
    make_task(strategy, lead=a, title="周四交办", issued_at=days["四"])
    old = make_task(strategy, lead=a, title="上月交办", issued_at=clock.now() - timedelta(days=31))
    make_task(strategy, lead=a, title="举措", parent=old, issued_at=days["三"])
    make_task(strategy, lead=a, state=TaskState.IN_PROGRESS)
    make_task(strategy, lead=a, state=TaskState.DRAFT)
    make_task(make_strategy(make_plan(state=PlanState.CLOSED)), lead=a)
    late = {a.name: [("上月交办", 21), ("举措", 3)], b.name: [("周三交办", 3)]}
    assert names(clock) == late
    assert names(clock, plan_id=strategy.plan_id) == late
    assert names(clock, plan_id=strategy.plan_id + 1) == {}


def test_a_unit_that_takes_over_or_goes_on_again_has_its_two_days(people, clock, session):
    task = make_task(lead=people.unit_a)
    assert names(clock).keys() == {people.unit_a.name}
    how = {"task_id": task.id}
    office = people.office.actor
    tasks.reassign(
        make_doing(office, clock.now()),
        version=task.version,
        lead_unit_id=people.unit_b.id,
        reason="职责调整",
        **how,
    )
    assert names(clock) == {}
    clock.move_to(date(2026, 11, 26))
    assert names(clock) == {people.unit_b.name: [("任务1", 3)]}
    lifecycle.suspend(make_doing(office, clock.now()), reason="等政策", **how)
    assert names(clock) == {}
    lifecycle.resume(make_doing(office, clock.now()), reason="政策已出", **how)
    assert names(clock) == {}
    clock.move_to(date(2026, 12, 1))
    assert names(clock) == {people.unit_b.name: [("任务1", 3)]}
    lifecycle.sign_off(people.chief_b.doing(clock.now()), **how)
    assert names(clock) == {}


def test_it_asks_twice_however_many_are_late(people, clock, count_queries):
    strategy = make_strategy()
    for _ in range(5):
        make_task(strategy, lead=people.unit_a)
    with count_queries() as queries:
        list_unsigned(clock.today())
    assert queries.count == 2
