"""待办: everybody finds what waits for them, and nothing that they may not decide."""

from datetime import date

import pytest

from tests.make import (
    POLICY,
    make_doing,
    make_evidence,
    make_plan,
    make_strategy,
    make_task,
    make_update,
)
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.permissions import Permission, allows
from tracker.domain.values import PlanState
from tracker.queries.inbox import count_inbox, get_inbox
from tracker.queries.tasks import get_task
from tracker.services import deadline_extensions, instructions, lifecycle, verification


def submitted(people, clock, *, lead=None, by=None, **changes):
    task = make_task(lead=lead or people.unit_a, **changes)
    asker = by or people.chief_a
    make_update(task, author=asker.user, percent=100)
    verification.ask(asker.doing(clock.now()), task_id=task.id, statement="")
    return task


def send_back(people, task, clock):
    verification.send_back(people.office.doing(clock.now()), task_id=task.id, reason="缺照片")


EVERYBODY = ("office", "leader_a", "leader_b", "chief_a", "chief_b", "admin", "stranger")


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_verification_waits_for_just_those_who_may_decide_it(people, clock, name):
    task = submitted(people, clock)
    actor = people[name].actor
    facts = get_task(task.id, on=clock.today(), policy=POLICY).facts
    waiting = [row.task_id for row in get_inbox(actor).verifications]
    assert waiting == ([task.id] if allows(actor, Permission.VERIFICATION_DECIDE, facts) else [])


def test_the_files_of_all_reports_are_counted_for_who_decides(people, clock):
    bare = submitted(people, clock)
    task = make_task(lead=people.unit_a)
    for name in ("合同.txt", "照片.txt"):
        update = make_update(task, author=people.chief_a.user, percent=100)
        make_evidence(update, name=name)
    verification.ask(people.chief_a.doing(clock.now()), task_id=task.id, statement="")
    counted = {row.task_id: row.evidence for row in get_inbox(people.office.actor).verifications}
    assert counted == {bare.id: 0, task.id: 2}


def test_what_is_closed_waits_for_nobody(people, clock, session):
    plan = make_plan()
    submitted(people, clock, strategy=make_strategy(plan))
    plan.state = PlanState.CLOSED
    session.commit()
    assert get_inbox(people.office.actor).count == 0


def test_a_proposal_for_a_part_that_was_withdrawn_with_its_whole_waits_for_nobody(people, clock):
    whole = make_task(lead=people.unit_a)
    part = make_task(lead=people.unit_a, parent=whole)
    office, leader, now = people.office.actor, people.leader_a.actor, clock.now()
    for task in (part, whole):
        lifecycle.propose_withdrawal(make_doing(office, now), task_id=task.id, reason="上级取消")
    assert get_inbox(leader).count == 2
    lifecycle.confirm_withdrawal(make_doing(leader, now), task_id=whole.id)
    assert get_inbox(leader).count == count_inbox(leader) == 0


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_number_in_the_navigation_is_that_of_the_page(people, clock, count_queries, name):
    submitted(people, clock)
    send_back(people, submitted(people, clock), clock)
    actor = people[name].actor
    with count_queries() as queries:
        counted = count_inbox(actor)
    assert (counted, queries.count) == (get_inbox(actor).count, 1)


def asked(people, clock, **changes):
    """A task with an extension asked for, a withdrawal proposed and an instruction written."""
    task = make_task(lead=people.unit_a, **changes)
    deadline_extensions.ask(
        people.chief_a.doing(clock.now()),
        task_id=task.id,
        request=ExtensionRequest(date(2027, 1, 31), "设备未到", "六成"),
    )
    lifecycle.propose_withdrawal(
        people.office.doing(clock.now()), task_id=task.id, reason="上级取消"
    )
    instructions.write(people.leader_b.doing(clock.now()), task_id=task.id, text="请抓紧。")
    return task


@pytest.mark.parametrize("name", EVERYBODY)
def test_what_was_asked_for_waits_for_just_those_who_may_decide_it(people, clock, name):
    task = asked(people, clock)
    actor = people[name].actor
    facts = get_task(task.id, on=clock.today(), policy=POLICY).facts
    page = get_inbox(actor)
    for rows, permission in (
        (page.extensions, Permission.EXTENSION_DECIDE),
        (page.withdrawals, Permission.WITHDRAWAL_DECIDE),
        (page.instructions, Permission.INSTRUCTION_ANSWER),
    ):
        expected = [task.id] if allows(actor, permission, facts) else []
        assert [row.task_id for row in rows] == expected, permission


def test_each_row_says_what_it_is_about(people, clock):
    task = asked(people, clock)
    page = get_inbox(people.leader_a.actor)
    (extension,), (withdrawal,) = page.extensions, page.withdrawals
    assert (extension.from_on, extension.to_on) == (task.due_on, date(2027, 1, 31))
    assert (extension.reason, extension.progress, extension.asked_by) == (
        "设备未到",
        "六成",
        "周甲",
    )
    assert (withdrawal.reason, withdrawal.proposed_by) == ("上级取消", "秦督办")
    (instruction,) = get_inbox(people.chief_a.actor).instructions
    assert (instruction.text, instruction.leader, instruction.acknowledged_at) == (
        "请抓紧。",
        "冯局",
        None,
    )


def test_what_is_decided_or_answered_waits_no_more(people, clock):
    task = asked(people, clock)
    deadline_extensions.refuse(people.leader_a.doing(clock.now()), task_id=task.id, word="按期办结")
    lifecycle.decline_withdrawal(people.leader_a.doing(clock.now()), task_id=task.id, word="要办")
    (instruction,) = get_inbox(people.chief_a.actor).instructions
    instructions.answer(
        people.chief_a.doing(clock.now()), instruction_id=instruction.id, answer="已办。"
    )
    assert [get_inbox(people[name].actor).to_do for name in EVERYBODY[:-1]] == [0] * 6


def test_in_a_closed_plan_no_request_waits_and_a_withdrawn_task_wants_no_answer(
    people, clock, session
):
    plan = make_plan()
    asked(people, clock, strategy=make_strategy(plan))
    withdrawn = asked(people, clock)
    lifecycle.confirm_withdrawal(people.leader_a.doing(clock.now()), task_id=withdrawn.id, word="")
    plan.state = PlanState.CLOSED
    session.commit()
    assert [get_inbox(people[name].actor).to_do for name in EVERYBODY[:-1]] == [0] * 6


@pytest.mark.parametrize("name", EVERYBODY)
def test_requests_count_in_the_navigation_by_the_same_one_query(people, clock, count_queries, name):
    asked(people, clock)
    submitted(people, clock)
    actor = people[name].actor
    with count_queries() as queries:
        counted = count_inbox(actor)
    assert (counted, queries.count) == (get_inbox(actor).count, 1)
