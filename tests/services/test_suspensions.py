"""中止 and 恢复: with reasons, the parts with the whole, and no figure lost on the way."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from tests.make import make_doing, make_strategy, make_task
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.lights import Light
from tracker.domain.values import ExtensionVerdict, TaskState
from tracker.models import AuditEntry, DeadlineExtension, Suspension, Task
from tracker.services import deadline_extensions, figures, lifecycle

DUE = date(2026, 12, 20)
LATER = date(2027, 1, 31)


@pytest.fixture
def task(people, clock):
    return make_task(
        lead=people.unit_a,
        due_on=DUE,
        state=TaskState.IN_PROGRESS,
        signed_at=clock.now(),
        percent=60,
    )


def suspend(person, task, clock, reason="上级调整部署") -> None:
    lifecycle.suspend(person.doing(clock.now()), task_id=task.id, reason=reason)


def resume(person, task, clock, reason="部署已明确", due_on=None) -> None:
    lifecycle.resume(person.doing(clock.now()), task_id=task.id, reason=reason, due_on=due_on)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("office", True),
        ("leader_a", False),
        ("chief_a", False),
        ("chief_b", False),
        ("admin", False),
        ("stranger", False),
    ],
)
def test_the_plan_office_suspends_and_resumes(people, task, clock, name, may):
    if may:
        suspend(people[name], task, clock)
        assert (task.state, task.light) == (TaskState.SUSPENDED, Light.SUSPENDED)
        resume(people[name], task, clock)
        return
    with pytest.raises(Forbidden):
        suspend(people[name], task, clock)
    suspend(people.office, task, clock)
    with pytest.raises(Forbidden):
        resume(people[name], task, clock)


def test_a_task_goes_on_where_it_stood_with_both_reasons_on_record(people, task, clock, session):
    suspend(people.office, task, clock)
    clock.forward(days=3)
    resume(people.office, task, clock)
    row = session.scalars(sa.select(Suspension)).one()
    assert (task.state, task.percent, task.due_on) == (TaskState.IN_PROGRESS, 60, DUE)
    assert (row.reason, row.resume_reason) == ("上级调整部署", "部署已明确")
    assert row.resumed_at - row.suspended_at == timedelta(days=3)
    assert (row.due_from, row.due_to) == (None, None)
    assert figures.check() == []


def test_a_task_that_nobody_had_signed_for_still_waits_for_that(people, clock):
    task = make_task(lead=people.unit_a)
    suspend(people.office, task, clock)
    resume(people.office, task, clock)
    assert task.state is TaskState.ISSUED


def test_it_may_go_on_to_a_later_date_and_the_original_one_stays(people, task, clock, session):
    suspend(people.office, task, clock)
    now = clock.move_to(DUE + timedelta(days=10))
    figures.refresh_lights(make_doing(now=now))
    resume(people.office, task, clock, due_on=LATER)
    row = session.scalars(sa.select(Suspension)).one()
    assert (task.due_on, task.original_due_on) == (LATER, DUE)
    assert (row.due_from, row.due_to) == (DUE, LATER)
    assert task.light is not Light.OVERDUE
    assert figures.check() == []


def test_without_a_later_date_it_is_overdue_at_once(people, task, clock):
    suspend(people.office, task, clock)
    now = clock.move_to(DUE + timedelta(days=10))
    figures.refresh_lights(make_doing(now=now))
    assert task.light is Light.SUSPENDED
    resume(people.office, task, clock)
    assert task.light is Light.OVERDUE


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (DUE, "due.not-later"),
        (DUE + timedelta(days=5), "due.passed"),
        (DUE + timedelta(days=10), None),
        (date(2062, 1, 1), "due.too-far"),
    ],
)
def test_the_later_date_is_later_and_not_yet_past(people, task, clock, day, code):
    suspend(people.office, task, clock)
    clock.move_to(DUE + timedelta(days=10))
    if code is None:
        resume(people.office, task, clock, due_on=day)
        return
    with pytest.raises(RuleBroken, match=code):
        resume(people.office, task, clock, due_on=day)


@pytest.mark.parametrize("reason", ["", "  ", "长" * 4001])
def test_both_want_a_reason(people, task, clock, reason):
    with pytest.raises(RuleBroken) as refused:
        suspend(people.office, task, clock, reason)
    assert refused.value.field == "reason"
    suspend(people.office, task, clock)
    with pytest.raises(RuleBroken) as refused:
        resume(people.office, task, clock, reason)
    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    "state", [TaskState.DRAFT, TaskState.SUBMITTED, TaskState.DONE, TaskState.WITHDRAWN]
)
def test_only_what_is_being_worked_on_is_suspended(people, clock, state):
    task = make_task(lead=people.unit_a, state=state)
    with pytest.raises(RuleBroken, match="cannot-suspend"):
        suspend(people.office, task, clock)


def test_a_request_for_more_time_lapses(people, task, clock, session):
    deadline_extensions.ask(
        people.chief_a.doing(clock.now()),
        task_id=task.id,
        request=ExtensionRequest(LATER, "设备未到", "六成"),
    )
    suspend(people.office, task, clock)
    verdict = session.scalar(sa.select(DeadlineExtension.verdict))
    assert verdict is ExtensionVerdict.LAPSED


@pytest.fixture
def whole(people):
    """A task with four parts: running, not signed for, suspended on its own account, done."""
    strategy = make_strategy()
    whole = make_task(strategy, lead=people.unit_a, state=TaskState.IN_PROGRESS)
    states = (TaskState.IN_PROGRESS, TaskState.ISSUED, TaskState.ISSUED, TaskState.DONE)
    for state in states:
        signed_at = whole.issued_at if state is TaskState.IN_PROGRESS else None
        make_task(strategy, lead=people.unit_b, parent=whole, state=state, signed_at=signed_at)
    return whole


def states_of(session, whole) -> list[TaskState]:
    rows = sa.select(Task.state).where(Task.parent_id == whole.id)
    return list(session.scalars(rows.order_by(Task.id)))


def test_the_parts_stop_and_go_on_with_the_whole(people, whole, clock, session):
    own = session.scalars(
        sa.select(Task).where(Task.parent_id == whole.id).order_by(Task.id)
    ).all()[2]
    suspend(people.office, own, clock, "场地未定")
    suspend(people.office, whole, clock)
    stopped = [TaskState.SUSPENDED] * 3
    assert states_of(session, whole) == [*stopped, TaskState.DONE]
    resume(people.office, whole, clock)
    assert states_of(session, whole) == [
        TaskState.IN_PROGRESS,
        TaskState.ISSUED,
        TaskState.SUSPENDED,
        TaskState.DONE,
    ]
    assert figures.check() == []


def test_a_part_does_not_go_on_before_the_whole(people, whole, clock, session):
    suspend(people.office, whole, clock)
    part = session.scalars(
        sa.select(Task).where(Task.parent_id == whole.id).order_by(Task.id)
    ).first()
    with pytest.raises(RuleBroken, match="parent-stopped"):
        resume(people.office, part, clock)


def test_a_part_that_is_being_verified_is_decided_first(people, whole, clock):
    make_task(lead=people.unit_b, parent=whole, state=TaskState.SUBMITTED, number="1-01-9")
    with pytest.raises(RuleBroken, match="part-submitted") as refused:
        suspend(people.office, whole, clock)
    assert refused.value.parameters["number"] == "1-01-9"


def test_each_step_is_one_entry_in_the_log_however_many_parts_there_are(
    people, whole, clock, session
):
    suspend(people.office, whole, clock)
    resume(people.office, whole, clock)
    rows = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [row.action for row in rows] == ["task.suspended", "task.resumed"]
    assert [len(row.after["sub_tasks"]) for row in rows] == [3, 3]
