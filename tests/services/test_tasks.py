"""增加, 修改, 改派: what the plan office writes, and that figures and rights follow at once."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from tests.make import (
    make_plan,
    make_strategy,
    make_target,
    make_task,
    make_unit,
)
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.errors import Forbidden, NotFound, RuleBroken, StaleWrite
from tracker.domain.progress import ProgressReport
from tracker.domain.terms.tasks import NewTask, TaskEdit
from tracker.domain.values import (
    ExtensionVerdict,
    PlanState,
    ReportEvery,
    Scope,
    TaskState,
)
from tracker.models import AuditEntry, DeadlineExtension, Rollup, Task
from tracker.services import deadline_extensions, figures, progress, tasks

NEW = NewTask("抽检夏季食材", "六至八月抽检。", 0, date(2026, 6, 1), date(2026, 8, 31))
OTHERS = ["leader_a", "chief_a", "chief_b", "admin", "stranger"]


@pytest.fixture
def task(people):
    return make_task(
        lead=people.unit_a,
        supports=[people.unit_b],
        state=TaskState.IN_PROGRESS,
        percent=40,
        signed_at=None,
    )


def edit_of(task, **changes) -> TaskEdit:
    as_it_is = TaskEdit(
        title=task.title,
        content=task.content,
        weight=task.weight,
        report_every=task.report_every,
        starts_on=task.starts_on,
        supporting_unit_ids=frozenset(each.unit_id for each in task.supports),
    )
    return replace(as_it_is, **changes)


def edit(person, task, clock, version=None, **changes) -> None:
    tasks.edit(
        person.doing(clock.now()),
        task_id=task.id,
        version=task.version if version is None else version,
        edit=edit_of(task, **changes),
    )


def reassign(person, task, unit, clock, version=None, reason="职责调整") -> None:
    tasks.reassign(
        person.doing(clock.now()),
        task_id=task.id,
        version=task.version if version is None else version,
        lead_unit_id=unit.id,
        reason=reason,
    )


def add(person, strategy, task, clock) -> int:
    return tasks.add(person.doing(clock.now()), strategy_id=strategy.id, task=task)


def test_a_later_task_stands_at_the_end_of_its_strategy_as_a_draft(people, clock, session):
    strategy = make_strategy()
    first = make_task(strategy, lead=people.unit_a)
    make_task(strategy, lead=people.unit_a, parent=first, position=7)
    number = add(
        people.office,
        strategy,
        replace(
            NEW, lead_unit_id=people.unit_a.id, supporting_unit_ids=frozenset({people.unit_b.id})
        ),
        clock,
    )
    task = session.get_one(Task, number)
    assert (task.number, task.position, task.state) == ("一-02", 2, TaskState.DRAFT)
    assert [each.unit_id for each in task.supports] == [people.unit_b.id]
    assert task.original_due_on == task.due_on == NEW.due_on
    assert figures.check() == []


@pytest.mark.parametrize("name", OTHERS)
def test_only_the_plan_office_adds_edits_and_reassigns(people, task, clock, session, name):
    person = people[name]
    draft = make_task(lead=people.unit_a, state=TaskState.DRAFT)
    for act in (
        lambda: add(person, make_strategy(), replace(NEW, lead_unit_id=people.unit_a.id), clock),
        lambda: edit(person, task, clock, title="别的"),
        lambda: reassign(person, task, people.unit_b, clock),
        lambda: tasks.discard(person.doing(clock.now()), task_id=draft.id),
    ):
        with pytest.raises(Forbidden):
            act()
    assert session.scalar(sa.select(sa.func.count(AuditEntry.id))) == 0


def test_a_task_is_added_to_a_strategy_that_is_there_and_led_by_a_unit_that_is_there(
    people, clock, session
):
    gone = make_unit(is_active=False)
    strategy = make_strategy()
    for unit_id in (gone.id, 999):
        with pytest.raises(RuleBroken, match="not-found") as refused:
            add(people.office, strategy, replace(NEW, lead_unit_id=unit_id), clock)
        assert refused.value.field == "lead"
    with pytest.raises(NotFound, match="strategy"):
        tasks.add(people.office.doing(clock.now()), strategy_id=999, task=NEW)
    closed = make_strategy(make_plan(state=PlanState.CLOSED))
    with pytest.raises(RuleBroken, match="not-active"):
        add(people.office, closed, replace(NEW, lead_unit_id=people.unit_a.id), clock)


def test_only_a_draft_can_be_discarded(people, clock, session):
    draft = make_task(lead=people.unit_a, state=TaskState.DRAFT)
    issued = make_task(lead=people.unit_a)
    numbers = draft.id, issued.id
    tasks.discard(people.office.doing(clock.now()), task_id=numbers[0])
    with pytest.raises(RuleBroken, match="not-draft"):
        tasks.discard(people.office.doing(clock.now()), task_id=numbers[1])
    assert session.scalars(sa.select(Task.id)).all() == [numbers[1]]


def test_the_log_holds_what_an_edit_changed_and_nothing_else(people, task, clock, session):
    edit(
        people.office,
        task,
        clock,
        title=" 抽检食材 ",
        weight=3,
        report_every=ReportEvery.QUARTER,
        supporting_unit_ids=frozenset(),
    )
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert (task.title, task.weight, task.supports) == ("抽检食材", 3, [])
    assert entry.action == "task.edited"
    assert entry.before == {
        "title": "任务1",
        "weight": 1,
        "report_every": "month",
        "supporting": [people.unit_b.name],
    }
    assert entry.after["title"] == "抽检食材"


def test_a_draft_moves_its_date_and_takes_its_figures_along(people, clock, session):
    draft = make_task(lead=people.unit_a, state=TaskState.DRAFT)
    early = make_target(draft, due_on=date(2026, 6, 30))
    late = make_target(draft)
    edit(people.office, draft, clock, due_on=date(2026, 9, 30))
    assert draft.due_on == draft.original_due_on == late.due_on == date(2026, 9, 30)
    assert early.due_on == date(2026, 6, 30)
    assert draft.planned_due_on is None


def test_weight_and_beginning_move_the_figures(people, task, clock, session):
    edit(people.office, task, clock, weight=5, starts_on=date(2026, 6, 1))
    plan = session.scalars(sa.select(Rollup).where(Rollup.scope == Scope.PLAN)).one()
    assert plan.weight == 5
    assert figures.check() == []


def test_the_weight_of_a_part_moves_the_percent_of_the_whole(people, task, clock, session):
    parts = [make_task(lead=people.unit_a, parent=task, percent=p) for p in (20, 80)]
    edit(people.office, parts[1], clock, weight=3)
    assert task.percent == 65
    assert figures.check() == []


def test_supporting_units_come_and_go_and_those_that_stay_stay(people, task, clock, session):
    new, gone = make_unit(), make_unit(is_active=False)
    edit(
        people.office,
        task,
        clock,
        supporting_unit_ids=frozenset({people.unit_b.id, new.id}),
    )
    assert {each.unit_id for each in task.supports} == {people.unit_b.id, new.id}
    with pytest.raises(RuleBroken, match="not-found") as refused:
        edit(people.office, task, clock, supporting_unit_ids=frozenset({gone.id}))
    assert refused.value.field == "supporting"


def test_a_unit_that_was_closed_meanwhile_does_not_stop_an_edit(people, task, clock, session):
    people.unit_b.is_active = False
    session.commit()
    edit(people.office, task, clock, title="抽检食材")
    assert task.title == "抽检食材"


def test_a_stale_page_is_told_so(people, task, clock):
    old = task.version
    edit(people.office, task, clock, title="第一次")
    with pytest.raises(StaleWrite):
        edit(people.office, task, clock, version=old, title="第二次")
    with pytest.raises(StaleWrite):
        reassign(people.office, task, people.unit_b, clock, version=old)
    assert task.title == "第一次"


def test_another_unit_leads_at_once_and_signs_off_anew(people, task, clock, session):
    task.signed_at, task.signed_by_id = clock.now(), people.chief_a.id
    session.commit()
    reassign(people.office, task, people.unit_b, clock)
    assert (task.lead_unit_id, task.state, task.percent) == (
        people.unit_b.id,
        TaskState.ISSUED,
        40,
    )
    assert (task.signed_at, task.signed_by_id, task.supports) == (None, None, [])
    rows = session.scalars(sa.select(Rollup).where(Rollup.scope == Scope.UNIT)).all()
    assert {row.scope_id: row.tasks for row in rows} == {people.unit_a.id: 0, people.unit_b.id: 1}
    assert figures.check() == []
    report = ProgressReport(narrative="仍在办理。", percent=50)
    with pytest.raises(Forbidden):
        progress.report(
            people.chief_a.doing(clock.now()), task_id=task.id, version=task.version, report=report
        )


@pytest.mark.parametrize(
    ("state", "following"),
    [
        (TaskState.DRAFT, TaskState.DRAFT),
        (TaskState.ISSUED, TaskState.ISSUED),
        (TaskState.IN_PROGRESS, TaskState.ISSUED),
        (TaskState.SUSPENDED, TaskState.SUSPENDED),
        (TaskState.SUBMITTED, None),
        (TaskState.DONE, None),
        (TaskState.WITHDRAWN, None),
    ],
)
def test_what_is_closed_or_being_verified_is_not_reassigned(people, clock, state, following):
    task = make_task(lead=people.unit_a, state=state)
    if following is None:
        with pytest.raises(RuleBroken, match="cannot-reassign"):
            reassign(people.office, task, people.unit_b, clock)
        return
    reassign(people.office, task, people.unit_b, clock)
    assert task.state is following
    assert figures.check() == []


def test_it_goes_to_another_unit_that_is_there_and_with_a_reason(people, task, clock):
    with pytest.raises(RuleBroken, match="same-unit"):
        reassign(people.office, task, people.unit_a, clock)
    with pytest.raises(RuleBroken, match="not-found"):
        reassign(people.office, task, make_unit(is_active=False), clock)
    with pytest.raises(RuleBroken, match=r"reason\.missing"):
        reassign(people.office, task, people.unit_b, clock, reason=" ")


def test_a_draft_goes_to_its_first_unit_without_a_reason(people, clock, session):
    draft = make_task(state=TaskState.DRAFT)
    reassign(people.office, draft, people.unit_a, clock, reason="")
    assert draft.lead_unit_id == people.unit_a.id


def test_a_button_pressed_twice_adds_one_task(people, clock, session):
    strategy = make_strategy()
    new = replace(NEW, lead_unit_id=people.unit_a.id)
    add(people.office, strategy, new, clock)
    with pytest.raises(RuleBroken, match="already-added") as refused:
        add(people.office, strategy, new, clock)
    assert refused.value.parameters == {"number": "一-01"}
    add(people.office, strategy, replace(new, lead_unit_id=people.unit_b.id), clock)
    assert session.scalar(sa.select(sa.func.count(Task.id))) == 2


def test_what_the_old_unit_asked_for_lapses(people, task, clock, session):
    deadline_extensions.ask(
        people.chief_a.doing(clock.now()),
        task_id=task.id,
        request=ExtensionRequest(date(2027, 1, 31), "人手不足", "四成"),
    )
    reassign(people.office, task, people.unit_b, clock)
    assert session.scalar(sa.select(DeadlineExtension.verdict)) is ExtensionVerdict.LAPSED
