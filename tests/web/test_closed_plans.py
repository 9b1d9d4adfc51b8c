"""A closed plan is marked wherever its tasks are seen, and its figures stand still."""

import re
from datetime import date

import pytest

from tests.make import make_doing, make_plan, make_strategy, make_task, make_update
from tracker.models import WorkPlan
from tracker.services import figures, plans

CLOSED_ON = date(2026, 12, 31)
LONG_AFTER = date(2027, 6, 1)
MARK = "计划已于 2026年12月31日结束，进度、亮灯和逾期天数停在当日，不再填报。"


@pytest.fixture
def task(people, clock):
    """Overdue since 31 October, in a plan that was closed at the end of the year."""
    plan = make_plan()
    task = make_task(make_strategy(plan), lead=people.unit_a, due_on=date(2026, 10, 31))
    make_update(task, percent=60)
    make_update(make_task(make_strategy(plan), lead=people.unit_b), percent=90)
    doing = people.office.doing(clock.move_to(CLOSED_ON))
    figures.refresh_lights(doing)
    plans.close(doing, plan_id=plan.id)
    return task


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize(
    ("address", "stands"),
    [
        ("/?plan={plan}", ["逾期 61 天", "截至 2026年12月31日", "序时应达100.0%"]),
        ("/ledger?plan={plan}", ["逾期 61 天", "截至 2026年12月31日"]),
        ("/tasks/{task}", ["逾期 61 天"]),
    ],
)
def test_its_pages_say_that_it_is_closed_and_count_no_further(
    client_for, clock, task, address, stands
):
    here = address.format(plan=task.plan_id, task=task.id)
    figures.refresh_lights(make_doing(now=clock.move_to(LONG_AFTER)))
    page = words(client_for("leader_a").get(here).text)
    assert MARK in page
    assert [each for each in stands if each not in page] == []
    assert "逾期 213 天" not in page


def test_the_ledger_names_closed_plans_in_its_list(client_for, task):
    make_strategy(make_plan(title="明年的计划", year=2027))
    page = client_for("leader_a").get("/ledger").text
    assert re.search(r">\s*2026年工作要点（已结束）\s*</option>", page)
    assert "明年的计划（已结束）" not in page
    assert "计划已于" not in page


def test_a_plan_in_force_has_no_such_mark(client_for, people):
    task = make_task(make_strategy(make_plan()), lead=people.unit_a)
    for address in ("/", "/ledger", f"/tasks/{task.id}"):
        assert "计划已" not in client_for("leader_a").get(address).text


def test_a_plan_whose_day_of_closing_nobody_knows_is_marked_without_it(client_for, session, task):
    session.get_one(WorkPlan, task.plan_id).closed_at = None
    session.commit()
    page = words(client_for("leader_a").get(f"/tasks/{task.id}").text)
    assert "计划已结束，进度、亮灯和逾期天数停在当日" in page
