"""What surrounds every page: headers, navigation, session, and pages for what goes wrong."""

import re
from importlib import import_module

import pytest
from sqlalchemy.exc import OperationalError

from tests.client import new_client
from tests.make import make_doing, make_mail
from tests.people import EVERYBODY
from tracker.domain.errors import Forbidden, NotFound, RuleBroken, StaleWrite
from tracker.domain.permissions import Permission
from tracker.domain.values import MailState
from tracker.models import User
from tracker.outbound.file import FileSender
from tracker.services import people as people_services

DENIED = Forbidden("access.denied", permission=Permission.PLAN_VIEW)


def heading(page: str) -> str:
    (words,) = re.findall(r"<h1>(.+?)</h1>", page)
    return words


def failing(monkeypatch, error: Exception) -> None:
    """Opening the board raises this."""

    def fail(*args: object, **named: object) -> None:
        raise error

    monkeypatch.setattr(import_module("tracker.web.pages.board"), "find_board", fail)


def be_demo(session) -> None:
    session.query(User).filter_by(login="chief_b").one().has_demo_password = True
    session.commit()


# Headers


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/login", 200),
        ("/", 303),
        ("/nowhere", 404),
        ("/logout", 405),
        ("/static/css/base.css", 200),
        ("/static/nowhere.css", 404),
    ],
)
def test_every_answer_forbids_what_is_inline_or_from_elsewhere(anonymous, address, status):
    answer = anonymous.get(address)
    answer.close()  # a style is an open file until it is read
    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_pages_are_kept_by_no_cache_but_styles_may_be(client_for):
    client = client_for("chief_a")
    for address in ("/", "/mine", "/ledger", "/login", "/nowhere"):
        assert client.get(address).headers["Cache-Control"] == "no-store"
    style = client.get("/static/css/base.css")
    style.close()
    assert "no-store" not in style.headers["Cache-Control"]


@pytest.mark.parametrize(("scheme", "told"), [("http", False), ("https", True)])
def test_a_browser_is_told_to_stay_with_https_where_there_is_one(anonymous, scheme, told):
    answer = anonymous.get("/login", base_url=f"{scheme}://localhost")
    assert ("Strict-Transport-Security" in answer.headers) is told


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(people, anonymous):
    answer = anonymous.get("/login")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


# What goes wrong


@pytest.mark.parametrize(
    ("error", "status", "title", "sentence"),
    [
        (DENIED, 403, "没有权限", "您不能办理“查看计划”"),
        (NotFound("plan.not-found"), 404, "没有找到", "没有找到这份计划。"),
        (StaleWrite("write.stale"), 409, "内容已变化", "刚被别人改过"),
        (RuleBroken("plan.not-active"), 422, "未能办理", "计划不在执行中"),
    ],
)
def test_a_broken_rule_has_its_own_page(client_for, monkeypatch, error, status, title, sentence):
    failing(monkeypatch, error)
    answer = client_for("office").get("/")
    assert (answer.status_code, heading(answer.text)) == (status, title)
    assert sentence in answer.text


def test_a_fault_shows_a_number_that_the_log_has_and_nothing_of_what_happened(
    client_for, monkeypatch, caplog
):
    failing(monkeypatch, RuntimeError("the secret reason"))
    answer = client_for("office").get("/?q=周密", check=False)
    (number,) = re.findall(r"编号 ([0-9a-f]{12})", answer.text)
    assert (answer.status_code, heading(answer.text)) == (500, "系统出错")
    assert f"request {number} failed: GET board.index" in caplog.text
    assert "周密" not in caplog.text
    for word in ("secret", "Traceback", "RuntimeError"):
        assert word not in answer.text


@pytest.mark.parametrize("person", ["office", "stranger"])
def test_a_database_that_is_away_still_leaves_a_page(client_for, monkeypatch, person):
    def away(*args: object, **named: object) -> None:
        raise OperationalError("SELECT", {}, OSError("away"))

    client = client_for(person)
    monkeypatch.setattr("tracker.web.session.find_session_user", away)
    monkeypatch.setattr("tracker.services.logins.log_in", away)
    ask = client.get if person == "office" else client.post
    answer = ask("/login", data={"login": "x", "password": "y"}, check=False)
    assert (answer.status_code, heading(answer.text)) == (503, "暂时不能办理")
    assert "away" not in answer.text


@pytest.mark.parametrize("person", ["chief_a", "stranger"])
def test_an_address_that_is_nowhere_is_said_in_a_sentence(client_for, person):
    answer = client_for(person).get("/nowhere")
    assert (answer.status_code, heading(answer.text)) == (404, "没有找到")
    assert "没有这一页" in answer.text


def test_an_address_that_only_takes_forms_says_where_to_go(client_for):
    answer = client_for("chief_a").get("/logout")
    assert (answer.status_code, heading(answer.text)) == (405, "不能这样打开")
    assert answer.headers["Allow"] == "OPTIONS, POST"


def test_too_much_at_once_is_refused_with_the_limit(app, client_for):
    app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    answer = client_for("chief_a").post("/login", data={"login": "x" * (1024 * 1024 + 1)})
    assert (answer.status_code, heading(answer.text)) == (413, "内容太大")
    assert "不能超过 1 MB" in answer.text


def test_a_form_that_lay_open_too_long_says_what_to_do(client_for):
    answer = client_for("chief_a").post("/logout", csrf=False)
    assert (answer.status_code, heading(answer.text)) == (400, "请求不完整")
    assert "刷新后再提交" in answer.text


def test_a_token_of_another_session_is_not_taken(client_for, app):
    chief, other = client_for("chief_a"), new_client(app)
    token = re.search(r'name="csrf_token" value="([^"]+)"', other.get("/login").text)[1]
    answer = chief.post("/logout", data={"csrf_token": token}, csrf=False)
    assert answer.status_code == 400
    assert chief.get("/mine").status_code == 200


# Who is here


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_navigation_offers_what_a_person_has(client_for, person):
    page = client_for(person).get("/nowhere").text
    links = re.findall(r'<a href="[^"]*"[^>]*>(看板|我的任务|台账)</a>', page)
    is_chief = person in {"chief_a", "chief_a2", "chief_b"}
    offered = ["看板", "我的任务", "台账"] if is_chief else ["看板", "台账"]
    assert links == ([] if person == "stranger" else offered * 2)  # once more in the phone's menu
    assert (">退出</button>" in page) is (person != "stranger")


def test_the_page_one_is_on_is_marked(client_for):
    page = client_for("chief_a").get("/ledger").text
    assert set(re.findall(r'aria-current="page">(.+?)<', page)) == {"台账"}


def test_while_a_demo_password_is_in_use_everybody_who_is_logged_in_is_warned(client_for, session):
    client = client_for("chief_a")
    assert "示例系统" not in client.get("/mine").text
    be_demo(session)
    assert "示例系统" in client.get("/mine").text
    assert "示例系统" not in client_for("stranger").get("/login").text


def test_a_new_password_takes_the_warning_away(client_for, clock, session):
    be_demo(session)
    people_services.set_password(
        make_doing(now=clock.now()), login="chief_b", password="new and long"
    )
    assert "示例系统" not in client_for("chief_a").get("/mine").text


# How long


def test_a_session_ends_after_thirty_idle_minutes(client_for, clock):
    client = client_for("chief_a")
    for _ in range(3):
        clock.forward(minutes=29)
        assert client.get("/mine").status_code == 200
    clock.forward(minutes=30, seconds=1)
    answer = client.get("/mine")
    assert (answer.status_code, answer.location) == (303, "/login?next=/mine")


def test_loading_a_style_is_no_sign_of_life(client_for, clock):
    client = client_for("chief_a")
    clock.forward(minutes=29)
    client.get("/static/css/base.css").close()
    clock.forward(minutes=2)
    assert client.get("/mine").status_code == 303


def test_what_was_to_be_opened_is_kept_for_after_the_login_and_what_was_sent_is_not(anonymous):
    assert anonymous.get("/ledger?light=red").location == "/login?next=/ledger?light%3Dred"
    assert anonymous.post("/mine/sign-off").location == "/login"


@pytest.mark.parametrize(
    "act",
    [
        lambda now: people_services.set_password(
            make_doing(now=now), login="chief_a", password="new and long"
        ),
        lambda now: people_services.disable(make_doing(now=now), login="chief_a"),
    ],
    ids=["password", "disabled"],
)
def test_a_session_ends_at_once_when_the_account_changes(client_for, clock, act):
    client, colleague = client_for("chief_a"), client_for("chief_a2")
    act(clock.now())
    assert client.get("/mine").status_code == 303
    assert colleague.get("/mine").status_code == 200


@pytest.mark.parametrize("stored", ["", "x", "7", "7.x", ".1", "-1.0", "1.0.0", "².1"])
def test_a_session_that_names_nobody_is_nobodys(client_for, stored):
    client = client_for("chief_a")
    with client.session_transaction() as session:
        session["_user_id"] = stored
    assert client.get("/mine").status_code == 303


# The bar that says what is ill


@pytest.mark.parametrize(
    ("person", "advice"),
    [
        ("admin", "请在服务器上运行 flask doctor"),
        ("office", "请告知系统管理员"),
        ("chief_a", None),
        ("leader_a", None),
    ],
)
def test_mail_that_does_not_leave_is_told_to_those_who_can_see_to_it(
    client_for, clock, session, person, advice
):
    make_mail()
    client = client_for(person)
    assert "邮件没有发出" not in client.get("/").text
    clock.forward(minutes=16)
    page = client.get("/").text
    assert ("邮件没有发出：1 封在等待，最早的一封已等 16 分钟" in page) is (advice is not None)
    assert advice is None or advice in page


def test_a_mail_server_is_missed_where_people_wait_for_mail(
    app, client_for, clock, session, tmp_path
):
    make_mail(state=MailState.SENT, sent_at=clock.now())
    app.config["SENDER"] = FileSender(tmp_path)
    client = client_for("office")
    assert "没有设置邮件服务器" in client.get("/").text
    be_demo(session)
    assert "没有设置邮件服务器" not in client.get("/").text


def test_the_bar_costs_one_statement_and_strangers_none(client_for, anonymous, count_queries):
    clients = {"office": client_for("office"), "chief": client_for("chief_a"), "": anonymous}
    asked = {}
    for name, client in clients.items():
        with count_queries() as queries:
            client.get("/login" if not name else "/")
        asked[name] = sum("outbox_emails" in each for each in queries.statements)
    assert asked == {"office": 1, "chief": 0, "": 0}
