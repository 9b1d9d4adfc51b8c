"""Which units and leaders a board can be narrowed to."""

from datetime import date

import pytest

from tests.make import make_plan, make_strategy, make_task
from tracker.domain.lights import Colour
from tracker.domain.values import TaskState
from tracker.queries.board_units import (
    BoardFilter,
    is_chosen,
    list_units,
    subject_of,
)


@pytest.fixture
def plan(people):
    """Unit A leads; unit B, of another leader, and the office, which nobody supervises, do not."""
    plan = make_plan()
    make_task(make_strategy(plan), lead=people.unit_a)
    return plan


@pytest.mark.parametrize(
    ("wanted", "listed", "chosen"),
    [
        ({}, "a", "a"),
        ({"unit_id": "unit_a"}, "a", "a"),
        ({"unit_id": "unit_b"}, "ab", "b"),
        ({"leader_id": "leader_a"}, "a", "a"),
        ({"leader_id": "leader_b"}, "ab", "b"),
        ({"unit_id": "unit_a", "leader_id": "leader_a"}, "a", "a"),
        ({"unit_id": "unit_a", "leader_id": "leader_b"}, "ab", ""),
        ({"unit_id": "unit_office"}, "ao", "o"),
        ({"unit_id": "unit_office", "leader_id": "leader_a"}, "ao", ""),
    ],
)
def test_units_of_the_plan_are_listed_with_what_was_asked_for(people, plan, wanted, listed, chosen):
    letters = {people.unit_a.id: "a", people.unit_b.id: "b", people.unit_office.id: "o"}
    asked = BoardFilter(**{name: _id(people, who) for name, who in wanted.items()})
    units = list_units(plan.id, asked)
    assert "".join(sorted(letters[unit.id] for unit in units)) == listed
    assert "".join(letters[unit.id] for unit in units if is_chosen(unit, asked)) == chosen
    subject = subject_of(units, asked)
    assert subject.is_whole is (not wanted)
    assert subject.is_led is bool(chosen)


def _id(people, who: str) -> int:
    return getattr(people, who).id if who.startswith("unit") else people[who].id


def test_a_choice_is_called_by_the_names_of_its_unit_and_leader(people, plan):
    asked = BoardFilter(unit_id=people.unit_a.id, leader_id=people.leader_a.id)
    subject = subject_of(list_units(plan.id, asked), asked)
    assert (subject.unit, subject.leader) == (people.unit_a.name, people.leader_a.name)


def test_sub_tasks_are_counted_by_the_unit_that_leads_them_and_it_is_listed(people, plan):
    strategy = make_strategy(plan)
    task = make_task(strategy, lead=people.unit_a)
    make_task(strategy, parent=task, lead=people.unit_b, due_on=date(2026, 10, 31))
    make_task(strategy, parent=task, lead=people.unit_b)
    make_task(strategy, parent=task, lead=people.unit_b, state=TaskState.WITHDRAWN)
    units = {unit.id: unit for unit in list_units(task.plan_id, BoardFilter())}
    assert set(units) == {people.unit_a.id, people.unit_b.id}
    assert not units[people.unit_a.id].has_parts
    lights = units[people.unit_b.id].parts
    assert (lights[Colour.RED], sum(lights.values())) == (1, 2)
