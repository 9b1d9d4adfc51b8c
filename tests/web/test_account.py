"""Logging in and out."""

import pytest

from tests.make import PASSWORD, make_doing, make_user
from tracker.domain.values import Role
from tracker.samples.load import NO_LOGIN
from tracker.services import people as people_services

FIRST_PAGES = [
    ("chief_a", "/mine"),
    ("office", "/"),
    ("leader_a", "/"),
    ("admin", "/"),
]
OUTSIDE = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\\/evil.example",
    "evil.example",
    "javascript:alert(1)",
    "",
]


def log_in(client, login="chief_a", password=PASSWORD, **changes):
    return client.post("/login", data={"login": login, "password": password, **changes})


@pytest.mark.parametrize(("login", "first"), FIRST_PAGES)
def test_each_comes_to_what_they_came_for(people, anonymous, login, first):
    answer = log_in(anonymous, login)
    assert (answer.status_code, answer.location) == (303, first)
    assert people[login].name in anonymous.get(first).text
    assert anonymous.get("/login").location == first  # and is not asked twice


def test_a_chief_who_also_is_of_the_plan_office_comes_for_the_whole(people, anonymous, clock):
    people_services.set_roles(
        make_doing(now=clock.now()), login="chief_a", roles=[Role.CHIEF, Role.PLAN_OFFICE]
    )
    assert log_in(anonymous).location == "/"


def test_a_person_of_the_load_for_measuring_is_refused_with_the_usual_sentence(people, anonymous):
    make_user(people.unit_a, login="load1", password_hash=NO_LOGIN)
    for password in (NO_LOGIN, PASSWORD):
        answer = log_in(anonymous, "load1", password)
        assert answer.status_code == 422
        assert "登录名或密码不正确。" in answer.text


def test_spaces_around_a_login_are_nothing_and_those_of_a_password_are(people, anonymous):
    assert log_in(anonymous, password=f" {PASSWORD}").status_code == 422
    assert log_in(anonymous, "  chief_a ").status_code == 303


@pytest.mark.parametrize(
    ("login", "password", "sentence"),
    [
        ("chief_a", "wrong", "登录名或密码不正确。"),
        ("nobody", PASSWORD, "登录名或密码不正确。"),
        ("", PASSWORD, "请填写登录名。"),
        ("chief_a", "", "请填写密码。"),
    ],
)
def test_a_refusal_keeps_the_login_and_never_the_password(
    people, anonymous, login, password, sentence
):
    answer = log_in(anonymous, login, password, next="/tasks/7")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'name="login" required type="text" value="{login}"' in answer.text
    assert 'name="next" type="hidden" value="/tasks/7"' in answer.text
    assert not password or password not in answer.text
    assert anonymous.get("/mine").status_code == 303


def test_after_five_failures_the_wait_is_said_in_minutes(people, anonymous, clock):
    for _ in range(5):
        log_in(anonymous, password="wrong")
    assert "请 15 分钟后再试" in log_in(anonymous).text
    clock.forward(minutes=15, seconds=1)
    assert log_in(anonymous).status_code == 303


def test_logging_in_begins_a_session_that_nobody_knew(people, anonymous):
    with anonymous.session_transaction() as before:
        before["planted"] = "by somebody else"
    log_in(anonymous)
    with anonymous.session_transaction() as after:
        assert "planted" not in after


def test_logging_out_is_a_form_and_not_a_link(client_for):
    client = client_for("chief_a")
    assert client.get("/logout").status_code == 405
    assert client.get("/mine").status_code == 200
    answer = client.post("/logout")
    assert (answer.status_code, answer.location) == (303, "/login")
    assert client.get("/mine").status_code == 303
    assert client.post("/logout").status_code == 303  # twice is once


@pytest.mark.parametrize("wanted", OUTSIDE)
def test_logging_in_never_leads_to_another_site(people, anonymous, wanted):
    answer = log_in(anonymous, next=wanted)
    assert (answer.status_code, answer.location) == (303, "/mine")


@pytest.mark.parametrize("wanted", ["/tasks/7", "/ledger?q=食堂&light=red", "/?plan=1"])
def test_logging_in_leads_to_the_page_that_was_asked_for(people, anonymous, wanted):
    page = anonymous.get("/login", query_string={"next": wanted}).text
    assert 'name="next"' in page
    answer = log_in(anonymous, next=wanted)
    assert answer.status_code == 303
    assert answer.location.startswith(wanted[:7])


@pytest.mark.parametrize("login", ["chief_a\x00", "\x1b[31m", "周" * 5000, "' OR 1=1 --"])
def test_a_login_of_odd_signs_is_refused_in_a_sentence(people, anonymous, login):
    answer = log_in(anonymous, login, password="wrong")
    assert answer.status_code == 422
    assert "登录名或密码不正确。" in answer.text


def test_a_password_from_the_administrator_opens_only_the_page_where_it_is_changed(
    people, anonymous, clock
):
    people_services.set_password(
        people.admin.doing(clock.now()), login="chief_a", password="given by admin"
    )
    anonymous.post("/login", data={"login": "chief_a", "password": "given by admin"})
    for address in ("/mine", "/ledger", "/admin/users"):
        expected = "/account/password" if address != "/admin/users" else None
        assert anonymous.get(address).location == expected
    page = anonymous.get("/account/password").text
    assert "管理员给的一次性密码" in page
    own = {"current": "given by admin", "password": "my own 2026", "again": "my own 2026"}
    assert anonymous.post("/account/password", data=own).status_code == 303
    assert anonymous.get("/mine").status_code == 200


def test_a_password_set_on_the_machine_itself_can_be_kept(people, anonymous, clock):
    people_services.set_password(
        make_doing(now=clock.now()), login="chief_a", password="set by command"
    )
    anonymous.post("/login", data={"login": "chief_a", "password": "set by command"})
    assert anonymous.get("/mine").status_code == 200


def test_a_copied_cookie_opens_nothing_after_the_logout(client_for):
    client, thief = client_for("chief_a"), client_for("stranger")
    copied = client.get_cookie("session").value
    thief.set_cookie("session", copied)
    assert thief.get("/mine").status_code == 200
    client.post("/logout")
    thief.set_cookie("session", copied)
    assert thief.get("/mine").location.startswith("/login")


def test_a_session_ends_after_twelve_hours_however_busy_it_is(client_for, clock):
    client = client_for("chief_a")
    for _ in range(35):
        clock.forward(minutes=20)
        assert client.get("/mine").status_code == 200
    clock.forward(minutes=21)
    assert client.get("/mine").location.startswith("/login")
