"""The red list: which tasks, in which order, with whose words, and who may read them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from tests.make import make_plan, make_strategy, make_task, make_update
from tracker.domain.expected import course
from tracker.domain.lights import Light
from tracker.domain.values import TaskKind, TaskState
from tracker.queries.board_scope import BoardScope
from tracker.queries.red_list import RED_LIST, RedTask, list_red_tasks

TODAY = date(2026, 11, 23)
LATE = date(2026, 10, 31)


@pytest.fixture
def strategy(people):
    return make_strategy(make_plan())


def red_of(person, strategy, units: Sequence[int] | None = None) -> Sequence[RedTask]:
    return list_red_tasks(person.actor, BoardScope(strategy.plan_id, units), TODAY)


def test_those_past_due_stand_by_days_late_then_all_by_points_behind(people, strategy):
    tasks = [
        ("严重 51", 51, date(2026, 12, 31)),
        ("严重 40 后到期", 40, date(2026, 12, 31)),
        ("逾期 2 天", 99, date(2026, 11, 21)),
        ("逾期 23 天 差 1", 99, LATE),
        ("逾期 23 天 未报", None, LATE),
        ("严重 65 先到期", 65, date(2026, 11, 28)),
    ]
    for title, percent, due_on in tasks:
        task = make_task(strategy, lead=people.unit_a, title=title, due_on=due_on)
        if percent is not None:
            make_update(task, percent=percent)
    make_task(strategy, lead=people.unit_a, title="缺报", kind=TaskKind.ONGOING)
    red = red_of(people.office, strategy)
    assert [task.title for task in red] == [
        "逾期 23 天 未报",
        "逾期 23 天 差 1",
        "逾期 2 天",
        "严重 40 后到期",
        "严重 51",
        "严重 65 先到期",
        "缺报",
    ]
    assert [task.days_late for task in red] == [23, 23, 2, 0, 0, 0, 0]


def test_a_hundredth_of_a_point_decides_and_then_the_age(people, strategy):
    made = {}
    for name, percent in (("三", "40.01"), ("一", "39.99"), ("二", "40"), ("二后", "40")):
        made[name] = make_task(strategy, lead=people.unit_a, title=name)
        make_update(made[name], percent=Decimal(percent))
    titles = [task.title for task in red_of(people.office, strategy)]
    assert titles == ["一", "二", "二后", "三"]


@pytest.mark.parametrize(("percent", "gap"), [(None, None), (40, -60)])
def test_a_row_says_whose_it_is_how_late_and_how_far_behind(people, strategy, percent, gap):
    task = make_task(strategy, lead=people.unit_a, title="检查食堂", due_on=LATE)
    if percent is not None:
        make_update(task, percent=percent)
    (row,) = red_of(people.office, strategy)
    assert (row.id, row.number, row.title) == (task.id, task.number, "检查食堂")
    assert (row.unit, row.light, row.days_late) == (people.unit_a.name, Light.OVERDUE, 23)
    assert (row.actual, row.expected, row.gap) == (percent, 100, gap)
    assert row.last_reported_on == (None if percent is None else TODAY)


def test_the_expected_percent_is_that_of_the_day(people, strategy):
    make_update(make_task(strategy, lead=people.unit_a), percent=10)
    (row,) = red_of(people.office, strategy)
    assert row.expected == course(date(2026, 1, 1), date(2026, 12, 31)).expected(TODAY)


def test_only_red_lights_are_on_it(people, strategy):
    for state in (TaskState.DONE, TaskState.SUSPENDED, TaskState.WITHDRAWN, TaskState.DRAFT):
        make_task(strategy, lead=people.unit_a, state=state, due_on=LATE)
    make_update(make_task(strategy, lead=people.unit_a), percent=95)
    make_update(make_task(strategy, lead=people.unit_a), percent=70)  # behind, but yellow
    make_task(strategy, lead=people.unit_a, starts_on=date(2026, 12, 1))
    late = make_task(strategy, lead=people.unit_a, state=TaskState.SUBMITTED, due_on=LATE)
    assert [row.id for row in red_of(people.office, strategy)] == [late.id]


def test_it_holds_as_many_as_fit(people, strategy):
    tasks = [make_task(strategy, lead=people.unit_a, due_on=LATE) for _ in range(RED_LIST + 2)]
    red = red_of(people.office, strategy)
    assert [row.id for row in red] == [task.id for task in tasks[:RED_LIST]]


def test_it_is_of_one_plan_and_of_the_units_asked_for(people, strategy):
    unit_a, unit_b = people.unit_a.id, people.unit_b.id
    for unit in (people.unit_a, people.unit_b):
        make_task(strategy, lead=unit, due_on=LATE)
    make_task(make_strategy(make_plan(year=2025)), lead=people.unit_a)
    for units, found in (
        (None, {unit_a, unit_b}),
        ([unit_b], {unit_b}),
        ([unit_a, unit_b], {unit_a, unit_b}),
        ([people.unit_office.id], set()),
        ([], set()),
    ):
        names = {people.unit_a.name: unit_a, people.unit_b.name: unit_b}
        assert {names[row.unit] for row in red_of(people.office, strategy, units)} == found


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("office", True),
        ("leader_a", True),
        ("leader_b", True),
        ("chief_a", True),  # of the lead unit
        ("chief_b", False),
        ("admin", False),
    ],
)
def test_the_problem_is_read_by_those_involved_and_those_above(people, strategy, person, sees):
    task = make_task(strategy, lead=people.unit_a, due_on=LATE)
    make_update(task, percent=50, problem="人手不足")
    (row,) = red_of(people[person], strategy)
    assert row.problem == ("人手不足" if sees else None)


def test_a_supporting_unit_reads_the_problem_of_its_task_and_of_no_other(people, strategy):
    for title, supports in (("配合的", [people.unit_b]), ("别人的", [])):
        task = make_task(strategy, lead=people.unit_a, supports=supports, title=title, due_on=LATE)
        make_update(task, percent=50, problem="人手不足")
    problems = {row.title: row.problem for row in red_of(people.chief_b, strategy)}
    assert problems == {"配合的": "人手不足", "别人的": None}


def test_the_last_word_is_that_of_the_lead_unit(people, strategy):
    task = make_task(strategy, lead=people.unit_a, supports=[people.unit_b], due_on=LATE)
    make_update(task, author=people.chief_a.user, percent=40, problem="缺经费")
    make_update(task, author=people.chief_a.user, percent=50, problem="缺人手")
    make_update(task, author=people.chief_b.user, problem="配合单位的难处")
    (row,) = red_of(people.office, strategy)
    assert (row.actual, row.problem) == (50, "缺人手")


def test_more_red_tasks_ask_no_more_queries(people, strategy, count_queries):
    actor, plan_id, counts = people.office.actor, strategy.plan_id, []
    for more in (1, RED_LIST + 2):
        for _ in range(more):
            make_task(strategy, lead=people.unit_a, supports=[people.unit_b], due_on=LATE)
        with count_queries() as queries:
            list_red_tasks(actor, BoardScope(plan_id), TODAY)
        counts.append(queries.count)
    assert counts == [2, 2]


def test_a_late_sub_task_stands_in_the_list_as_one(people, strategy):
    task = make_task(strategy, lead=people.unit_a)
    make_task(strategy, parent=task, lead=people.unit_b, title="摸底", due_on=LATE)
    make_task(strategy, parent=task, lead=people.unit_b, title="不急")
    (row,) = red_of(people.office, strategy)
    assert (row.title, row.is_part, row.days_late) == ("摸底", True, 23)
    assert (row.given, row.asked) == (0, 0)
    assert [row.title for row in red_of(people.office, strategy, [people.unit_a.id])] == []


def test_a_divided_task_speaks_in_the_words_of_its_sub_tasks(people, strategy):
    task = make_task(strategy, lead=people.unit_a, due_on=LATE)
    make_update(task, percent=20, problem="分解前的话")
    first = make_task(strategy, parent=task, lead=people.unit_a, number="1-01-1")
    make_task(strategy, parent=task, lead=people.unit_b)
    make_task(strategy, parent=task, lead=people.unit_b, state=TaskState.WITHDRAWN)
    (row,) = red_of(people.office, strategy)
    assert (row.problem, row.given, row.asked) == ("分解前的话", 0, 2)
    make_update(first, percent=99, problem="缺检测设备")
    (row,) = red_of(people.office, strategy)
    assert (row.problem, row.given, row.asked) == ("1-01-1 缺检测设备", 1, 2)
    assert row.last_reported_on == TODAY
    assert red_of(people.admin, strategy)[0].problem is None
