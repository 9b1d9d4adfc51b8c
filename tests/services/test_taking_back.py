"""One's own request can be taken back until somebody has decided it."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from tests.make import POLICY, make_task, make_update
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.lights import Light
from tracker.domain.values import Grade, TaskState
from tracker.models import AuditEntry, DeadlineExtension, Verification, Withdrawal
from tracker.queries.tasks import get_task
from tracker.services import deadline_extensions, figures, lifecycle, verification

DUE = date(2026, 11, 27)


@pytest.fixture
def task(people):
    task = make_task(lead=people.unit_a, due_on=DUE)
    make_update(task, author=people.chief_a.user, percent=100)
    return task


class Verifying:
    """报请核查 by a chief of unit A."""

    row, asker, colleague = Verification, "chief_a", "chief_a2"
    action, code = "task.verification.taken-back", "task.cannot-take-back"

    def ask(self, doing, task):
        verification.ask(doing, task_id=task.id, statement="已完成")

    def take_back(self, doing, task):
        verification.take_back(doing, task_id=task.id)

    def decide(self, doing, task):
        verification.accept(doing, task_id=task.id, grade=Grade.GOOD)


class Extending(Verifying):
    """申请延期 by the same."""

    row = DeadlineExtension
    action, code = "task.deadline-extension.taken-back", "deadline-extension.none-open"

    def ask(self, doing, task):
        wish = ExtensionRequest(DUE + timedelta(days=20), "设备未到", "六成")
        deadline_extensions.ask(doing, task_id=task.id, request=wish)

    def take_back(self, doing, task):
        deadline_extensions.take_back(doing, task_id=task.id)

    def decide(self, doing, task):
        deadline_extensions.refuse(doing, task_id=task.id, word="按期办结")


class Withdrawing(Verifying):
    """提出撤销 by the plan office."""

    row, asker, colleague = Withdrawal, "office", "leader_a"
    action, code = "task.withdrawal.taken-back", "withdrawal.none-open"

    def ask(self, doing, task):
        lifecycle.propose_withdrawal(doing, task_id=task.id, reason="上级取消")

    def take_back(self, doing, task):
        lifecycle.take_back_withdrawal(doing, task_id=task.id)

    def decide(self, doing, task):
        lifecycle.decline_withdrawal(doing, task_id=task.id, word="要办")


REQUESTS = [Verifying(), Extending(), Withdrawing()]


@pytest.fixture(params=REQUESTS, ids=lambda request: type(request).__name__)
def request_of(request):
    return request.param


@pytest.fixture
def by(people, clock):
    def by(name):
        clock.forward(minutes=1)
        return people[name].doing(clock.now())

    return by


def test_it_is_over_without_anybody_deciding_and_can_be_asked_anew(
    request_of, task, by, session, people
):
    request_of.ask(by(request_of.asker), task)
    request_of.take_back(by(request_of.asker), task)
    row = session.scalars(sa.select(request_of.row)).one()
    assert (row.verdict.value, row.decided_by_id) == ("taken_back", None)
    assert row.decided_at is not None
    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.actor_id) == (request_of.action, people[request_of.asker].id)
    assert task.state is TaskState.IN_PROGRESS
    request_of.ask(by(request_of.asker), task)


def test_only_who_asked_takes_it_back(request_of, task, by):
    request_of.ask(by(request_of.asker), task)
    for name in ("chief_a", "chief_a2", "chief_b", "office", "leader_a", "admin"):
        if name != request_of.asker:
            with pytest.raises(Forbidden):
                request_of.take_back(by(name), task)


def test_a_second_click_is_told_that_nothing_is_open(request_of, task, by):
    request_of.ask(by(request_of.asker), task)
    request_of.take_back(by(request_of.asker), task)
    with pytest.raises(RuleBroken, match=request_of.code):
        request_of.take_back(by(request_of.asker), task)


def test_what_was_decided_is_not_taken_back(request_of, task, by):
    request_of.ask(by(request_of.asker), task)
    request_of.decide(by("leader_a"), task)
    with pytest.raises(RuleBroken, match=request_of.code):
        request_of.take_back(by(request_of.asker), task)


def test_what_was_taken_back_is_not_decided(request_of, task, by):
    request_of.ask(by(request_of.asker), task)
    request_of.take_back(by(request_of.asker), task)
    with pytest.raises(RuleBroken):
        request_of.decide(by("leader_a"), task)


def test_the_clock_runs_as_if_nothing_had_been_submitted(task, by, clock):
    """Submitted in time and taken back after the day due: it is late."""
    asking = Verifying()
    asking.ask(by("chief_a"), task)
    clock.move_to(DUE + timedelta(days=3))
    figures.refresh_lights(by("office"))
    assert task.light is Light.AWAITING
    asking.take_back(by("chief_a"), task)
    row = get_task(task.id, on=clock.today(), policy=POLICY)
    assert (row.light, row.days_late, row.submitted_on) == (Light.OVERDUE, 3, None)


def test_what_was_never_sent_back_is_not_said_to_have_been(task, by, session):
    """Else the next request would ask for a word on what was mended."""
    asking = Verifying()
    asking.ask(by("chief_a"), task)
    asking.take_back(by("chief_a"), task)
    verification.ask(by("chief_a"), task_id=task.id, statement="")
    assert task.state is TaskState.SUBMITTED


def test_an_extension_taken_back_uses_up_none(task, by, session):
    asking = Extending()
    for _ in range(3):
        asking.ask(by("chief_a"), task)
        asking.take_back(by("chief_a"), task)
    assert get_task(task.id, on=DUE, policy=POLICY).facts.granted_extensions == 0
