"""Targets past a date of their own, as the lists, the form and the mail name them."""

from datetime import date
from decimal import Decimal

from tests.make import make_doing, make_target, make_task, make_update
from tracker.domain.lights import Light
from tracker.domain.progress import ProgressReport
from tracker.domain.values import ProgressMode
from tracker.queries.overdue_targets import overdue_targets
from tracker.services import figures, progress, reminders

JUNE = date(2026, 6, 30)
NAMED = "新增经营主体时限6月30日已过，还差 3,567户"


def make_short(people):
    """In a task that is due in December and reported at 95 percent in November."""
    task = make_task(lead=people.unit_a, mode=ProgressMode.TARGETS)
    terms = {"metric": "新增经营主体", "unit": "户", "value": Decimal(10000), "due_on": JUNE}
    target = make_target(task, **terms, current=Decimal(6433))
    make_update(task, author=people.chief_a.user, percent=95)
    return task, target


def test_it_lights_the_task_yellow_and_is_named(people, clock, client_for):
    task, _ = make_short(people)
    figures.rebuild(make_doing())
    assert (task.light, task.unmet_on) == (Light.TARGET_OVERDUE, JUNE)
    assert overdue_targets([task.id], clock.today()) == {task.id: NAMED}
    assert overdue_targets([task.id], JUNE) == {}
    assert NAMED in client_for("leader_a").get("/ledger?light=yellow").text
    form = client_for("chief_a").get(f"/tasks/{task.id}/progress").text
    assert "时限6月30日已过，还差 3,567户" in form


def test_it_is_reminded_of_until_it_is_reached(people, clock, sent):
    task, target = make_short(people)
    figures.rebuild(make_doing())
    assert reminders.write_due(make_doing()).tasks == 2
    said = ProgressReport("已完成。", percent=96, readings={target.id: target.value})
    chief = people.chief_a.doing(clock.now())
    progress.report(chief, task_id=task.id, version=task.version, report=said)
    assert (task.light, task.unmet_on) == (Light.NORMAL, None)
    assert figures.check() == []
