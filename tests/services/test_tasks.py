"""签收: a chief of the lead unit, once."""

import pytest
import sqlalchemy as sa

from tests.make import POLICY, make_task
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.values import TaskState
from tracker.models import AuditEntry
from tracker.services import figures, tasks


def sign_off(person, task, clock) -> None:
    tasks.sign_off(person.actor, task_id=task.id, now=clock.now(), policy=POLICY)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("chief_a", True),
        ("chief_a2", True),
        ("chief_b", False),
        ("office", False),
        ("leader_a", False),
        ("admin", False),
        ("stranger", False),
    ],
)
def test_only_a_chief_of_the_lead_unit_signs(people, clock, name, may):
    task = make_task(lead=people.unit_a, supports=[people.unit_b])
    if may:
        sign_off(people[name], task, clock)
        assert (task.signed_by_id, task.signed_at) == (people[name].id, clock.now())
    else:
        with pytest.raises(Forbidden):
            sign_off(people[name], task, clock)
        assert task.signed_at is None


def test_signing_moves_the_task_and_is_written_down(people, clock, session):
    task = make_task(lead=people.unit_a)
    sign_off(people.chief_a, task, clock)
    assert task.state is TaskState.IN_PROGRESS
    assert figures.check() == []
    assert session.scalars(sa.select(AuditEntry.action)).all() == ["task.signed-off"]


@pytest.mark.parametrize("state", [state for state in TaskState if state is not TaskState.ISSUED])
def test_only_an_issued_task_is_signed_for(people, clock, state):
    task = make_task(lead=people.unit_a, state=state)
    with pytest.raises(RuleBroken, match="cannot-sign-off"):
        sign_off(people.chief_a, task, clock)
