"""One task as it stands."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.make import make_milestone, make_target, make_task, make_update
from tracker.domain.errors import NotFound
from tracker.domain.lights import Light, LightPolicy
from tracker.domain.values import ProgressMode, TargetKind, TaskState
from tracker.models import TargetReading
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


def test_targets_stand_in_their_order_with_percent_and_readings(people, session, clock):
    task = make_task(lead=people.unit_a, mode=ProgressMode.TARGETS)
    count = make_target(task, metric="户次", current=Decimal(75))
    rate = make_target(
        task, metric="投诉率", kind=TargetKind.KEEP_AT_MOST, value=Decimal(5), current=Decimal(10)
    )
    silent = make_target(task, metric="新", kind=TargetKind.KEEP_AT_LEAST)
    for days, value in ((60, 40), (0, 75)):
        at = clock.now() - timedelta(days=days)
        update = make_update(task, author=people.chief_a.user, percent=60, at=at)
        session.add(TargetReading(update_id=update.id, target_id=count.id, value=Decimal(value)))
        session.commit()
    first, second, third = read(task).targets
    assert [first.id, second.id, third.id] == [count.id, rate.id, silent.id]
    assert [row.percent for row in (first, second, third)] == [75, 50, None]
    assert [(reading.on, reading.value) for reading in first.readings] == [
        (date(2026, 9, 24), 40),
        (TODAY, 75),
    ]
    assert second.readings == ()
