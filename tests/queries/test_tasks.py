"""One task as it stands."""

from datetime import date

import pytest

from tests.make import make_milestone, make_task, make_update
from tracker.domain.errors import NotFound
from tracker.domain.lights import Light, LightPolicy
from tracker.domain.values import TaskState
from tracker.queries.tasks import get_task

TODAY = date(2026, 11, 23)


def read(task):
    return get_task(task.id, on=TODAY, policy=LightPolicy())


def test_a_task_that_is_not_there_is_not_found(app):
    with pytest.raises(NotFound) as missing:
        get_task(404, on=TODAY, policy=LightPolicy())
    assert missing.value.code == "task.not-found"


def test_units_and_the_leader_who_supervises_are_named(people):
    row = read(make_task(lead=people.unit_a, supports=[people.unit_office, people.unit_b]))
    assert (row.lead_unit, row.leader) == (people.unit_a.name, people.leader_a.name)
    assert row.supporting == (people.unit_b.name, people.unit_office.name)
    assert row.facts.lead_unit_id == people.unit_a.id
    assert row.facts.supporting_unit_ids == {people.unit_b.id, people.unit_office.id}


def test_a_draft_has_neither_unit_nor_leader(people):
    row = read(make_task(state=TaskState.DRAFT))
    assert (row.lead_unit, row.leader, row.facts.lead_unit_id) == (None, None, None)


@pytest.mark.parametrize(
    ("due_on", "original_due_on", "percent", "light", "original"),
    [
        (date(2026, 12, 31), date(2026, 12, 31), 95, Light.NORMAL, None),
        (date(2026, 12, 31), date(2026, 9, 30), 95, Light.NORMAL, Light.OVERDUE),
        (date(2026, 12, 31), date(2026, 11, 25), 95, Light.NORMAL, Light.DUE_SOON),
        (date(2026, 10, 31), date(2026, 9, 30), 95, Light.OVERDUE, Light.OVERDUE),
    ],
)
def test_where_the_date_was_moved_a_second_light_goes_by_the_first_one(
    people, due_on, original_due_on, percent, light, original
):
    task = make_task(lead=people.unit_a, due_on=due_on, original_due_on=original_due_on)
    make_update(task, author=people.chief_a.user, percent=percent)
    row = read(task)
    assert (row.light, row.original_light) == (light, original)


def test_a_done_task_is_done_by_either_date(people):
    moved = make_task(lead=people.unit_a, state=TaskState.DONE, original_due_on=date(2026, 9, 30))
    assert (read(moved).light, read(moved).original_light) == (Light.DONE, Light.DONE)


def test_the_course_goes_through_the_milestones(people):
    task = make_task(lead=people.unit_a)
    make_milestone(task, on=date(2026, 6, 30), percent=20)
    make_milestone(task, on=date(2026, 9, 30), text="没有比例")
    assert read(task).course.expected(date(2026, 6, 30)) == 20
