"""Tasks as the demo year needs them."""

from datetime import date
from decimal import Decimal

import pytest

from tests.make import make_plan, make_strategy, make_target, make_task, make_update
from tracker.domain.acts import Act
from tracker.domain.errors import NotFound
from tracker.domain.values import PlanState, ProgressMode, TargetKind, TaskKind, TaskState
from tracker.queries.stories import (
    StoryTarget,
    StoryTask,
    find_task_version,
    list_open_tasks,
    list_story_tasks,
    may,
)


def test_a_task_comes_with_its_unit_and_its_targets_in_their_order(people):
    strategy = make_strategy()
    task = make_task(
        strategy,
        lead=people.unit_a,
        title="开展抽检",
        mode=ProgressMode.TARGETS,
        starts_on=date(2026, 3, 1),
        due_on=date(2026, 9, 30),
    )
    second = make_target(task, position=2, metric="投诉", kind=TargetKind.KEEP_AT_MOST, unit="件")
    first = make_target(task, position=1, metric="抽检", value=Decimal(800), baseline=Decimal(300))
    assert list_story_tasks(strategy.plan_id) == [
        StoryTask(
            id=task.id,
            plan_id=strategy.plan_id,
            number=task.number,
            title="开展抽检",
            lead_unit_id=people.unit_a.id,
            lead_unit=people.unit_a.name,
            kind=TaskKind.ONCE,
            mode=ProgressMode.TARGETS,
            starts_on=date(2026, 3, 1),
            due_on=date(2026, 9, 30),
            targets=(
                StoryTarget(first.id, "抽检", TargetKind.REACH, 800, "户次", 300),
                StoryTarget(second.id, "投诉", TargetKind.KEEP_AT_MOST, 100, "件", None),
            ),
        )
    ]


def test_only_the_tasks_of_the_plan_that_a_unit_leads_are_told(people):
    strategy = make_strategy()
    tasks = [make_task(strategy, lead=unit) for unit in (people.unit_b, people.unit_a)]
    other = make_target(make_task(make_strategy(make_plan(year=2025)), lead=people.unit_a))
    draft = make_strategy(make_plan(state=PlanState.DRAFT))
    make_task(draft)
    found = list_story_tasks(strategy.plan_id)
    assert [(row.id, row.targets) for row in found] == [(task.id, ()) for task in tasks]
    assert list_story_tasks(draft.plan_id) == []
    assert other.task_id not in {row.id for row in found}


def test_a_plan_with_many_tasks_is_read_by_two_queries(people, count_queries):
    strategy = make_strategy()
    for _ in range(5):
        make_target(make_task(strategy, lead=people.unit_a))
    plan_id = strategy.plan_id
    with count_queries() as queries:
        assert len(list_story_tasks(plan_id)) == 5
    assert queries.count == 2


def test_the_version_of_a_task_is_that_of_its_last_change(people):
    task = make_task(lead=people.unit_a)
    before = find_task_version(task.id)
    make_update(task, author=people.chief_a.user, percent=10)
    assert find_task_version(task.id) == before + 1


def test_a_task_that_is_not_there_has_no_version(app):
    with pytest.raises(NotFound) as missing:
        find_task_version(404)
    assert missing.value.code == "task.not-found"


def test_a_task_with_parts_is_told_by_its_parts(people):
    strategy = make_strategy()
    whole = make_task(strategy, lead=people.unit_a)
    part = make_task(strategy, lead=people.unit_b, parent=whole)
    assert [task.id for task in list_story_tasks(strategy.plan_id)] == [part.id]
    assert list_open_tasks(strategy.plan_id, red_first=False) == []


def test_the_worst_task_comes_first_or_the_next_that_is_due(people):
    strategy, lead = make_strategy(), people.unit_a
    running = {"lead": lead, "state": TaskState.IN_PROGRESS}
    soon = make_task(strategy, due_on=date(2026, 11, 30), percent=Decimal(100), **running)
    late = make_task(strategy, due_on=date(2026, 12, 31), percent=Decimal(10), **running)
    make_task(strategy, lead=lead, state=TaskState.DONE)
    for red_first, expected in ((False, [soon.id, late.id]), (True, [late.id, soon.id])):
        found = list_open_tasks(strategy.plan_id, red_first=red_first)
        assert [task.id for task in found] == expected


def test_what_may_be_done_is_asked_of_the_rules(people, clock):
    task = make_task(lead=people.unit_a, state=TaskState.IN_PROGRESS)
    for person, expected in (("leader_a", True), ("chief_a", False)):
        assert may(people[person].doing(clock.now()), Act.INSTRUCT, task.id) is expected
