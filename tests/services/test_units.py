"""Units come from a list: known ones are renewed, none is removed, a name belongs to one."""

import pytest
import sqlalchemy as sa

from tests.make import make_doing, make_task, make_unit, make_update, make_user
from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.errors import Forbidden, RuleBroken
from tracker.domain.uploads import Upload
from tracker.domain.values import UnitKind
from tracker.models import AuditEntry, Task, Unit
from tracker.queries.units import ids_by_name, list_profiles, list_units
from tracker.services import documents, units
from tracker.services.units import Imported, UnitEntry


def entry(name: str, *aliases: str, duties: tuple[str, ...] = (), kind=UnitKind.OFFICE):
    return UnitEntry(UnitProfile(name=name, aliases=aliases, duties=duties), kind)


def test_unknown_units_are_added_in_the_order_of_the_list(session, clock):
    entries = [entry("标准化科", "标准科", duties=("标准制定",)), entry("计量科")]
    assert units.import_units(make_doing(now=clock.now()), entries=entries) == Imported(2, 0)
    assert [profile.name for profile in list_profiles()] == ["标准化科", "计量科"]
    assert list_profiles()[0] == UnitProfile("标准化科", ("标准科",), ("标准制定",))
    assert session.scalars(sa.select(AuditEntry.action)).all() == ["unit.imported"]


def test_a_second_import_of_the_same_list_changes_nothing(session, clock):
    entries = [entry("标准化科", "标准科", duties=("标准制定",)), entry("计量科")]
    units.import_units(make_doing(now=clock.now()), entries=entries)
    before = list_units(), list_profiles()
    assert units.import_units(make_doing(now=clock.now()), entries=entries) == Imported(0, 0, 2)
    assert (list_units(), list_profiles()) == before


def test_a_known_unit_keeps_its_tasks_when_its_names_are_renewed(session, clock):
    unit = make_unit("标准化科", aliases=["标准科"])
    task = make_task(lead=unit)
    entries = [entry("标准化科", "质标科", kind=UnitKind.BODY)]
    units.import_units(make_doing(now=clock.now()), entries=entries)
    assert session.get_one(Task, task.id).lead_unit_id == unit.id
    assert set(ids_by_name()) == {"标准化科", "质标科"}
    assert unit.kind is UnitKind.BODY


def test_a_unit_that_the_list_leaves_out_stays(session, clock):
    make_unit("老科")
    units.import_units(make_doing(now=clock.now()), entries=[entry("新科")])
    assert set(session.scalars(sa.select(Unit.name))) == {"老科", "新科"}


@pytest.mark.parametrize("taken", ["标准化科", "标准科"])
def test_a_name_that_belongs_to_another_unit_stops_the_whole_import(session, clock, taken):
    make_unit("标准化科", aliases=["标准科"])
    with pytest.raises(RuleBroken) as refused:
        units.import_units(
            make_doing(now=clock.now()), entries=[entry("新科"), entry("计量科", taken)]
        )
    assert refused.value.parameters == {"name": taken}
    assert session.scalars(sa.select(Unit.name)).all() == ["标准化科"]


@pytest.mark.parametrize("name", ["office", "chief_a", "leader_a", "stranger"])
def test_only_the_administrator_imports_units(people, clock, name):
    with pytest.raises(Forbidden):
        units.import_units(people[name].doing(clock.now()), entries=[entry("新科")])


def test_a_unit_is_found_by_every_name_it_goes_by(session):
    unit = make_unit("标准化科", aliases=["标准科", "质标科"])
    make_unit("撤销科", aliases=["老科"], is_active=False)
    assert ids_by_name() == dict.fromkeys(["标准化科", "标准科", "质标科"], unit.id)


def test_units_are_listed_with_the_leader_who_supervises_them(people):
    assert {row.name: row.leader_name for row in list_units()} == {
        people.unit_a.name: "郑局",
        people.unit_b.name: "冯局",
        people.unit_office.name: None,
    }


def test_a_look_says_what_an_import_would_do_and_keeps_nothing(session, clock):
    make_unit("标准化科")
    entries = [entry("标准化科", "标准科"), entry("计量科")]
    assert units.look(make_doing(now=clock.now()), entries=entries) == Imported(1, 1, 0)
    assert session.scalars(sa.select(Unit.name)).all() == ["标准化科"]
    assert session.scalars(sa.select(AuditEntry.id)).all() == []


def test_a_unit_that_came_by_mistake_is_deleted_with_its_names(session, clock):
    units.import_units(make_doing(now=clock.now()), entries=[entry("误科", "误", duties=("误",))])
    unit_id = session.scalar(sa.select(Unit.id))
    units.delete(make_doing(now=clock.now()), unit_id=unit_id)
    assert ids_by_name() == {}
    last = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (last.action, last.before["name"], last.subject_id) == ("unit.deleted", "误科", unit_id)


def refer(kind: str, unit: Unit) -> None:
    match kind:
        case "person":
            make_user(unit)
        case "task":
            make_task(lead=unit)
        case "support":
            make_task(supports=[unit])
        case "report":
            make_update(make_task(), author=make_user(unit))


@pytest.mark.parametrize("kind", ["person", "task", "support", "report"])
def test_a_unit_that_anything_refers_to_stays(session, clock, kind):
    unit = make_unit("标准化科")
    refer(kind, unit)
    with pytest.raises(RuleBroken) as refused:
        units.delete(make_doing(now=clock.now()), unit_id=unit.id)
    assert refused.value.code == "unit.in-use"
    assert session.get_one(Unit, unit.id).name == "标准化科"


@pytest.mark.parametrize("named", ["牵头单位：误科", "牵头单位：食品科；配合单位：误科"])
def test_a_unit_that_is_chosen_in_a_draft_stays_until_the_draft_is_put_away(people, clock, named):
    make_unit("食品科")
    unit, doing = make_unit("误处", aliases=["误科"]), people.office.doing(clock.now())
    words = f"2026年工作要点\n一、守牢安全底线\n1.检查学校食堂120家次。（{named}）\n"
    draft_id = documents.upload(doing, upload=Upload("要点.txt", words.encode()))
    with pytest.raises(RuleBroken) as refused:
        units.delete(make_doing(now=clock.now()), unit_id=unit.id)
    assert refused.value.code == "unit.in-use"

    documents.discard(doing, draft_id=draft_id)
    units.delete(make_doing(now=clock.now()), unit_id=unit.id)
    assert "误处" not in ids_by_name()
