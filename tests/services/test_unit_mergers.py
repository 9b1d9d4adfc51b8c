"""One unit goes into another: tasks, people and names follow, history keeps the old name."""

import pytest
import sqlalchemy as sa

from tests.make import POLICY, make_doing, make_plan, make_strategy, make_task
from tests.people import UNIT_A, UNIT_B
from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.progress import ProgressReport
from tracker.domain.task_events import EventKind
from tracker.domain.values import PlanState, TaskState, UnitKind
from tracker.models import AuditEntry, Supervision, Task, TaskSupport, Unit
from tracker.queries.task_history import get_history
from tracker.queries.tasks import get_task
from tracker.queries.units import ids_by_name
from tracker.queries.users import get_actor
from tracker.services import figures, progress, unit_mergers, units
from tracker.services.unit_mergers import Moved
from tracker.services.units import UnitEntry


def merge(people, clock, actor=None, **changed):
    given = {"unit_id": people.unit_a.id, "into_id": people.unit_b.id} | changed
    actor = actor or people.admin.actor
    return unit_mergers.merge(make_doing(actor, clock.now()), **given)


def report(actor, task, clock):
    progress.report(
        make_doing(actor, clock.now()),
        task_id=task.id,
        version=task.version,
        report=ProgressReport(narrative="已办。", percent=50),
    )


@pytest.fixture
def task(people):
    return make_task(make_strategy(make_plan()), lead=people.unit_a, state=TaskState.IN_PROGRESS)


def test_tasks_and_people_follow_and_the_figures_with_them(people, clock, task, session):
    figures.rebuild(make_doing(now=clock.now()))
    assert merge(people, clock) == Moved(tasks=1, people=2)
    session.expire_all()
    assert session.get_one(Task, task.id).lead_unit_id == people.unit_b.id
    assert figures.check() == []
    chief = get_actor("chief_a")
    assert chief.unit_id == people.unit_b.id
    report(chief, session.get_one(Task, task.id), clock)


def test_the_old_name_finds_the_new_unit_and_stays_in_the_time_line(people, clock, task):
    merge(people, clock)
    assert ids_by_name()[UNIT_A] == ids_by_name()["食品科"] == people.unit_b.id
    row = get_task(task.id, on=clock.today(), policy=POLICY)
    moved = next(e for e in get_history(row).events if e.kind is EventKind.REASSIGNED)
    (change,) = moved.changes
    assert (change.before, change.after, moved.text) == (UNIT_A, UNIT_B, "单位合并")


def test_a_closed_plan_stays_as_it_was(people, clock, session):
    closed = make_strategy(make_plan(state=PlanState.CLOSED))
    task = make_task(closed, lead=people.unit_a, state=TaskState.DONE)
    assert merge(people, clock).tasks == 0
    assert session.get_one(Task, task.id).lead_unit_id == people.unit_a.id


def test_nobody_supports_twice_or_what_they_lead(people, clock, session):
    strategy = make_strategy(make_plan())
    led = make_task(strategy, lead=people.unit_a, supports=[people.unit_b])
    both = make_task(strategy, lead=people.unit_office, supports=[people.unit_a, people.unit_b])
    one = make_task(strategy, lead=people.unit_office, supports=[people.unit_a])
    old = make_task(strategy, lead=people.unit_b, supports=[people.unit_a])
    merge(people, clock)
    rows = session.execute(sa.select(TaskSupport.task_id, TaskSupport.unit_id)).all()
    assert sorted(map(tuple, rows)) == [(both.id, people.unit_b.id), (one.id, people.unit_b.id)]
    assert {led.id, old.id}.isdisjoint({task_id for task_id, _ in rows})


def test_a_unit_without_a_leader_gets_that_of_the_other(people, clock, session):
    session.execute(sa.delete(Supervision).where(Supervision.unit_id == people.unit_b.id))
    session.commit()
    merge(people, clock)
    rows = session.execute(sa.select(Supervision.unit_id, Supervision.leader_id)).all()
    assert list(map(tuple, rows)) == [(people.unit_b.id, people.leader_a.id)]


def test_the_unit_remains_without_work_and_is_not_merged_again(people, clock, session):
    merge(people, clock)
    assert session.get_one(Unit, people.unit_a.id).is_active is False
    with pytest.raises(RuleBroken, match=r"unit\.inactive"):
        merge(people, clock)
    with pytest.raises(RuleBroken, match=r"unit\.inactive"):
        merge(people, clock, unit_id=people.unit_b.id, into_id=people.unit_a.id)
    with pytest.raises(RuleBroken, match=r"unit\.merged-into-itself"):
        merge(people, clock, unit_id=people.unit_b.id)


def test_an_old_list_does_not_bring_a_merged_unit_back(people, clock):
    merge(people, clock)
    entry = UnitEntry(UnitProfile(name=UNIT_A), UnitKind.OFFICE)
    with pytest.raises(RuleBroken, match=r"unit\.name-taken"):
        units.import_units(make_doing(now=clock.now()), entries=[entry])


@pytest.mark.parametrize("name", ["office", "chief_a", "leader_a", "stranger"])
def test_nobody_else_merges(people, clock, session, name):
    with pytest.raises(Forbidden):
        merge(people, clock, actor=people[name].actor)
    assert session.scalars(sa.select(AuditEntry.action)).all() == []
