"""What a unit leads and supports, sorted into groups."""

from datetime import date, timedelta

import pytest

from tests.make import make_milestone, make_plan, make_strategy, make_task, make_update
from tracker.domain.mine import Group
from tracker.domain.values import PlanState, ReportEvery, TaskKind, TaskState
from tracker.queries.mine import get_mine

TODAY = date(2026, 11, 23)


@pytest.fixture
def strategy(people):
    return make_strategy()


def rows(people, person="chief_a"):
    page = get_mine(people[person].doing())
    return {row.title: row for _, group in page.groups for row in group}


@pytest.mark.parametrize(
    ("changes", "percent", "group", "needs_report"),
    [
        ({"state": TaskState.DONE}, None, Group.DONE, False),
        ({"state": TaskState.SUBMITTED}, None, Group.SUBMITTED, False),
        ({"state": TaskState.SUSPENDED}, None, Group.SUSPENDED, False),
        ({"due_on": TODAY - timedelta(days=1)}, None, Group.UNSIGNED, True),
        ({"due_on": TODAY - timedelta(days=1)}, 90, Group.OVERDUE, False),
        ({"due_on": TODAY + timedelta(days=3)}, 99, Group.DUE_SOON, False),
        ({}, None, Group.UNSIGNED, True),
        ({"state": TaskState.IN_PROGRESS}, None, Group.UNREPORTED, True),
        ({}, 100, Group.READY, False),
        ({}, 90, Group.RUNNING, False),
        ({}, 10, Group.RUNNING, False),
        ({"starts_on": TODAY + timedelta(days=1)}, None, Group.UNSIGNED, False),
        ({"kind": TaskKind.ONGOING}, 90, Group.RUNNING, False),
    ],
)
def test_each_task_stands_in_one_group(people, strategy, changes, percent, group, needs_report):
    task = make_task(strategy, lead=people.unit_a, title="它", **changes)
    if percent is not None:
        make_update(task, author=people.chief_a.user, percent=percent)
    row = rows(people)["它"]
    assert (row.group, row.needs_report) == (group, needs_report)


def test_a_report_of_last_month_is_none_of_this_month_but_of_this_quarter(people, strategy, clock):
    for every, title in ((ReportEvery.MONTH, "月报"), (ReportEvery.QUARTER, "季报")):
        task = make_task(strategy, lead=people.unit_a, title=title, report_every=every)
        at = clock.now() - timedelta(days=30)
        make_update(task, author=people.chief_a.user, percent=85, at=at)
    found = rows(people)
    assert (found["月报"].needs_report, found["季报"].needs_report) == (True, False)


def test_words_of_a_supporting_unit_are_no_report(people, strategy):
    task = make_task(strategy, lead=people.unit_a, supports=[people.unit_b], title="它")
    make_update(task, author=people.chief_b.user)
    assert rows(people)["它"].needs_report
    supported = rows(people, "chief_b")["它"]
    assert (supported.is_lead, supported.group, supported.needs_report) == (
        False,
        Group.SUPPORTED,
        False,
    )


def test_only_issued_tasks_that_one_leads_wait_for_a_signature(people, strategy):
    for state in TaskState:
        make_task(strategy, lead=people.unit_a, title=state.value, state=state)
    make_task(strategy, lead=people.unit_b, supports=[people.unit_a], title="配合")
    page = get_mine(people.chief_a.doing())
    assert [row.title for row in page.to_sign] == [TaskState.ISSUED.value]


def test_drafts_withdrawn_tasks_and_other_plans_are_not_mine(people, strategy):
    for state in (TaskState.DRAFT, TaskState.WITHDRAWN):
        make_task(strategy, lead=people.unit_a, state=state)
    make_task(strategy, lead=people.unit_b)
    for state in (PlanState.DRAFT, PlanState.CLOSED):
        make_task(make_strategy(make_plan(state=state)), lead=people.unit_a, state=TaskState.ISSUED)
    page = get_mine(people.chief_a.doing())
    assert page.is_empty


def test_in_a_group_the_worst_stands_first_and_ones_own_apart_from_supported(people, strategy):
    def make(title, percent, lead=people.unit_a, **changes):
        task = make_task(strategy, lead=lead, supports=[people.unit_a], title=title, **changes)
        make_update(task, percent=percent)

    make("别人的", 10, lead=people.unit_b)
    make("正常晚", 95)
    make("正常早", 99, due_on=date(2026, 12, 15))
    make("滞后", 70)
    make("严重滞后", 20)
    page = get_mine(people.chief_a.doing())
    titles = [row.title for row in dict(page.groups)[Group.RUNNING]]
    assert titles == ["严重滞后", "滞后", "正常早", "正常晚"]
    assert [row.title for row in dict(page.groups)[Group.SUPPORTED]] == ["别人的"]


def test_a_row_says_how_far_and_how_long(people, strategy):
    task = make_task(
        strategy,
        lead=people.unit_a,
        title="它",
        due_on=date(2026, 12, 3),
        original_due_on=date(2026, 11, 1),
    )
    make_milestone(task, on=TODAY, percent=50)
    make_update(task, author=people.chief_a.user, percent=62)
    row = rows(people)["它"]
    assert (row.days_left, row.percent, row.expected) == (10, 62, 50)
    assert (row.original_due_on, row.last_reported_on) == (date(2026, 11, 1), TODAY)
