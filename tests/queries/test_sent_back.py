"""退回待重办: it waits for the unit that leads, until it asks again."""

import pytest

from tests.make import make_task, make_update
from tests.people import EVERYBODY
from tracker.queries.sent_back import list_sent_back
from tracker.services import verification


@pytest.fixture
def task(people, clock):
    """Of unit A, sent back by the plan office."""
    task = make_task(lead=people.unit_a)
    make_update(task, author=people.chief_a.user, percent=100)
    chief, office = people.chief_a.doing(clock.now()), people.office.doing(clock.now())
    verification.ask(chief, task_id=task.id, statement="")
    verification.send_back(office, task_id=task.id, reason="缺照片")
    return task


def waiting(person) -> list[str]:
    return [row.reason for row in list_sent_back(person.actor, limit=9)]


@pytest.mark.parametrize("name", EVERYBODY)
def test_it_waits_for_the_chiefs_of_the_unit_with_its_reason(people, task, name):
    is_theirs = name in {"chief_a", "chief_a2"}
    assert waiting(people[name]) == (["缺照片"] if is_theirs else [])


def test_asking_again_settles_it_and_taking_that_back_does_not(people, clock, task):
    chief = people.chief_a2.doing(clock.now())
    verification.ask(chief, task_id=task.id, statement="已补")
    assert waiting(people.chief_a) == []
    verification.take_back(chief, task_id=task.id)
    assert waiting(people.chief_a) == ["缺照片"]
    verification.ask(chief, task_id=task.id, statement="已补")
    verification.accept(people.office.doing(clock.now()), task_id=task.id, grade=None)
    assert waiting(people.chief_a) == []
