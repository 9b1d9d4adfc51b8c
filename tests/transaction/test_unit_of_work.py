"""All or nothing, one after the other, never nested: with real threads on both databases."""

import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from tests.make import make_doing, make_plan, make_task, make_unit
from tracker.database import db
from tracker.domain.errors import RuleBroken, StaleWrite
from tracker.domain.values import UnitKind
from tracker.models import AuditEntry, Task, Unit, WorkPlan
from tracker.transaction import access, audit
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import all_as_one, end_read, refuse_writing, unit_of_work

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_everything_inside_is_kept(session):
    unit_id = make_unit().id
    with unit_of_work() as inside:
        inside.get_one(Unit, unit_id).name = "新名称"
    assert session.get_one(Unit, unit_id).name == "新名称"


def test_nothing_is_kept_when_anything_fails(session):
    unit = make_unit("旧名称")

    def rename_and_fail() -> None:
        with unit_of_work() as inside:
            inside.get_one(Unit, unit.id).name = "新名称"
            audit.record(inside, make_doing(now=NOW), "unit.renamed", Subject("unit", unit.id))
            inside.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rename_and_fail()
    assert unit.name == "旧名称"
    assert session.scalar(sa.select(AuditEntry.id)) is None


def test_a_use_case_cannot_call_another(session):
    with pytest.raises(RuntimeError, match="nest"), unit_of_work(), unit_of_work():
        pass


def test_the_next_one_works_after_a_failure(session):
    with pytest.raises(ZeroDivisionError), unit_of_work():
        raise ZeroDivisionError
    with unit_of_work() as inside:
        inside.execute(sa.select(1))


def test_a_row_that_somebody_else_changed_in_between_is_a_stale_write(session):
    plan = make_plan()

    def change_what_is_newer() -> None:
        with unit_of_work() as inside:
            stale = inside.get_one(WorkPlan, plan.id)
            newer = sa.update(WorkPlan).values(version=7)
            inside.execute(newer, execution_options={"synchronize_session": False})
            stale.title = "两人同时改"

    with pytest.raises(StaleWrite):
        change_what_is_newer()


def test_people_who_write_at_the_same_time_follow_one_another(app, session):
    """Each reads, then writes what it read plus one: none may be lost, and none may fail."""
    task_id, rounds, people = make_task(weight=1).id, 5, 4
    failures: list[BaseException] = []

    def raise_weight() -> None:
        try:
            with app.app_context():
                for _ in range(rounds):
                    with unit_of_work() as inside:
                        access.get_task(inside, task_id).weight += 1
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=raise_weight) for _ in range(people)]
    session.rollback()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert session.scalar(sa.select(Task.weight)) == 1 + rounds * people


def test_a_reader_is_not_kept_waiting_by_a_writer(app, session):
    task_id = make_task(title="原来的").id
    seen: list[str | None] = []

    def read() -> None:
        with app.app_context():
            seen.append(db.session.scalar(sa.select(Task.title)))

    with unit_of_work() as inside:
        access.get_task(inside, task_id).title = "正在改"
        inside.flush()
        reader = threading.Thread(target=read)
        reader.start()
        reader.join(timeout=5)
        assert seen == ["原来的"]


def test_a_request_that_only_shows_what_was_typed_writes_nothing(app):
    with app.app_context():
        refuse_writing()
        with pytest.raises(RuleBroken, match="not-done"), unit_of_work():
            pytest.fail("it was opened")
    with unit_of_work():  # of the next request
        pass


def make_one_and_fail() -> None:
    with unit_of_work() as inside:
        inside.add(Unit(name="丙科", kind=UnitKind.OFFICE, position=3))
        inside.flush()
        raise ZeroDivisionError


def make_two_units() -> None:
    with unit_of_work() as inside:
        inside.add(Unit(name="甲科", kind=UnitKind.OFFICE, position=1))
    end_read()  # as between claiming a mail and sending it
    with pytest.raises(ZeroDivisionError):
        make_one_and_fail()
    with unit_of_work() as inside:
        assert inside.scalars(sa.select(Unit.name)).all() == ["甲科"]
        inside.add(Unit(name="乙科", kind=UnitKind.OFFICE, position=2))


def test_units_of_work_as_one_are_kept_together_without_the_one_that_failed(session):
    with all_as_one():
        make_two_units()
    assert set(session.scalars(sa.select(Unit.name))) == {"甲科", "乙科"}


def test_units_of_work_as_one_leave_nothing_when_they_are_interrupted(session):
    def be_interrupted() -> None:
        with all_as_one():
            make_two_units()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        be_interrupted()
    assert session.scalars(sa.select(Unit.name)).all() == []
    make_two_units()  # and the next ones stand for themselves
    assert len(session.scalars(sa.select(Unit.name)).all()) == 2


@pytest.mark.databases("sqlite")
def test_a_full_disk_is_a_rule_that_no_form_can_keep(session, caplog):
    """The page shows it above the form, with all that was typed."""
    with pytest.raises(RuleBroken, match=r"storage\.full"):
        _add_more_than_there_is_room_for()
    db.engine.dispose()  # no other test shall have that connection
    assert "the disk of the database is full" in caplog.text
    assert session.scalar(sa.select(sa.func.count()).select_from(Unit)) == 0


def _add_more_than_there_is_room_for() -> None:
    with unit_of_work() as inside:
        pages = inside.scalar(sa.text("PRAGMA page_count"))
        inside.execute(sa.text(f"PRAGMA max_page_count={pages}"))
        for number in range(400):
            name = f"{number}{'科' * 2000}"
            inside.add(Unit(name=name, kind=UnitKind.OFFICE, position=number))
