"""A plan is published as a whole or not at all, and closed once."""

import pytest
import sqlalchemy as sa

from tests.make import POLICY, make_plan, make_strategy, make_task
from tracker.domain.errors import Forbidden, NotFound, RuleBroken
from tracker.domain.lights import Light
from tracker.domain.values import PlanState, TaskState
from tracker.models import AuditEntry, Task
from tracker.services import figures, plans


@pytest.fixture
def draft(people):
    plan = make_plan(state=PlanState.DRAFT)
    strategy = make_strategy(plan)
    make_task(strategy, lead=people.unit_a)
    make_task(strategy, lead=people.unit_b)
    return plan


def publish(person, plan, clock) -> int:
    return plans.publish(person.actor, plan_id=plan.id, now=clock.now(), policy=POLICY)


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
    plans.close(people.office.actor, plan_id=draft.id, now=clock.now())
    assert draft.state is PlanState.CLOSED
    assert figures.check() == []
    with pytest.raises(RuleBroken, match="not-active"):
        plans.close(people.office.actor, plan_id=draft.id, now=clock.now())


@pytest.mark.parametrize("name", ["chief_a", "leader_a", "admin", "stranger"])
def test_nobody_else_closes_a_plan(people, draft, clock, name):
    publish(people.office, draft, clock)
    with pytest.raises(Forbidden):
        plans.close(people[name].actor, plan_id=draft.id, now=clock.now())


def test_a_plan_that_is_gone_is_not_found(people, clock):
    with pytest.raises(NotFound):
        plans.publish(people.office.actor, plan_id=404, now=clock.now(), policy=POLICY)
