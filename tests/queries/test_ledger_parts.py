"""Sub-tasks under their tasks, and what a search finds of them."""

from datetime import date

import pytest

from tests.make import make_plan, make_strategy, make_task
from tracker.domain.lights import Colour
from tracker.domain.reporting import Standing
from tracker.domain.values import TaskState
from tracker.queries import ledger, ledger_parts
from tracker.queries.ledger_parts import get_parts
from tracker.queries.task_filter import TaskFilter

TODAY = date(2026, 11, 23)


@pytest.fixture
def task(people):
    """Of unit A, with two sub-tasks of unit B, of which one is late."""
    strategy = make_strategy(make_plan())
    task = make_task(strategy, lead=people.unit_a, title="检查食堂")
    for title, due_on in (("摸清底数", date(2026, 10, 31)), ("回头看", date(2026, 12, 31))):
        make_task(strategy, parent=task, lead=people.unit_b, title=title, due_on=due_on)
    return task


def test_the_sub_tasks_of_a_task_stand_under_it_in_their_order(task):
    parts = get_parts([task.id], TaskFilter(task.plan_id), TODAY).under
    assert set(parts) == {task.id}
    rows = [(part.title, part.days_late) for part in parts[task.id]]
    assert rows == [("摸清底数", 23), ("回头看", 0)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, []),
        ({"strategy_id": 1}, []),
        ({"words": "底数"}, ["摸清底数"]),
        ({"words": "食堂"}, []),
        ({"lit": (Colour.RED,)}, ["摸清底数"]),
        ({"state": TaskState.ISSUED}, ["摸清底数", "回头看"]),
        ({"state": TaskState.DONE}, []),
        ({"report": Standing.GIVEN}, []),
    ],
)
def test_a_sub_task_is_found_by_what_is_asked_of_a_task_and_counted_nowhere(task, wanted, found):
    asked = TaskFilter(task.plan_id, **wanted)
    assert [part.title for part in get_parts([], asked, TODAY).found] == found
    assert ledger.get_page(asked, None, on=TODAY).matching <= 1


def test_a_unit_finds_what_it_leads_under_the_task_of_another(task, people):
    for unit, number in ((people.unit_b, 2), (people.unit_a, 0)):
        parts = get_parts([task.id], TaskFilter(task.plan_id, unit_id=unit.id), TODAY)
        assert len(parts.found) == number
    page = ledger.get_page(TaskFilter(task.plan_id, unit_id=people.unit_b.id), None, on=TODAY)
    assert page.matching == 0


def test_a_long_list_says_that_it_is_cut(task, monkeypatch):
    wanted = TaskFilter(task.plan_id, state=TaskState.ISSUED)
    for most, is_cut in ((1, True), (2, False)):
        monkeypatch.setattr(ledger_parts, "MOST", most)
        parts = get_parts([], wanted, TODAY)
        assert (len(parts.found), parts.is_cut) == (most, is_cut)
