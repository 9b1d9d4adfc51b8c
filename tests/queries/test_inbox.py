"""待办: everybody finds what waits for them, and nothing that they may not decide."""

import pytest

from tests.make import POLICY, make_plan, make_strategy, make_task, make_update
from tracker.domain.permissions import Permission, allows
from tracker.domain.values import PlanState
from tracker.queries.inbox import count_inbox, get_inbox
from tracker.queries.tasks import get_task
from tracker.services import verification


def submitted(people, clock, *, lead=None, by=None, **changes):
    task = make_task(lead=lead or people.unit_a, **changes)
    asker = by or people.chief_a
    make_update(task, author=asker.user, percent=100)
    verification.ask(asker.actor, task_id=task.id, statement="", now=clock.now(), policy=POLICY)
    return task


def send_back(people, task, clock):
    verification.send_back(
        people.office.actor, task_id=task.id, reason="缺照片", now=clock.now(), policy=POLICY
    )


EVERYBODY = ("office", "leader_a", "leader_b", "chief_a", "chief_b", "admin", "stranger")


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_verification_waits_for_just_those_who_may_decide_it(people, clock, name):
    task = submitted(people, clock)
    actor = people[name].actor
    facts = get_task(task.id, on=clock.today(), policy=POLICY).facts
    waiting = [row.task_id for row in get_inbox(actor).verifications]
    assert waiting == ([task.id] if allows(actor, Permission.VERIFICATION_DECIDE, facts) else [])


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_task_sent_back_waits_for_the_chief_of_its_unit(people, clock, name):
    task = submitted(people, clock)
    send_back(people, task, clock)
    rows = get_inbox(people[name].actor).sent_back
    assert [row.task_id for row in rows] == ([task.id] if name == "chief_a" else [])
    assert all(row.reason == "缺照片" for row in rows)


def test_asking_again_settles_what_was_sent_back(people, clock):
    task = submitted(people, clock)
    send_back(people, task, clock)
    verification.ask(
        people.chief_a.actor, task_id=task.id, statement="已补", now=clock.now(), policy=POLICY
    )
    assert get_inbox(people.chief_a.actor).count == 0
    assert get_inbox(people.office.actor).count == 1


def test_what_is_closed_waits_for_nobody(people, clock, session):
    plan = make_plan()
    submitted(people, clock, strategy=make_strategy(plan))
    plan.state = PlanState.CLOSED
    session.commit()
    assert get_inbox(people.office.actor).count == 0


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_number_in_the_navigation_is_that_of_the_page(people, clock, count_queries, name):
    submitted(people, clock)
    send_back(people, submitted(people, clock), clock)
    actor = people[name].actor
    with count_queries() as queries:
        counted = count_inbox(actor)
    assert (counted, queries.count) == (get_inbox(actor).count, 1)
