"""Where a form comes from, behind a proxy too."""

from dataclasses import replace

import pytest

from tests.make import PASSWORD
from tracker.domain.letters import Letterhead
from tracker.web import origins

BY_HTTPS = {"base_url": "https://localhost"}  # the name that a proxy asks by
SITE = "https://plan.example"


@pytest.fixture
def behind_a_proxy(app):
    """People type another name than the one that the application is asked by."""
    policy = app.config["POLICY"]
    app.config["POLICY"] = replace(policy, letterhead=Letterhead("", SITE, ""))


def log_in(client, **headers: str):
    typed = {"login": "chief_a", "password": PASSWORD}
    return client.post("/login", data=typed, headers=headers, **BY_HTTPS)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Referer": f"{SITE}/login"}, 303),
        ({"Referer": "https://PLAN.example:443/login"}, 303),
        ({"Origin": SITE}, 303),
        ({"Origin": "https://localhost"}, 303),
        ({"Origin": "https://evil.example", "Referer": f"{SITE}/login"}, 400),
        ({"Referer": "https://plan.example.evil.example/"}, 400),
        ({"Origin": "https://plan.example:8443"}, 400),
        ({"Origin": "null"}, 400),
        ({"Origin": "https://["}, 400),
        ({"Origin": "https://plan.example:port"}, 400),
    ],
)
def test_a_form_comes_from_the_name_that_people_type(
    people, anonymous, behind_a_proxy, headers, status
):
    answer = log_in(anonymous, **headers)
    assert answer.status_code == status
    assert ("不是从本系统的页面提交的" in answer.text) is (status == 400)


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:51234", "192.0.2.7"),
        ("[2001:db8::7]:51234", "2001:db8::7"),
        ("2001:DB8::7", "2001:db8::7"),
        ("_hidden", "unknown"),
        ("x" * 5000, "unknown"),
        (None, "unknown"),
    ],
)
def test_an_address_is_one_and_without_a_port(app, given, address):
    with app.test_request_context(environ_base={"REMOTE_ADDR": given}):
        assert origins.address() == address
