"""交办 and 签收 and 回头看: who moves a single task by one click, and when."""

from datetime import date

import pytest
import sqlalchemy as sa

from tests.make import make_strategy, make_task
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.values import TaskState
from tracker.models import AuditEntry, Reopening
from tracker.services import figures, lifecycle


def sign_off(person, task, clock) -> None:
    lifecycle.sign_off(person.doing(clock.now()), task_id=task.id)


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


def issue(person, task, clock) -> int:
    return lifecycle.issue(person.doing(clock.now()), task_id=task.id)


def reopen(person, task, clock, reason="抽查发现两处未整改", due_on=None) -> None:
    lifecycle.reopen(person.doing(clock.now()), task_id=task.id, reason=reason, due_on=due_on)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("office", True),
        ("leader_a", False),
        ("chief_a", False),
        ("admin", False),
        ("stranger", False),
    ],
)
def test_the_plan_office_issues_a_later_task_by_itself(people, clock, name, may):
    task = make_task(lead=people.unit_a, state=TaskState.DRAFT)
    if may:
        assert issue(people[name], task, clock) == 1
        assert (task.state, task.issued_at) == (TaskState.ISSUED, clock.now())
        assert figures.check() == []
        return
    with pytest.raises(Forbidden):
        issue(people[name], task, clock)
    assert task.state is TaskState.DRAFT


def test_with_a_task_its_parts_are_issued(people, clock):
    strategy = make_strategy()
    task = make_task(strategy, lead=people.unit_a, state=TaskState.DRAFT)
    part = make_task(strategy, lead=people.unit_b, parent=task, state=TaskState.DRAFT)
    with pytest.raises(RuleBroken, match="parent-stopped"):
        issue(people.office, part, clock)
    assert issue(people.office, task, clock) == 2
    assert part.state is TaskState.ISSUED


@pytest.mark.parametrize("state", [s for s in TaskState if s is not TaskState.DRAFT])
def test_what_was_issued_is_not_issued_again(people, clock, state):
    task = make_task(lead=people.unit_a, state=state)
    with pytest.raises(RuleBroken, match="cannot-issue"):
        issue(people.office, task, clock)


def test_without_a_lead_unit_nothing_is_issued(people, clock):
    task = make_task(state=TaskState.DRAFT)
    with pytest.raises(RuleBroken, match="lead-missing"):
        issue(people.office, task, clock)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("office", True),
        ("leader_a", True),
        ("leader_b", False),
        ("chief_a", False),
        ("admin", False),
        ("stranger", False),
    ],
)
def test_who_looks_again_may_take_a_closed_task_up(people, clock, session, name, may):
    task = make_task(lead=people.unit_a, state=TaskState.DONE, percent=100)
    if not may:
        with pytest.raises(Forbidden):
            reopen(people[name], task, clock)
        return
    reopen(people[name], task, clock)
    row = session.scalars(sa.select(Reopening)).one()
    assert (task.state, task.percent) == (TaskState.IN_PROGRESS, 100)
    assert (row.reason, row.reopened_by_id) == ("抽查发现两处未整改", people[name].id)
    assert figures.check() == []


def test_a_task_taken_up_again_may_get_a_later_date(people, clock, session):
    task = make_task(lead=people.unit_a, state=TaskState.DONE, due_on=date(2026, 9, 30))
    reopen(people.office, task, clock, due_on=date(2026, 12, 20))
    row = session.scalars(sa.select(Reopening)).one()
    assert (task.due_on, task.original_due_on) == (date(2026, 12, 20), date(2026, 9, 30))
    assert (row.due_from, row.due_to) == (date(2026, 9, 30), date(2026, 12, 20))


@pytest.mark.parametrize(
    ("reason", "due_on", "field"),
    [("", None, "reason"), ("抽查未过", date(2026, 11, 1), "due_on")],
)
def test_it_is_taken_up_with_a_reason_and_not_to_a_past_day(people, clock, reason, due_on, field):
    task = make_task(lead=people.unit_a, state=TaskState.DONE, due_on=date(2026, 9, 30))
    with pytest.raises(RuleBroken) as refused:
        reopen(people.office, task, clock, reason, due_on)
    assert refused.value.field == field


@pytest.mark.parametrize("state", [s for s in TaskState if s is not TaskState.DONE])
def test_only_a_closed_task_is_taken_up_again(people, clock, state):
    task = make_task(lead=people.unit_a, state=state)
    with pytest.raises(RuleBroken, match="cannot-reopen"):
        reopen(people.office, task, clock)


def test_a_part_is_not_taken_up_while_the_whole_is_closed(people, clock):
    whole = make_task(lead=people.unit_a, state=TaskState.DONE)
    part = make_task(lead=people.unit_b, parent=whole, state=TaskState.DONE)
    with pytest.raises(RuleBroken, match="parent-stopped"):
        reopen(people.office, part, clock)


def test_issuing_and_reopening_are_one_entry_each(people, clock, session):
    task = make_task(lead=people.unit_a, state=TaskState.DRAFT)
    issue(people.office, task, clock)
    reopen(people.office, make_task(lead=people.unit_a, state=TaskState.DONE), clock)
    rows = session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert rows == ["task.issued", "task.reopened"]
