"""管理 单位: the administrator's pages."""

import pytest

from tests.make import make_plan, make_strategy, make_task, make_unit
from tracker.models import Unit
from tracker.queries.unit_pages import get_card


def page(answer) -> str:
    return answer.text


def shown(unit_id: int, **changed: object) -> dict[str, object]:
    terms = get_card(unit_id).terms
    return {
        "seen": terms.fingerprint,
        "name": terms.name,
        "kind": terms.kind.value,
        "position": terms.position,
        "leader_id": terms.leader_id or "",
        "aliases": "\n".join(terms.aliases),
        "duties": "\n".join(terms.duties),
    } | changed


def test_the_list_says_who_is_there_and_how_much_they_have_to_do(people, client_for):
    make_task(make_strategy(make_plan()), lead=people.unit_a)
    answer = page(client_for("admin").get("/admin/units"))
    assert "食品安全监管科" in answer
    assert 'data-label="人员">2<' in answer
    assert 'data-label="在办任务">1<' in answer


def test_a_unit_is_added_and_renamed(people, client_for, session):
    client = client_for("admin")
    new = shown(people.unit_b.id, name="计量科", aliases="量科", seen="")
    assert client.post("/admin/units/new", data=new).status_code == 303
    assert "计量科" in page(client.get("/admin/units"))
    address = f"/admin/units/{people.unit_a.id}"
    answer = client.post(address, data=shown(people.unit_a.id, name="食品安全科"))
    assert answer.status_code == 303
    assert "食品安全监管科" in page(client.get(address))  # as an alias


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "请填写名称"),
        ({"name": "特种设备监察科"}, "已属于另一个单位"),
        ({"aliases": "特设科"}, "已属于另一个单位"),
        ({"kind": "palace"}, "请从所列各项中选一项"),
        ({"leader_id": "999"}, "请从所列各项中选一项"),
    ],
)
def test_a_fault_is_said_and_what_was_typed_stays(people, client_for, changed, sentence):
    typed = shown(people.unit_a.id, duties="新写的职责") | changed
    answer = client_for("admin").post(f"/admin/units/{people.unit_a.id}", data=typed)
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert "新写的职责" in page(answer)


def test_a_form_that_is_out_of_date_keeps_what_was_typed_and_can_be_sent_again(people, client_for):
    client, address = client_for("admin"), f"/admin/units/{people.unit_a.id}"
    old = shown(people.unit_a.id, duties="后来写的职责")
    client.post(address, data=shown(people.unit_a.id, position=8))
    answer = client.post(address, data=old)
    assert answer.status_code == 409
    assert "刚被别人改过" in page(answer)
    assert "后来写的职责" in page(answer)
    fresh = get_card(people.unit_a.id).terms.fingerprint
    assert f'value="{fresh}"' in page(answer)
    assert client.post(address, data=old | {"seen": fresh}).status_code == 303


def test_one_unit_goes_into_another_by_a_button(people, client_for, session):
    make_task(make_strategy(make_plan()), lead=people.unit_a)
    client, address = client_for("admin"), f"/admin/units/{people.unit_a.id}"
    answer = client.post(f"{address}/merge", data={"into": ""})
    assert answer.status_code == 422
    answer = client.post(f"{address}/merge", data={"into": people.unit_b.id})
    assert answer.status_code == 303
    assert "转移任务 1 项、人员 2 名" in page(client.get("/admin/units"))
    assert session.get_one(Unit, people.unit_a.id).is_active is False
    again = client.post(f"{address}/merge", data={"into": people.unit_b.id})
    assert again.status_code == 422
    assert "已停用" in page(again)


def test_there_are_few_queries_however_many_units(people, client_for, count_queries):
    client = client_for("admin")
    for address in ("/admin/units", f"/admin/units/{people.unit_a.id}", "/admin/users"):
        with count_queries() as queries:
            client.get(address)
        assert queries.count <= 12, address


@pytest.mark.parametrize("name", ["office", "chief_a", "leader_a"])
def test_others_are_kept_out(people, client_for, name):
    client = client_for(name)
    for address in ("/admin/units", "/admin/units/new", "/admin/users", "/admin/users/new"):
        assert client.get(address).status_code == 403
    assert "/admin/units" not in page(client.get("/ledger"))


def test_a_unit_that_nothing_refers_to_can_be_deleted_on_its_page(people, client_for):
    client, unit = client_for("admin"), make_unit("误录单位")
    assert "确认删除" in page(client.get(f"/admin/units/{unit.id}"))
    assert client.post(f"/admin/units/{unit.id}/delete").status_code == 303
    assert "已删除单位：误录单位" in page(client.get("/admin/units"))
    used = f"/admin/units/{people.unit_a.id}"
    assert "确认删除" not in page(client.get(used))
    assert client.post(f"{used}/delete").status_code == 303
    assert "不能删除，可以并入其他单位" in page(client.get(used))
