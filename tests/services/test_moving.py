"""Units are renamed and merged, chiefs moved: rights change at once, history keeps old names."""

from dataclasses import replace
from datetime import date

import pytest

from tests.make import POLICY, make_doing, make_plan, make_strategy, make_task, make_user
from tests.people import UNIT_A
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.errors import Forbidden
from tracker.domain.progress import ProgressReport
from tracker.domain.values import Role, TaskState
from tracker.domain.words.changes import Change
from tracker.models import Task
from tracker.queries.audit_log import AuditFilter, get_page
from tracker.queries.inbox import count_inbox
from tracker.queries.task_history import get_history
from tracker.queries.tasks import get_task
from tracker.queries.unit_pages import get_card
from tracker.queries.users import get_actor, get_user
from tracker.services import (
    deadline_extensions,
    figures,
    progress,
    unit_mergers,
    units,
    verification,
)
from tracker.services import people as people_services


@pytest.fixture
def task(people, session):
    strategy = make_strategy(make_plan())
    return make_task(
        strategy, lead=people.unit_a, state=TaskState.IN_PROGRESS, due_on=date(2026, 11, 30)
    ).id


def report(actor, task_id: int, clock, session) -> None:
    session.expire_all()
    progress.report(
        make_doing(actor, clock.now()),
        task_id=task_id,
        version=session.get_one(Task, task_id).version,
        report=ProgressReport(narrative=f"{clock.now()}", percent=50, problem="人手不足。"),
    )


def rename(people, clock, name: str) -> None:
    terms = get_card(people.unit_a.id).terms
    units.edit(
        people.admin.doing(clock.now()),
        unit_id=people.unit_a.id,
        seen=terms.fingerprint,
        terms=replace(terms, name=name),
    )


def merge(people, clock) -> None:
    unit_mergers.merge(
        people.admin.doing(clock.now()), unit_id=people.unit_a.id, into_id=people.unit_b.id
    )


def move(people, clock, login: str, **changed: object) -> None:
    row = get_user(people[login].id)
    people_services.edit(
        people.admin.doing(clock.now()),
        user_id=row.id,
        seen=row.terms.fingerprint,
        terms=replace(row.terms, **changed),
    )


def test_a_new_name_is_not_put_into_what_was_before(people, clock, session, task):
    report(people.chief_a.actor, task, clock, session)
    rename(people, clock, "食品生产科")
    clock.forward(hours=1)
    report(get_actor("chief_a"), task, clock, session)
    history = get_history(get_task(task, on=clock.today(), policy=POLICY))
    assert [update.unit for update in history.updates] == ["食品生产科", UNIT_A]
    entries = get_page(AuditFilter(who="周甲")).rows
    assert [entry.unit for entry in entries] == ["食品生产科", UNIT_A]
    renamed = get_page(AuditFilter(action="unit.edited")).rows[0]
    assert Change("名称", UNIT_A, "食品生产科") in renamed.changes


def test_what_was_asked_before_a_merger_can_be_decided_after_it(people, clock, session, task):
    """By the leader of the new unit; the old one's leader has nothing to do with it any more."""
    later = date(2026, 12, 20)
    deadline_extensions.ask(
        people.chief_a.doing(clock.now()),
        task_id=task,
        request=ExtensionRequest(to_on=later, reason="等批复。", progress="已过半。"),
    )
    merge(people, clock)
    assert count_inbox(people.leader_b.actor) == 1
    decided = {"task_id": task}
    with pytest.raises(Forbidden):
        deadline_extensions.grant(make_doing(get_actor("leader_a"), clock.now()), **decided)
    deadline_extensions.grant(people.leader_b.doing(clock.now()), **decided)
    session.expire_all()
    assert session.get_one(Task, task).due_on == later
    assert figures.check() == []


def test_a_chief_who_moved_loses_the_old_tasks_and_who_comes_has_them(people, clock, session, task):
    move(people, clock, "chief_a", unit_id=people.unit_b.id)
    move(people, clock, "chief_b", unit_id=people.unit_a.id)
    acts = (
        lambda actor: report(actor, task, clock, session),
        lambda actor: verification.ask(
            make_doing(actor, clock.now()), task_id=task, statement="已完成。"
        ),
    )
    for act in acts:
        with pytest.raises(Forbidden):
            act(get_actor("chief_a"))
    for act in acts:
        act(get_actor("chief_b"))


def test_a_role_that_was_taken_away_is_gone_at_once(people, clock, session, task):
    move(people, clock, "chief_a", roles=frozenset({Role.LEADER}))
    with pytest.raises(Forbidden):
        report(get_actor("chief_a"), task, clock, session)
    make_user(people.unit_a, login="next", roles=[Role.CHIEF])
    report(get_actor("next"), task, clock, session)
