"""What a search finds, and what is due when."""

from datetime import date

import pytest

from tests.make import make_plan, make_strategy, make_target, make_task
from tracker.domain.values import TaskState
from tracker.queries import ledger
from tracker.queries.task_filter import Due, TaskFilter

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("100%", {"合格率100%"}),
        ("100", {"合格率100%", "整治1000处"}),
        ("%", {"合格率100%"}),
        ("_", {"a_b"}),
        ("\\", {"c\\d"}),
        ("抽检批次", {"合格率100%"}),
        ("１０００", {"整治1000处"}),
        ("100％", {"合格率100%"}),
        ("A_B", {"a_b"}),
        ("整治 处", {"整治1000处"}),
        ("整治\u3000批次", set()),
        ("合格率 批次", {"合格率100%"}),
        ("没有", set()),
    ],
)
def test_each_word_of_a_search_is_found_in_any_width_and_signs_stand_as_they_are(
    people, words, found
):
    plan = make_plan()
    strategy = make_strategy(plan)
    tasks = [
        make_task(strategy, lead=people.unit_a, title=title)
        for title in ("合格率100%", "整治1000处", "a_b", "c\\d")
    ]
    make_target(tasks[0], metric="抽检批次")
    page = ledger.get_page(TaskFilter(plan.id, words=words), None, on=TODAY)
    assert {row.title for row in page.rows} == found


@pytest.mark.parametrize(
    ("due", "days"),
    [
        (Due.PAST, {"10-31", "11-22"}),
        (Due.THIS_MONTH, {"11-01", "11-22", "11-23", "11-30"}),
        (Due.NEXT_MONTH, {"12-01", "12-31"}),
        (None, {"10-31", "11-01", "11-22", "11-23", "11-30", "12-01", "12-31"}),
    ],
)
def test_what_is_due_is_counted_by_the_calendar_month(people, due, days):
    strategy = make_strategy(make_plan())
    for month, day in ((10, 31), (11, 1), (11, 22), (11, 23), (11, 30), (12, 1), (12, 31)):
        is_done = (month, day) == (11, 1)
        make_task(
            strategy,
            lead=people.unit_a,
            due_on=date(2026, month, day),
            state=TaskState.DONE if is_done else TaskState.ISSUED,
        )
    page = ledger.get_page(TaskFilter(strategy.plan_id, due=due), None, on=TODAY)
    assert {row.due_on.strftime("%m-%d") for row in page.rows} == days


def test_the_month_after_december_is_january(people):
    task = make_task(make_strategy(make_plan()), lead=people.unit_a, due_on=date(2027, 1, 31))
    wanted = TaskFilter(task.plan_id, due=Due.NEXT_MONTH)
    for on, found in ((date(2026, 12, 31), 1), (date(2026, 11, 30), 0), (date(2027, 1, 1), 0)):
        assert ledger.get_page(wanted, None, on=on).matching == found
