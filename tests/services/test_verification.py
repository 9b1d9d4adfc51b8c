"""核查: nobody closes a task that they asked to close, and only a verification makes it done."""

from datetime import date

import pytest
import sqlalchemy as sa

from tests.make import POLICY, make_doing, make_task, make_update
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.lights import Light
from tracker.domain.values import Grade, Scope, TaskState, Verdict
from tracker.models import AuditEntry, Rollup, Verification
from tracker.queries.tasks import get_task
from tracker.services import figures, lifecycle, verification


@pytest.fixture
def task(people):
    task = make_task(lead=people.unit_a)
    make_update(task, author=people.chief_a.user, percent=100)
    return task


def ask(person, task, clock, statement: str = "") -> int:
    return verification.ask(person.doing(clock.now()), task_id=task.id, statement=statement)


def accept(person, task, clock) -> None:
    verification.accept(person.doing(clock.now()), task_id=task.id, grade=Grade.EXCELLENT)


def send_back(person, task, clock, reason: str = "材料不全") -> None:
    verification.send_back(person.doing(clock.now()), task_id=task.id, reason=reason)


@pytest.mark.parametrize(
    ("name", "may"),
    [("chief_a", True), ("chief_b", False), ("office", False), ("leader_a", False)],
)
def test_the_lead_unit_asks(people, task, clock, name, may):
    if may:
        ask(people[name], task, clock)
    else:
        with pytest.raises(Forbidden):
            ask(people[name], task, clock)
    assert task.state is (TaskState.SUBMITTED if may else TaskState.IN_PROGRESS)


@pytest.mark.parametrize("decide", [accept, send_back])
@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("office", True),
        ("leader_a", True),
        ("leader_b", False),
        ("chief_a", False),
        ("chief_a2", False),
        ("admin", False),
        ("stranger", False),
    ],
)
def test_the_plan_office_or_the_supervising_leader_decides(people, task, clock, name, may, decide):
    ask(people.chief_a, task, clock)
    if may:
        decide(people[name], task, clock)
    else:
        with pytest.raises(Forbidden):
            decide(people[name], task, clock)
    assert (task.state is TaskState.SUBMITTED) is not may


def test_an_accepted_task_is_done_with_its_grade(people, task, clock, session):
    ask(people.chief_a, task, clock)
    accept(people.office, task, clock)
    row = session.scalars(sa.select(Verification)).one()
    assert (task.state, task.light) == (TaskState.DONE, Light.DONE)
    assert (row.verdict, row.grade, row.decided_by_id) == (
        Verdict.ACCEPTED,
        Grade.EXCELLENT,
        people.office.id,
    )
    assert figures.check() == []


def test_a_task_sent_back_can_be_asked_for_again(people, task, clock, session):
    ask(people.chief_a, task, clock)
    send_back(people.office, task, clock)
    assert task.state is TaskState.IN_PROGRESS
    with pytest.raises(RuleBroken, match="redone-missing"):
        ask(people.chief_a, task, clock, " 　")
    ask(people.chief_a, task, clock, "照片已补。")
    assert session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.id)).all() == [
        "task.verification.asked",
        "task.verification.sent-back",
        "task.verification.asked",
    ]


DUE = date(2026, 11, 30)


def on_day(clock, day: date) -> None:
    figures.refresh_lights(make_doing(now=clock.move_to(day)))


@pytest.fixture
def nearly_due(people, clock):
    task = make_task(lead=people.unit_a, due_on=DUE)
    make_update(task, author=people.chief_a.user, percent=100)
    return task


def test_what_was_submitted_in_time_never_turns_red_however_long_it_waits(
    people, nearly_due, clock, session
):
    on_day(clock, DUE)
    ask(people.chief_a, nearly_due, clock)
    assert (nearly_due.submitted_on, nearly_due.light) == (DUE, Light.AWAITING)
    on_day(clock, date(2027, 3, 1))
    plan = session.scalars(sa.select(Rollup).where(Rollup.scope == Scope.PLAN)).one()
    assert (nearly_due.light, nearly_due.was_red) == (Light.AWAITING, False)
    assert (plan.awaiting, plan.overdue) == (1, 0)
    assert figures.check() == []


def test_what_was_submitted_late_stays_red_and_its_days_stand_still(people, nearly_due, clock):
    on_day(clock, date(2026, 12, 3))
    ask(people.chief_a, nearly_due, clock)
    for day in (date(2026, 12, 3), date(2027, 3, 1)):
        on_day(clock, day)
        row = get_task(nearly_due.id, on=day, policy=POLICY)
        assert (row.light, row.days_late) == (Light.SUBMITTED_LATE, 3)
    assert figures.check() == []


def test_sent_back_the_clock_runs_as_if_nothing_had_been_submitted(people, nearly_due, clock):
    ask(people.chief_a, nearly_due, clock)
    on_day(clock, date(2026, 12, 10))
    send_back(people.office, nearly_due, clock)
    row = get_task(nearly_due.id, on=date(2026, 12, 10), policy=POLICY)
    assert (row.light, row.days_late, row.submitted_on) == (Light.OVERDUE, 10, None)
    assert figures.check() == []


def test_what_was_closed_and_taken_up_again_has_not_been_submitted(people, nearly_due, clock):
    ask(people.chief_a, nearly_due, clock)
    accept(people.office, nearly_due, clock)
    reopen = {"task_id": nearly_due.id, "reason": "回头看不实", "due_on": None}
    lifecycle.reopen(people.office.doing(clock.move_to(date(2026, 12, 2))), **reopen)
    assert (nearly_due.submitted_on, nearly_due.light) == (None, Light.OVERDUE)


def test_what_was_closed_and_opened_again_is_asked_for_with_a_word(people, task, clock):
    ask(people.chief_a, task, clock)
    accept(people.office, task, clock)
    doing = people.office.doing(clock.now())
    lifecycle.reopen(doing, task_id=task.id, reason="复查发现遗漏", due_on=None)
    with pytest.raises(RuleBroken, match="redone-missing"):
        ask(people.chief_a, task, clock)


def test_a_task_that_fails_is_not_passed(people, task, clock, session):
    ask(people.chief_a, task, clock)
    doing = people.office.doing(clock.now())
    with pytest.raises(RuleBroken, match="grade-fails"):
        verification.accept(doing, task_id=task.id, grade=Grade.FAILED)
    session.rollback()
    assert task.state is TaskState.SUBMITTED


def test_to_send_back_one_has_to_say_why(people, task, clock):
    ask(people.chief_a, task, clock)
    with pytest.raises(RuleBroken, match="reason-missing"):
        send_back(people.office, task, clock, reason="  ")
    assert task.state is TaskState.SUBMITTED


@pytest.mark.parametrize("percent", [None, 99])
def test_short_of_100_the_unit_has_to_say_why_the_task_can_be_closed(people, clock, percent):
    task = make_task(lead=people.unit_a, state=TaskState.IN_PROGRESS, percent=percent)
    with pytest.raises(RuleBroken, match="statement-missing"):
        ask(people.chief_a, task, clock)
    ask(people.chief_a, task, clock, "上级已调整任务，剩余部分取消。")
    assert task.state is TaskState.SUBMITTED


@pytest.mark.parametrize("decide", [accept, send_back])
def test_nothing_is_decided_that_was_not_asked_for_or_is_decided_already(
    people, task, clock, decide
):
    with pytest.raises(RuleBroken, match="cannot"):
        decide(people.office, task, clock)
    ask(people.chief_a, task, clock)
    decide(people.office, task, clock)
    with pytest.raises(RuleBroken, match="cannot"):
        decide(people.office, task, clock)
