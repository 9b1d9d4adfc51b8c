"""How much may be sent, and by whom."""

import pytest

from tests.make import PASSWORD

LONG = "情" * 30_000  # 90 KB, and three times that as a form


@pytest.mark.parametrize("address", ["/login", "/imports", "/nowhere"])
def test_a_stranger_sends_hardly_anything(people, anonymous, address):
    answer = anonymous.post(address, data={"login": "x", "password": LONG})
    assert answer.status_code in (404, 413)
    assert address == "/nowhere" or "请先登录" in answer.text


def test_who_has_logged_in_sends_more_and_long_words_come_back_after_the_session(people, anonymous):
    login = {"login": "chief_a", "password": PASSWORD}
    anonymous.post("/login", data=login)
    token = anonymous.post("/mine/several", data={"words": LONG})
    assert token.status_code != 413
    anonymous.post("/logout")
    assert anonymous.post("/login", data=login | {"kept_words": LONG}).status_code != 413


def test_the_mark_of_a_browser_opens_no_page_and_cannot_be_made_up(people, anonymous, clock):
    anonymous.set_cookie("known", "InN0cmFuZ2VyIg.aSk.x")
    assert anonymous.post("/login", data={"login": LONG}).status_code == 413
    anonymous.post("/login", data={"login": "chief_a", "password": PASSWORD})
    anonymous.delete_cookie("session")
    assert anonymous.get("/mine").status_code == 303
