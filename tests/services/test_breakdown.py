"""分解: two levels, each part its own unit and dates, and nothing above moves by splitting."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.make import make_plan, make_strategy, make_task, make_unit, make_update
from tracker.domain.breakdown import MilestoneTerms, SubTaskTerms
from tracker.domain.errors import Forbidden, RuleBroken, StaleWrite
from tracker.domain.lights import Light
from tracker.domain.values import PlanState, TaskState
from tracker.models import AuditEntry, Milestone, Rollup, Task
from tracker.queries.figures import figures_of
from tracker.services import breakdown, figures

DUE = date(2026, 12, 20)
OTHERS = ["leader_a", "chief_a", "chief_b", "admin", "stranger"]


@pytest.fixture
def task(people):
    task = make_task(lead=people.unit_a, due_on=DUE)
    make_update(task, author=people.chief_a.user, percent=40)
    return task


@pytest.fixture
def part(people):
    return SubTaskTerms("摸清底数", people.unit_b.id, date(2026, 3, 1), date(2026, 12, 10))


def split(person, task, clock, *parts, version=None) -> breakdown.Split:
    return breakdown.split(
        person.doing(clock.now()),
        task_id=task.id,
        version=task.version if version is None else version,
        parts=parts,
    )


def set_milestones(person, task, clock, *milestones, version=None) -> None:
    breakdown.set_milestones(
        person.doing(clock.now()),
        task_id=task.id,
        version=task.version if version is None else version,
        milestones=milestones,
    )


def rollups(session):
    session.expire_all()
    rows = session.scalars(sa.select(Rollup).order_by(Rollup.id))
    return [(row.scope, row.scope_id, figures_of(row)) for row in rows]


def test_the_parts_have_their_own_units_dates_and_numbers_and_are_issued_at_once(
    people, task, part, clock, session
):
    own = replace(part, title="整改到位", lead_unit_id=people.unit_a.id, weight=3, content="全部。")
    made = split(people.office, task, clock, part, own)
    rows = session.scalars(sa.select(Task).where(Task.parent_id == task.id).order_by(Task.id)).all()
    assert tuple(row.id for row in rows) == made.task_ids
    assert [(row.number, row.position, row.lead_unit_id, row.weight) for row in rows] == [
        (f"{task.number}-1", 1, people.unit_b.id, 1),
        (f"{task.number}-2", 2, people.unit_a.id, 3),
    ]
    assert {(row.state, row.issued_at) for row in rows} == {(TaskState.ISSUED, clock.now())}
    assert [row.content for row in rows] == ["摸清底数", "全部。"]
    assert made.late == ()
    again = split(people.office, task, clock, part)
    assert session.get_one(Task, again.task_ids[0]).number == f"{task.number}-3"


def test_no_roll_up_above_moves_when_a_task_is_split(people, task, part, clock, session):
    make_task(lead=people.unit_b, percent=90)
    before = rollups(session)
    split(people.office, task, clock, part, part, part)
    assert rollups(session) == before
    assert task.percent == 40
    assert figures.check() == []


def test_sub_tasks_begin_at_what_their_task_had_reached_unless_the_office_says_otherwise(
    people, task, part, clock, session
):
    first = split(people.office, task, clock, part, part).task_ids
    assert [session.get_one(Task, each).percent for each in first] == [40, 40]
    assert task.percent == 40
    (other,) = split(
        people.office, task, clock, replace(part, starting_percent=Decimal(10))
    ).task_ids
    row = session.get_one(Task, other)
    assert (row.percent, row.starting_percent, row.last_reported_on) == (10, 10, None)
    assert task.percent == 30
    assert figures.check() == []


def test_a_task_that_nobody_reported_on_has_sub_tasks_that_nobody_reported_on(
    people, part, clock, session
):
    silent = make_task(lead=people.unit_a, due_on=DUE)
    made = split(people.office, silent, clock, part)
    assert session.get_one(Task, made.task_ids[0]).percent is silent.percent is None


@pytest.mark.parametrize("percent", [-1, "100.01"])
def test_a_sub_task_begins_between_nothing_and_all(people, task, part, clock, percent):
    with pytest.raises(RuleBroken) as refused:
        split(people.office, task, clock, part, replace(part, starting_percent=Decimal(percent)))
    assert [fault.field for fault in refused.value.all] == ["part-2-begins"]


def test_the_whole_stands_where_its_parts_stand_by_weight_once_they_report(
    people, task, part, clock, session
):
    made = split(people.office, task, clock, part, replace(part, weight=3))
    first, second = (session.get_one(Task, number) for number in made.task_ids)
    make_update(first, author=people.chief_b.user, percent=20)
    assert task.percent == 35
    make_update(second, author=people.chief_b.user, percent=60)
    assert task.percent == 50
    assert figures.check() == []


def test_a_part_due_after_the_whole_is_made_and_named(people, task, part, clock):
    made = split(people.office, task, clock, part, replace(part, due_on=date(2026, 12, 31)))
    assert made.late == (f"{task.number}-2",)


def test_the_parts_of_a_draft_are_drafts_until_the_plan_is_published(people, part, clock, session):
    plan = make_plan(state=PlanState.DRAFT)
    draft = make_task(make_strategy(plan), lead=people.unit_a)
    made = split(people.office, draft, clock, part)
    assert session.get_one(Task, made.task_ids[0]).state is TaskState.DRAFT
    assert rollups(session) == []


def test_a_part_is_not_split_again(people, task, part, clock, session):
    made = split(people.office, task, clock, part)
    with pytest.raises(RuleBroken, match="too-deep"):
        split(people.office, session.get_one(Task, made.task_ids[0]), clock, part)


def test_one_faulty_part_and_none_is_made(people, task, part, clock, session):
    with pytest.raises(RuleBroken) as refused:
        split(people.office, task, clock, part, replace(part, title="", weight=0))
    assert [fault.field for fault in refused.value.all] == ["part-2-title", "part-2-weight"]
    closed = make_unit(is_active=False)
    with pytest.raises(RuleBroken, match="not-found"):
        split(people.office, task, clock, part, replace(part, lead_unit_id=closed.id))
    assert session.scalar(sa.select(sa.func.count(Task.id))) == 1


@pytest.mark.parametrize("name", OTHERS)
def test_only_the_plan_office_splits_and_sets_milestones(people, task, part, clock, name):
    with pytest.raises(Forbidden):
        split(people[name], task, clock, part)
    with pytest.raises(Forbidden):
        set_milestones(people[name], task, clock, MilestoneTerms(date(2026, 6, 30), "", 50))


def test_a_stale_page_is_told_so_and_a_second_click_splits_nothing(people, task, part, clock):
    old = task.version
    split(people.office, task, clock, part, version=old)
    with pytest.raises(StaleWrite):
        split(people.office, task, clock, part, version=old)
    with pytest.raises(StaleWrite):
        set_milestones(people.office, task, clock, version=old)


def test_milestones_bend_the_expected_line_and_the_light_follows(people, task, clock, session):
    assert task.light is Light.SEVERE
    set_milestones(
        people.office,
        task,
        clock,
        MilestoneTerms(date(2026, 12, 1), "完成初验", 45),
        MilestoneTerms(date(2026, 6, 30), "", 30),
    )
    assert task.light is Light.NORMAL
    assert [(row.on, row.text, row.percent) for row in task.milestones] == [
        (date(2026, 6, 30), "", 30),
        (date(2026, 12, 1), "完成初验", 45),
    ]
    assert figures.check() == []


def test_milestones_are_replaced_as_a_whole_and_a_day_that_stays_keeps_its_row(
    people, task, clock, session
):
    june, july = (
        MilestoneTerms(date(2026, 6, 30), "", 30),
        MilestoneTerms(date(2026, 7, 31), "", 40),
    )
    set_milestones(people.office, task, clock, june, july)
    before = session.scalar(sa.select(Milestone.id).where(Milestone.on == june.on))
    set_milestones(people.office, task, clock, replace(june, percent=50))
    row = session.scalars(sa.select(Milestone)).one()
    assert (row.id, row.percent) == (before, 50)
    set_milestones(people.office, task, clock)
    assert session.scalars(sa.select(Milestone)).all() == []


def test_milestones_that_fall_are_refused_and_the_old_ones_stay(people, task, clock, session):
    set_milestones(people.office, task, clock, MilestoneTerms(date(2026, 6, 30), "", 30))
    with pytest.raises(RuleBroken, match="not-rising"):
        set_milestones(
            people.office,
            task,
            clock,
            MilestoneTerms(date(2026, 6, 30), "", 60),
            MilestoneTerms(date(2026, 7, 31), "", 50),
        )
    assert [row.percent for row in session.scalars(sa.select(Milestone))] == [30]


def test_splitting_and_milestones_are_one_entry_each_with_before_and_after(
    people, task, part, clock, session
):
    split(people.office, task, clock, part, part)
    set_milestones(people.office, task, clock, MilestoneTerms(date(2026, 6, 30), "初验", 50))
    set_milestones(people.office, task, clock)
    rows = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [row.action for row in rows] == [
        "task.split",
        "task.milestones-set",
        "task.milestones-set",
    ]
    number = task.number
    begun = [f"{number}-{place} 摸清底数（从 40.0% 起）" for place in (1, 2)]
    assert rows[0].after == {"sub_tasks": begun}
    assert (rows[2].before, rows[2].after) == (
        {"milestones": ["2026-06-30 应达 50% 初验"]},
        {"milestones": []},
    )
