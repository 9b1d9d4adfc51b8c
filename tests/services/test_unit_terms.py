"""Units are added and renamed by the administrator, and names stay with one unit."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from tests.make import make_doing, make_unit
from tests.people import UNIT_A
from tracker.domain.errors import Forbidden, RuleBroken, StaleWrite
from tracker.domain.terms.units import UnitTerms
from tracker.domain.values import UnitKind
from tracker.models import AuditEntry
from tracker.queries.unit_pages import get_card, list_lines
from tracker.queries.units import ids_by_name
from tracker.services import units

NEW = UnitTerms("计量科", UnitKind.OFFICE, 9, aliases=("量科",), duties=("计量监督",))


def edit(people, clock, terms, seen=None):
    unit_id = people.unit_a.id
    seen = seen or get_card(unit_id).terms.fingerprint
    units.edit(people.admin.doing(clock.now()), unit_id=unit_id, seen=seen, terms=terms)


def test_a_new_unit_goes_by_all_its_names(people, clock, session):
    unit_id = units.add(people.admin.doing(clock.now()), terms=NEW)
    assert {name for name, found in ids_by_name().items() if found == unit_id} == {"计量科", "量科"}
    assert get_card(unit_id).terms == NEW
    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.after["name"]) == ("unit.added", "计量科")


def test_after_a_new_name_the_old_one_still_finds_the_unit(people, clock, session):
    card = get_card(people.unit_a.id)
    edit(people, clock, replace(card.terms, name="食品安全科", leader_id=people.leader_b.id))
    assert ids_by_name()[UNIT_A] == ids_by_name()["食品安全科"] == people.unit_a.id
    line = next(line for line in list_lines() if line.id == people.unit_a.id)
    assert (line.name, line.leader, line.people) == ("食品安全科", "冯局", 2)
    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.before["name"], entry.after["name"]) == (UNIT_A, "食品安全科")
    assert (entry.before["leader"], entry.after["leader"]) == ("郑局", "冯局")


def test_an_old_name_may_be_given_back_to_the_unit(people, clock):
    terms = get_card(people.unit_a.id).terms
    edit(people, clock, replace(terms, name="食品安全科"))
    edit(people, clock, replace(get_card(people.unit_a.id).terms, name=UNIT_A))
    assert get_card(people.unit_a.id).terms.name == UNIT_A


@pytest.mark.parametrize("taken", ["特种设备监察科", "特设科"])
def test_a_name_of_another_unit_is_refused_and_nothing_changes(people, clock, taken):
    terms = get_card(people.unit_a.id).terms
    for wanted, field in (
        (replace(terms, name=taken), "name"),
        (replace(terms, aliases=(taken,)), "aliases"),
    ):
        with pytest.raises(RuleBroken) as refused:
            edit(people, clock, wanted)
        assert (refused.value.code, refused.value.field) == ("unit.name-taken", field)
        assert get_card(people.unit_a.id).terms == terms


def test_only_a_leader_supervises(people, clock):
    terms = get_card(people.unit_a.id).terms
    with pytest.raises(RuleBroken, match=r"unit\.no-leader"):
        edit(people, clock, replace(terms, leader_id=people.chief_b.id))


def test_the_second_of_two_administrators_is_told(people, clock):
    seen = get_card(people.unit_a.id).terms
    edit(people, clock, replace(seen, position=7))
    with pytest.raises(StaleWrite):
        edit(people, clock, replace(seen, position=8), seen=seen.fingerprint)
    assert get_card(people.unit_a.id).terms.position == 7


@pytest.mark.parametrize("name", ["office", "chief_a", "leader_a", "stranger"])
def test_nobody_else_touches_units(people, clock, name):
    actor, terms = people[name].actor, get_card(people.unit_a.id).terms
    with pytest.raises(Forbidden):
        units.add(make_doing(actor, clock.now()), terms=NEW)
    with pytest.raises(Forbidden):
        units.edit(
            make_doing(actor, clock.now()),
            unit_id=people.unit_a.id,
            seen=terms.fingerprint,
            terms=terms,
        )


def test_the_name_of_a_closed_unit_is_not_given_twice(people, clock):
    make_unit("老科", is_active=False)
    with pytest.raises(RuleBroken, match=r"unit\.name-taken"):
        units.add(people.admin.doing(clock.now()), terms=replace(NEW, name="老科"))
