"""撤销 takes two people, and what is withdrawn leaves the figures for good."""

import pytest
import sqlalchemy as sa

from tests.make import make_strategy, make_task, make_user
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.values import Actor, Role, Scope, TaskState, WithdrawalVerdict
from tracker.models import AuditEntry, Rollup, Strategy, Task, Withdrawal
from tracker.services import figures, lifecycle


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a, state=TaskState.IN_PROGRESS, percent=40)


@pytest.fixture
def second(people):
    """Another person of the plan office."""
    user = make_user(people.unit_office, roles=[Role.PLAN_OFFICE])
    actor = Actor(user.id, user.name, frozenset({Role.PLAN_OFFICE}), people.unit_office.id)
    return type(people.office)(user.login, actor)


def propose(person, task, clock, reason="上级已取消该项任务") -> int:
    return lifecycle.propose_withdrawal(person.doing(clock.now()), task_id=task.id, reason=reason)


def confirm(person, task, clock, word="") -> None:
    lifecycle.confirm_withdrawal(person.doing(clock.now()), task_id=task.id, word=word)


def decline(person, task, clock, word="任务还要办") -> None:
    lifecycle.decline_withdrawal(person.doing(clock.now()), task_id=task.id, word=word)


@pytest.mark.parametrize("name", ["leader_a", "chief_a", "chief_b", "admin", "stranger"])
def test_the_plan_office_proposes(people, task, clock, name):
    with pytest.raises(Forbidden):
        propose(people[name], task, clock)
    propose(people.office, task, clock)
    assert task.state is TaskState.IN_PROGRESS


@pytest.mark.parametrize("decide", [confirm, decline])
@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("leader_a", True),
        ("leader_b", False),
        ("office", False),
        ("chief_a", False),
        ("admin", False),
        ("stranger", False),
    ],
)
def test_a_second_person_decides_and_never_who_proposed(
    people, task, clock, session, name, may, decide
):
    propose(people.office, task, clock)
    if may:
        decide(people[name], task, clock)
    else:
        with pytest.raises(Forbidden):
            decide(people[name], task, clock)
    row = session.scalars(sa.select(Withdrawal)).one()
    assert (row.decided_at is not None) is may


def test_a_colleague_of_the_plan_office_may_be_the_second(people, second, task, clock):
    propose(people.office, task, clock)
    confirm(second, task, clock)
    assert task.state is TaskState.WITHDRAWN


def test_what_is_withdrawn_counts_as_out_and_not_as_done(people, task, clock, session):
    make_task(session.get_one(Strategy, task.strategy_id), lead=people.unit_a)
    propose(people.office, task, clock)
    confirm(people.leader_a, task, clock, "同意")
    unit = session.scalars(sa.select(Rollup).where(Rollup.scope == Scope.UNIT)).one()
    assert (unit.tasks, unit.withdrawn, unit.done, unit.points) == (1, 1, 0, 0)
    assert figures.check() == []


def test_declined_it_goes_on_and_can_be_proposed_anew(people, task, clock, session):
    propose(people.office, task, clock)
    decline(people.leader_a, task, clock)
    assert task.state is TaskState.IN_PROGRESS
    propose(people.office, task, clock, "上级文件已到")
    rows = session.scalars(sa.select(Withdrawal).order_by(Withdrawal.id)).all()
    assert [(row.verdict, row.word) for row in rows] == [
        (WithdrawalVerdict.DECLINED, "任务还要办"),
        (None, ""),
    ]


def test_one_is_open_at_a_time_and_nothing_is_decided_twice(people, second, task, clock):
    propose(people.office, task, clock)
    with pytest.raises(RuleBroken, match=r"withdrawal\.open"):
        propose(second, task, clock)
    decline(people.leader_a, task, clock)
    for decide in (confirm, decline):
        with pytest.raises(RuleBroken, match="none-open"):
            decide(second, task, clock)


def test_reasons_are_asked_for_where_somebody_will_want_to_know(people, task, clock):
    with pytest.raises(RuleBroken, match="missing"):
        propose(people.office, task, clock, " ")
    propose(people.office, task, clock)
    with pytest.raises(RuleBroken, match="missing"):
        decline(people.leader_a, task, clock, "")
    with pytest.raises(RuleBroken, match="control-characters"):
        confirm(people.leader_a, task, clock, "同\x00意")
    assert task.state is TaskState.IN_PROGRESS


@pytest.mark.parametrize("state", [TaskState.DRAFT, TaskState.SUBMITTED, TaskState.DONE])
def test_what_was_never_issued_or_is_closed_is_not_withdrawn(people, clock, state):
    task = make_task(lead=people.unit_a, state=state)
    with pytest.raises(RuleBroken, match="cannot-withdraw"):
        propose(people.office, task, clock)


def test_a_task_that_was_handed_in_meanwhile_is_not_withdrawn(people, task, clock, session):
    propose(people.office, task, clock)
    session.get_one(Task, task.id).state = TaskState.SUBMITTED
    session.commit()
    with pytest.raises(RuleBroken, match="cannot-withdraw"):
        confirm(people.leader_a, task, clock)


def test_the_unfinished_parts_go_with_the_whole_and_finished_ones_stay_done(
    people, task, clock, session
):
    strategy = make_strategy()
    states = (TaskState.ISSUED, TaskState.SUSPENDED, TaskState.DONE)
    parts = [make_task(strategy, lead=people.unit_b, parent=task, state=s) for s in states]
    propose(people.office, task, clock)
    confirm(people.leader_a, task, clock)
    assert [part.state for part in parts] == [
        TaskState.WITHDRAWN,
        TaskState.WITHDRAWN,
        TaskState.DONE,
    ]
    assert figures.check() == []


def test_each_step_is_one_entry_in_the_log(people, task, clock, session):
    propose(people.office, task, clock)
    decline(people.leader_a, task, clock)
    propose(people.office, task, clock)
    confirm(people.leader_a, task, clock)
    rows = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [row.action.rpartition(".")[2] for row in rows] == [
        "proposed",
        "declined",
        "proposed",
        "confirmed",
    ]
    assert (rows[-1].before["state"], rows[-1].after["state"]) == ("in_progress", "withdrawn")
