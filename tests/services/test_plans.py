"""A plan is published as a whole or not at all, and closed once."""

from datetime import date

import pytest
import sqlalchemy as sa

from tests.make import make_plan, make_strategy, make_task
from tracker.domain.errors import Forbidden, NotFound, RuleBroken, StaleWrite
from tracker.domain.lights import Light
from tracker.domain.values import PlanState, TaskState
from tracker.models import AuditEntry, PlanDateMoveTask, Task, WorkPlan
from tracker.queries.plans import get_move_facts
from tracker.services import figures, plans

PAST, AFTER = date(2026, 11, 18), date(2026, 11, 19)


@pytest.fixture
def draft(people):
    plan = make_plan(state=PlanState.DRAFT)
    strategy = make_strategy(plan)
    make_task(strategy, lead=people.unit_a)
    make_task(strategy, lead=people.unit_b)
    return plan


def publish(person, plan, clock) -> int:
    return plans.publish(person.doing(clock.now()), plan_id=plan.id)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("office", True),
        ("admin", False),
        ("chief_a", False),
        ("leader_a", False),
        ("stranger", False),
    ],
)
def test_only_the_plan_office_publishes(people, draft, clock, name, may):
    if may:
        assert publish(people[name], draft, clock) == 2
    else:
        with pytest.raises(Forbidden):
            publish(people[name], draft, clock)
    assert draft.state is (PlanState.ACTIVE if may else PlanState.DRAFT)


def test_every_task_is_issued_with_a_light_and_counted(people, draft, clock, session):
    publish(people.office, draft, clock)
    tasks = session.scalars(sa.select(Task)).all()
    assert {(t.state, t.light, t.issued_at) for t in tasks} == {
        (TaskState.ISSUED, Light.NORMAL, clock.now())
    }
    assert figures.check() == []
    assert session.scalars(sa.select(AuditEntry.action)).all() == ["plan.published"]


def test_a_plan_with_a_task_that_nobody_leads_stays_a_draft(people, draft, clock, session):
    alone = make_task(make_strategy(draft))
    with pytest.raises(RuleBroken) as refused:
        publish(people.office, draft, clock)
    assert refused.value.parameters == {"numbers": alone.number}
    assert {task.state for task in session.scalars(sa.select(Task))} == {TaskState.DRAFT}


def test_a_plan_without_tasks_is_not_published(people, clock):
    with pytest.raises(RuleBroken, match="no-tasks"):
        publish(people.office, make_plan(state=PlanState.DRAFT), clock)


@pytest.mark.parametrize("state", [PlanState.ACTIVE, PlanState.CLOSED])
def test_a_plan_is_published_once(people, clock, state):
    plan = make_plan(state=state)
    make_task(make_strategy(plan), lead=people.unit_a)
    with pytest.raises(RuleBroken, match="not-draft"):
        publish(people.office, plan, clock)


def test_a_closed_plan_keeps_its_figures(people, draft, clock, session):
    publish(people.office, draft, clock)
    plans.close(people.office.doing(clock.now()), plan_id=draft.id)
    assert (draft.state, draft.closed_at) == (PlanState.CLOSED, clock.now())
    assert figures.check() == []
    with pytest.raises(RuleBroken, match="not-active"):
        plans.close(people.office.doing(clock.now()), plan_id=draft.id)


@pytest.mark.parametrize("name", ["chief_a", "leader_a", "admin", "stranger"])
def test_nobody_else_closes_a_plan(people, draft, clock, name):
    publish(people.office, draft, clock)
    with pytest.raises(Forbidden):
        plans.close(people[name].doing(clock.now()), plan_id=draft.id)


def test_a_plan_that_is_gone_is_not_found(people, clock):
    with pytest.raises(NotFound):
        plans.publish(people.office.doing(clock.now()), plan_id=404)


DUE = date(2026, 12, 31)
NEW_END = date(2027, 1, 31)


def postpone(person, plan, clock, ends_on=NEW_END, reason="上级统一顺延", seen=None) -> int:
    return plans.postpone(
        person.doing(clock.now()), plan_id=plan.id, ends_on=ends_on, reason=reason, seen=seen
    )


@pytest.fixture
def running(people):
    return make_strategy(make_plan())


def test_a_plan_is_postponed_with_its_open_tasks_and_their_original_dates_stay(
    people, running, clock, session
):
    plan = session.get_one(WorkPlan, running.plan_id)
    year, month = (
        make_task(running, lead=people.unit_a, due_on=day) for day in (DUE, date(2026, 11, 30))
    )
    slope = year.expected_slope
    assert postpone(people.office, plan, clock) == 2
    assert plan.ends_on == NEW_END
    assert (year.due_on, year.original_due_on) == (NEW_END, DUE)
    assert (month.due_on, month.original_due_on) == (date(2026, 12, 31), date(2026, 11, 30))
    assert year.expected_slope < slope
    assert figures.check() == []


def test_an_extension_that_was_granted_keeps_the_later_date(people, running, clock, session):
    plan = session.get_one(WorkPlan, running.plan_id)
    due_on = date(2026, 11, 30)
    far, near = (
        make_task(running, lead=people.unit_a, due_on=day, original_due_on=due_on,
                  planned_due_on=due_on)
        for day in (date(2027, 3, 31), date(2026, 12, 10))
    )  # fmt: skip
    assert postpone(people.office, plan, clock) == 1
    assert (far.due_on, far.planned_due_on) == (date(2027, 3, 31), date(2026, 12, 31))
    assert (near.due_on, near.planned_due_on) == (date(2026, 12, 31), None)
    rows = session.scalars(sa.select(PlanDateMoveTask).order_by(PlanDateMoveTask.task_id)).all()
    assert [row.to_on > row.from_on for row in rows] == [False, True]


@pytest.mark.parametrize(
    ("state", "due_on", "moves"),
    [
        (TaskState.DRAFT, DUE, True),
        (TaskState.ISSUED, DUE, True),
        (TaskState.IN_PROGRESS, date(2026, 11, 23), True),
        (TaskState.IN_PROGRESS, date(2026, 11, 22), False),
        (TaskState.SUBMITTED, DUE, True),
        (TaskState.SUSPENDED, DUE, True),
        (TaskState.DONE, DUE, False),
        (TaskState.WITHDRAWN, DUE, False),
    ],
)
def test_what_is_closed_or_late_already_is_left_alone(
    people, running, clock, session, state, due_on, moves
):
    plan = session.get_one(WorkPlan, running.plan_id)
    task = make_task(running, lead=people.unit_a, state=state, due_on=due_on)
    postpone(people.office, plan, clock)
    assert (task.due_on > due_on) is moves
    assert figures.check() == []


@pytest.mark.parametrize(("submitted", "moves"), [(PAST, True), (AFTER, False)])
def test_what_waits_for_its_verification_moves_if_it_was_submitted_in_time(
    people, running, clock, session, submitted, moves
):
    plan = session.get_one(WorkPlan, running.plan_id)
    waiting = {"state": TaskState.SUBMITTED, "submitted_on": submitted}
    task = make_task(running, lead=people.unit_a, due_on=PAST, **waiting)
    facts = get_move_facts(plan.id, on=clock.today())
    assert (facts.moving, facts.overdue) == ((1, 0) if moves else (0, 1))
    postpone(people.office, plan, clock)
    assert (task.due_on > PAST) is moves
    assert figures.check() == []


@pytest.mark.parametrize("name", ["admin", "chief_a", "leader_a", "stranger"])
def test_only_the_plan_office_postpones(people, running, clock, session, name):
    plan = session.get_one(WorkPlan, running.plan_id)
    with pytest.raises(Forbidden):
        postpone(people[name], plan, clock)


@pytest.mark.parametrize(
    ("ends_on", "reason", "field"),
    [
        (DUE, "统一顺延", "ends_on"),
        (date(2062, 1, 1), "统一顺延", "ends_on"),
        (NEW_END, "", "reason"),
    ],
)
def test_a_plan_is_postponed_to_a_later_day_with_a_reason(
    people, running, clock, session, ends_on, reason, field
):
    plan = session.get_one(WorkPlan, running.plan_id)
    with pytest.raises(RuleBroken) as refused:
        postpone(people.office, plan, clock, ends_on, reason)
    assert refused.value.field == field
    assert plan.ends_on == DUE


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.CLOSED])
def test_only_a_plan_that_is_being_carried_out_is_postponed(people, clock, state):
    with pytest.raises(RuleBroken, match="not-active"):
        postpone(people.office, make_plan(state=state), clock)


def test_a_postponed_plan_is_one_entry_in_the_log(people, running, clock, session):
    plan = session.get_one(WorkPlan, running.plan_id)
    make_task(running, lead=people.unit_a)
    postpone(people.office, plan, clock)
    row = session.scalars(sa.select(AuditEntry)).one()
    assert (row.action, row.before) == ("plan.postponed", {"ends_on": "2026-12-31"})
    assert (row.after["ends_on"], row.after["tasks"]) == ("2027-01-31", 1)


def test_two_people_do_not_postpone_a_plan_twice(people, running, clock, session):
    plan = session.get_one(WorkPlan, running.plan_id)
    seen = plan.ends_on
    postpone(people.office, plan, clock, seen=seen)
    with pytest.raises(StaleWrite, match="end-moved"):
        postpone(people.office, plan, clock, date(2027, 6, 30), seen=seen)
    assert plan.ends_on == NEW_END
