"""Logging in and out."""

import pytest

from tests.make import PASSWORD

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
