"""The log is a chain that cannot fork, and nothing in the application changes what it says."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tests.make import make_doing
from tests.threads import in_threads
from tests.transaction.tampering import tamper
from tracker.domain.audit_chain import BEFORE_THE_FIRST, Break, Fault
from tracker.domain.doing import MACHINE
from tracker.models import AuditEntry, Unit
from tracker.queries.audit_log import verify
from tracker.transaction import audit
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work

NOW = datetime(2026, 11, 23, 1, 0, 0, 123456, tzinfo=UTC)


def note(actor=MACHINE, **said) -> None:
    with unit_of_work() as session:
        audit.record(session, make_doing(actor, NOW), "unit.edited", Subject("unit", 1), **said)


def test_entries_follow_one_another_from_the_first(people, session):
    note(people.admin.actor, before={"name": "老名"}, after={"名": ["甲", "é", "😀"], "n": 1.5})
    with unit_of_work() as inside:
        for number in (2, 3):
            audit.record(inside, make_doing(now=NOW), "unit.edited", Subject("unit", number))
    first, second, third = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id))
    assert first.previous_hash == BEFORE_THE_FIRST
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    found = verify(noted=second.hash)
    assert (found.entries, found.last_at, found.head) == (3, NOW, third.hash)
    assert (found.holds, found.has_noted) == (True, True)


def test_an_entry_keeps_how_people_and_units_were_called(people, session):
    note(people.chief_a.actor)
    session.get_one(Unit, people.unit_a.id).name = "新名称"
    session.commit()
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert (entry.actor_name, entry.actor_unit) == ("周甲", "食品安全监管科")


def test_nobody_records_outside_a_unit_of_work(session):
    with pytest.raises(KeyError):
        audit.record(session, make_doing(), "unit.edited", Subject("unit", 1))


def test_people_who_write_at_the_same_time_cannot_fork_the_chain(app, session):
    session.rollback()
    in_threads(app, lambda: [note() for _ in range(5)], count=4)
    assert (verify().entries, verify().first_break) == (20, None)


@pytest.mark.parametrize("act", ["change", "delete"])
def test_the_models_refuse_to_change_an_entry(session, act):
    note()
    entry = session.scalars(sa.select(AuditEntry)).one()
    if act == "change":
        entry.origin = "elsewhere"
    else:
        session.delete(entry)
    with pytest.raises(RuntimeError, match="changed or deleted"):
        session.flush()
    session.rollback()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entries SET origin = 'elsewhere'", "DELETE FROM audit_entries"],
)
def test_the_database_refuses_it_too(session, statement):
    note()
    with pytest.raises(DBAPIError, match="audit entries cannot be changed or deleted"):
        session.execute(sa.text(statement))
    session.rollback()
    assert verify().entries == 1


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit_entries SET origin = 'elsewhere' WHERE id = 2", Break(2, Fault.CHANGED)),
        ("UPDATE audit_entries SET before = '{\"a\": 1}' WHERE id = 3", Break(3, Fault.CHANGED)),
        ("DELETE FROM audit_entries WHERE id = 2", Break(3, Fault.TORN)),
        ("DELETE FROM audit_entries WHERE id = 1", Break(2, Fault.TORN)),
    ],
)
def test_what_is_changed_behind_our_back_is_found(session, statement, broken):
    for _ in range(3):
        note()
    tamper(statement)
    found = verify()
    assert (found.first_break, found.holds) == (broken, False)


def test_cutting_off_the_newest_entries_is_found_by_a_head_noted_before(session):
    note()
    note()
    noted = verify().head
    tamper("DELETE FROM audit_entries WHERE id = 2")
    assert verify().holds
    assert not verify(noted=noted).holds
