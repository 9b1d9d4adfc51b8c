"""管理 人员, and everybody's own password."""

import re

import pytest

from tests.make import PASSWORD, make_failures
from tracker.models import AuditEntry
from tracker.queries.users import get_user, list_users


def page(answer) -> str:
    return answer.text


def shown(user_id: int, **changed: object) -> dict[str, object]:
    terms = get_user(user_id).terms
    typed = {
        "seen": terms.fingerprint,
        "name": terms.name,
        "title": terms.title,
        "mail": terms.mail or "",
        "unit_id": terms.unit_id,
        "roles": sorted(terms.roles),
        "is_active": "y",
    } | changed
    return {name: value for name, value in typed.items() if value is not None}


def new(people, **changed: object) -> dict[str, object]:
    return {
        "login": "zheng",
        "name": "郑新",
        "title": "科员",
        "mail": "",
        "unit_id": people.unit_b.id,
        "roles": ["chief"],
    } | changed


def test_a_new_person_gets_a_password_that_is_shown_once(people, client_for, anonymous, session):
    client = client_for("admin")
    answer = client.post("/admin/users/new", data=new(people))
    password = re.search(r"<output>(\w+)</output>", page(answer))[1]
    assert answer.status_code == 200
    entered = anonymous.post("/login", data={"login": "zheng", "password": password})
    assert entered.status_code == 303
    assert "郑新" in page(client.get("/admin/users"))
    log = "".join(str(row.after) for row in session.query(AuditEntry))
    assert password not in log


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"login": "chief_a"}, "已有人使用"),
        ({"login": "Zheng"}, "登录名请用小写字母"),
        ({"name": ""}, "请填写姓名"),
        ({"mail": "zheng"}, "邮箱地址不对"),
        ({"roles": []}, "请至少选一个角色"),
        ({"unit_id": "999"}, "请从所列各项中选一项"),
    ],
)
def test_a_fault_is_said_and_what_was_typed_stays(people, client_for, changed, sentence):
    typed = new(people, title="科员甲") | changed
    answer = client_for("admin").post("/admin/users/new", data=typed)
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert "科员甲" in page(answer)
    assert "zheng" not in {row.login for row in list_users()}


def test_a_person_who_moves_is_refused_the_old_units_form_at_once(people, client_for):
    chief, admin = client_for("chief_a"), client_for("admin")
    address = f"/admin/users/{people.chief_a.id}"
    moved = admin.post(address, data=shown(people.chief_a.id, unit_id=people.unit_b.id))
    assert moved.status_code == 303
    assert "特种设备监察科" in page(chief.get("/mine")) or chief.get("/mine").status_code == 200
    assert get_user(people.chief_a.id).unit_id == people.unit_b.id


def test_who_is_stopped_is_out_with_the_next_click(people, client_for):
    chief, admin = client_for("chief_a"), client_for("admin")
    assert chief.get("/mine").status_code == 200
    admin.post(f"/admin/users/{people.chief_a.id}", data=shown(people.chief_a.id, is_active=None))
    assert chief.get("/mine").status_code == 303
    assert "停用" in page(admin.get("/admin/users"))


def test_a_form_that_is_out_of_date_keeps_what_was_typed(people, client_for):
    client, address = client_for("admin"), f"/admin/users/{people.chief_a.id}"
    old = shown(people.chief_a.id, title="后来的职务")
    client.post(address, data=shown(people.chief_a.id, title="先改的职务"))
    answer = client.post(address, data=old)
    assert answer.status_code == 409
    assert "后来的职务" in page(answer)
    assert get_user(people.chief_a.id).title == "先改的职务"


def test_a_new_password_ends_the_old_sessions(people, client_for, anonymous):
    chief, admin = client_for("chief_a"), client_for("admin")
    answer = admin.post(f"/admin/users/{people.chief_a.id}/password")
    password = re.search(r"<output>(\w+)</output>", page(answer))[1]
    assert chief.get("/mine").status_code == 303
    login = {"login": "chief_a", "password": password}
    assert anonymous.post("/login", data=login).status_code == 303


def test_everybody_changes_their_own_password(people, client_for, anonymous):
    client, other = client_for("chief_a"), client_for("chief_a")
    wrong = {"current": "no", "password": "a new one 1", "again": "a new one 1"}
    assert "现在的密码不对" in page(client.post("/account/password", data=wrong))
    differs = wrong | {"current": PASSWORD, "again": "another"}
    assert "两次填的新密码不一样" in page(client.post("/account/password", data=differs))
    right = differs | {"again": "a new one 1"}
    assert client.post("/account/password", data=right).status_code == 303
    assert client.get("/mine").status_code == 200
    assert other.get("/mine").status_code == 303
    login = {"login": "chief_a", "password": "a new one 1"}
    assert anonymous.post("/login", data=login).status_code == 303


def test_a_leader_who_is_stopped_is_let_in_again_by_the_page(people, client_for):
    admin, address = client_for("admin"), f"/admin/users/{people.leader_a.id}"
    stopped = admin.post(address, data=shown(people.leader_a.id, is_active=None))
    said = page(admin.get(stopped.location))
    assert f"请为{people.unit_a.name}另定分管领导" in said
    assert not get_user(people.leader_a.id).is_active
    assert admin.post(address, data=shown(people.leader_a.id)).status_code == 303
    assert get_user(people.leader_a.id).is_active


def test_the_last_administrator_is_not_stopped_by_the_page(people, client_for):
    answer = client_for("admin").post(
        f"/admin/users/{people.admin.id}", data=shown(people.admin.id, is_active=None)
    )
    assert answer.status_code == 422
    assert "这是最后一个系统管理员" in page(answer)


def test_a_locked_account_is_let_in_by_a_button_of_the_administrator(people, client_for, anonymous):
    admin, address = client_for("admin"), f"/admin/users/{people.chief_a.id}"
    assert "解除锁定" not in admin.get(address).text
    make_failures("chief_a")
    assert "还要锁定 15 分钟" in admin.get(address).text
    assert admin.post(f"{address}/unlock").location == address
    page = admin.get(address).text
    assert ("已解除锁定，周甲可以登录" in page, "还要锁定" in page) == (True, False)
    login = {"login": "chief_a", "password": PASSWORD}
    assert anonymous.post("/login", data=login).status_code == 303


def test_who_tries_present_passwords_is_locked_out_there_too(client_for):
    client = client_for("chief_a")
    wrong = {"current": "no", "password": "a new one 1", "again": "a new one 1"}
    pages = [client.post("/account/password", data=wrong).text for _ in range(6)]
    assert "现在的密码不对" in pages[4]
    assert "请 15 分钟后再试" in pages[5]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("周甲", ["周甲"]),
        ("CHIEF_B", ["王乙"]),
        ("王　乙", ["王乙"]),
        ("周甲 王乙", []),
        ("％", []),
    ],
)
def test_a_person_is_found_by_some_of_the_words_in_the_list(client_for, people, typed, found):
    answer = client_for("admin").get("/admin/users", query_string={"q": typed}).text
    assert re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', answer) == found
    assert f"符合 {len(found)} 名" in answer
    assert ("没有符合条件的人员" in answer) is (not found)
