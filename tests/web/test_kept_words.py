"""What was typed comes back over a login: to the same person, as it was, and not done yet."""

import re
from collections.abc import Iterable
from io import BytesIO

import pytest
import sqlalchemy as sa
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

from tests.make import PASSWORD, make_plan, make_strategy, make_task
from tests.nasty import Field, Form, forms_on, kept_on
from tests.places import PEOPLE, forms_at, make_places
from tracker.database import db
from tracker.domain.values import PlanState, TaskState
from tracker.models import ProgressUpdate, Task
from tracker.services import people as people_services
from tracker.transaction import turns
from tracker.transaction.turns import turn
from tracker.web import kept_words

pytestmark = pytest.mark.long

WORDS, DAY, FILE = "情况属实，\n另有“说明”<b>。", "2027-03-01", "现场 照片.txt"
NOT_DONE = "还没有提交，请核对后再提交。"
# The session itself, and buttons without a field at times that are not made here.
ELSEWHERE = {
    *("account.login", "account.logout", "account.password"),
    *("deadline_extensions.take_back", "verification.take_back", "withdrawals.take_back"),
    *("imports.accept", "inbox.mark_seen", "plans.publish"),
    *("mails.retry", "mails.retry_all", "rereading.reread", "reviews.undo"),
}


@pytest.fixture
def places(app, people, clock):
    return make_places(people, clock)


@pytest.fixture
def task(app, people):
    return make_task(make_strategy(make_plan()), lead=people.unit_a)


def token_on(page: str) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]


def typed_into(field: Field) -> object:
    """As somebody would fill in the field; hidden ones and choices go as they are."""
    if field.sort == "file":
        return BytesIO(b"1"), FILE
    return {"words": WORDS, "figures": DAY}.get(field.sort, field.value)


def send(client, form: Form, token: str, **typed):
    """`typed` stands instead of what is typed into every field."""
    data = MultiDict((each.name, typed_into(each)) for each in form.fields)
    for name, value in typed.items() | {("csrf_token", token)}:
        data[name] = value
    return client.post(form.address, data=data, csrf=False)


def send_late(client, form: Form, token: str, **typed):
    """The browser has forgotten the session, as it does when its time is over."""
    client.delete_cookie("session")
    return send(client, form, token, **typed)


def form_on(page: str, field: str) -> Form:
    """The one with such a field."""
    return next(form for form in forms_on(page, "") if field in {f.name for f in form.fields})


def log_in(client, page: str, login: str = "chief_a", password: str = PASSWORD):
    """On the page that asks for it."""
    form = form_on(page, "login")
    return send(client, form, token_on(page), login=login, password=password, **hidden(form))


def carry_on(client, page: str):
    """By the only button of the page."""
    form = form_on(page, "kept_words")
    return send(client, form, token_on(page), **hidden(form))


def hidden(form: Form) -> dict[str, str]:
    return {each.name: each.value for each in form.fields if each.sort == "choice"}


def report_form(client, task: Task) -> tuple[Form, str]:
    page = client.get(f"/tasks/{task.id}/progress").text
    return form_on(page, "narrative"), token_on(page)


# Every form


def test_each_form_comes_back_as_it_was_typed_and_nothing_is_done(
    app, client_for, places, count_queries
):
    persons = {client_for(person): person for person in PEOPLE}
    tried, lost = forms_at(places, {person: client for client, person in persons.items()}), []
    for client, form in tried:
        asked = send_late(client, form, client.token())
        assert (asked.status_code, "登录已过期" in asked.text) == (401, True), form.address
        ready = log_in(client, asked.text, persons[client])
        with count_queries() as queries:
            shown = carry_on(client, ready.text)
        assert queries.writing == [], form.address
        lost += missing(form, shown, client)
    assert lost == []
    assert left_out(app, (form for _, form in tried)) == ELSEWHERE


def missing(form: Form, shown, client) -> list[tuple[str, str]]:
    """What was typed, or was said of it, and is not on the page."""
    if shown.status_code == 303:  # a button: pressed again on the page that it leads to
        told = client.get(shown.location).text
        return [] if "没有办理，请再按一次" in told else [(form.address, "button")]
    lost = [
        each.name
        for each in form.fields
        if each.sort in {"words", "figures"}
        and not kept_on(shown.text, each.name, str(typed_into(each)))
    ]
    files = [each.name for each in form.fields if each.sort == "file"]
    lost += ["file"] if files and f"请重新选择文件：{FILE}" not in shown.text else []
    lost += [] if NOT_DONE in shown.text else ["note"]
    return [(form.address, name) for name in lost]


def left_out(app, tried: Iterable[Form]) -> set[str]:
    """The addresses of the product that take a form which was not tried."""
    adapter = app.url_map.bind("localhost")
    known = {adapter.match(form.address.partition("?")[0], "POST")[0] for form in tried}
    return {r.endpoint for r in app.url_map.iter_rules() if "POST" in r.methods} - known


# Who gets them


def test_another_person_gets_nothing_and_is_told_so(client_for, task):
    client = client_for("chief_a")
    asked = send_late(client, *report_form(client, task))
    answer = log_in(client, asked.text, "chief_b")
    assert (answer.status_code, answer.location) == (303, "/mine")
    page = client.get("/mine").text
    assert "是另一位登录人填的" in page
    assert "情况属实" not in page


def test_words_that_are_taken_to_another_person_or_address_are_refused(client_for, task):
    client, other = client_for("chief_a"), client_for("chief_a2")
    sealed = form_on(send_late(client, *report_form(client, task)).text, "kept_words")
    taken = {"kept_words": hidden(sealed)["kept_words"]}
    for thief, address in ((other, "/progress"), (client_for("chief_a"), "/supplement")):
        answer = thief.post(f"/tasks/{task.id}{address}", data=taken)
        assert answer.status_code == 422
        assert "是另一位登录人填的" in answer.text
        assert "情况属实" not in answer.text


def test_where_another_person_is_logged_in_by_now_the_owner_is_asked_to(client_for, task):
    chief = client_for("chief_a")
    form, token = report_form(chief, task)
    other = client_for("chief_b")  # in another tab of the same browser
    asked = send(other, form, token)
    assert asked.status_code == 401
    shown = carry_on(other, log_in(other, asked.text, "chief_a").text)
    assert kept_on(shown.text, "narrative", WORDS)


def test_whoever_logged_in_anew_in_another_tab_is_asked_nothing(client_for, task):
    form, token = report_form(client_for("chief_a"), task)
    again = client_for("chief_a")
    ready = send(again, form, token)
    assert (ready.status_code, "接着办理" in ready.text) == (200, True)
    assert kept_on(carry_on(again, ready.text).text, "narrative", WORDS)


def test_a_session_that_was_idle_too_long_keeps_the_words_too(client_for, task, clock):
    client = client_for("chief_a")
    form, token = report_form(client, task)
    clock.forward(minutes=31)
    asked = send(client, form, token)
    assert asked.status_code == 401
    assert kept_on(carry_on(client, log_in(client, asked.text).text).text, "narrative", WORDS)


def test_a_password_that_was_changed_meanwhile_is_changed_on_the_way(
    client_for, people, task, clock
):
    client = client_for("chief_a")
    form, token = report_form(client, task)
    people_services.set_password(
        people.admin.doing(clock.now()), login="chief_a", password="given by admin"
    )
    asked = send(client, form, token)
    assert log_in(client, asked.text).status_code == 422  # the password of before
    page = log_in(client, asked.text, password="given by admin").text
    assert "管理员给的一次性密码" in page
    own = {"current": "given by admin", "password": "my own 2026", "again": "my own 2026"}
    change = form_on(page, "current")
    refused = send(client, change, token_on(page), **hidden(change) | own | {"again": "else"})
    change = form_on(refused.text, "current")
    ready = send(client, change, token_on(refused.text), **hidden(change) | own)
    assert kept_on(carry_on(client, ready.text).text, "narrative", WORDS)


def test_a_person_who_was_stopped_meanwhile_is_refused_as_always(client_for, people, task, clock):
    client = client_for("chief_a")
    form, token = report_form(client, task)
    people_services.disable(people.admin.doing(clock.now()), login="chief_a")
    answer = log_in(client, send(client, form, token).text)
    assert (answer.status_code, "登录名或密码不正确。" in answer.text) == (422, True)


def test_failed_logins_and_the_lock_keep_the_words(client_for, task, clock):
    client = client_for("chief_a")
    page = send_late(client, *report_form(client, task)).text
    for _ in range(6):
        page = log_in(client, page, password="wrong").text
    assert "请 15 分钟后再试" in page
    clock.forward(minutes=16)
    assert kept_on(carry_on(client, log_in(client, page).text).text, "narrative", WORDS)


# When the database cannot take it


@pytest.mark.databases("sqlite")
def test_what_a_busy_database_did_not_take_comes_back_and_is_not_done(
    app, session, client_for, task, monkeypatch, caplog
):
    client = client_for("chief_a")
    form, token = report_form(client, task)
    with monkeypatch.context() as hasty, turn(db.engine):
        hasty.setattr(turns, "PATIENCE", 0.01)
        busy = send(client, form, token)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert "同时办理的人很多" in busy.text
    assert WORDS.splitlines()[0] not in caplog.text
    shown = carry_on(client, busy.text)
    assert (kept_on(shown.text, "narrative", WORDS), NOT_DONE in shown.text) == (True, True)
    assert session.scalar(sa.select(ProgressUpdate.id)) is None


# What has changed meanwhile


def test_a_form_that_was_overtaken_meanwhile_says_so_when_it_is_sent(client_for, people, task):
    client = client_for("office")
    page = client.get(f"/tasks/{task.id}/edit").text
    form = form_on(page, "title")
    asked = send_late(client, form, token_on(page), **form.sent("", []) | {"content": WORDS})
    other = client_for("office")
    newer = form_on(other.get(f"/tasks/{task.id}/edit").text, "title")
    saved = other.post(newer.address, data=newer.sent("", []) | {"title": "另一人改的"})
    assert saved.status_code == 303
    shown = carry_on(client, log_in(client, asked.text, "office").text)
    assert "刚被别人改过" not in shown.text
    form = form_on(shown.text, "title")
    again = send(client, form, token_on(shown.text), **form.sent("", []))
    assert (again.status_code, "刚被别人改过" in again.text) == (409, True)
    assert kept_on(again.text, "content", WORDS)


def test_words_for_what_is_gone_can_be_copied(client_for, people, app):
    plan = make_plan(year=2027, state=PlanState.DRAFT)
    task = make_task(make_strategy(plan), lead=people.unit_a, state=TaskState.DRAFT)
    client = client_for("office")
    page = client.get(f"/tasks/{task.id}/edit").text
    asked = send_late(client, form_on(page, "title"), token_on(page))
    client_for("office").post(f"/tasks/{task.id}/discard")
    shown = carry_on(client, log_in(client, asked.text, "office").text)
    assert (shown.status_code, "没有提交，可以复制" in shown.text) == (404, True)
    assert "情况属实" in shown.text
    assert NOT_DONE not in shown.text


def test_files_that_had_arrived_before_are_offered_again(client_for, task):
    client = client_for("chief_a")
    form, token = report_form(client, task)
    refused = send(client, form, token, percent="x")  # the file is stored, the percent is wrong
    again = form_on(refused.text, "narrative")
    asked = send_late(client, again, token_on(refused.text))
    shown = carry_on(client, log_in(client, asked.text).text)
    assert 'name="kept" value=' in shown.text


def test_the_session_may_end_once_more_on_the_way(client_for, task):
    client = client_for("chief_a")
    asked = send_late(client, *report_form(client, task))
    client.delete_cookie("session")  # the one in which the login page was shown
    asked = log_in(client, asked.text)
    assert (asked.status_code, "请再登录一次" in asked.text) == (400, True)
    ready = log_in(client, asked.text)
    client.delete_cookie("session")
    asked = carry_on(client, ready.text)
    assert asked.status_code == 401
    assert kept_on(carry_on(client, log_in(client, asked.text).text).text, "narrative", WORDS)


# What is not kept


def test_after_a_day_they_are_gone_and_that_is_said(client_for, task, clock):
    client = client_for("chief_a")
    asked = send_late(client, *report_form(client, task))
    clock.forward(days=1, minutes=1)
    form = form_on(asked.text, "login")
    who = {"login": "chief_a", "password": PASSWORD}
    answer = client.post("/login", data=hidden(form) | who)
    assert (answer.status_code, answer.location) == (303, "/mine")
    assert "保留已满 24 小时" in client.get("/mine").text


@pytest.mark.parametrize("sealed", ["", "x", "e30.x", "😀" * 99])
def test_words_that_nobody_sealed_are_refused_in_a_sentence(client_for, task, sealed):
    client, who = client_for("chief_a"), {"login": "chief_a", "password": PASSWORD}
    answer = client.post(f"/tasks/{task.id}/progress", data={"kept_words": sealed})
    assert (answer.status_code, "没有带回来" in answer.text) == (422, True)
    assert client.post("/login", data={"kept_words": sealed, **who}).location == "/mine"


def test_too_many_words_can_be_copied_instead(client_for, task, monkeypatch):
    monkeypatch.setattr(kept_words, "MOST", 100)
    client = client_for("chief_a")
    answer = send_late(client, *report_form(client, task))
    assert (answer.status_code, "请先复制下面的内容" in answer.text) == (401, True)
    assert "情况属实" in answer.text
    assert 'name="kept_words"' not in answer.text


@pytest.mark.parametrize("sender", ["https://evil.example", "null"])
def test_a_form_of_another_site_is_not_kept(client_for, task, sender):
    client = client_for("chief_a")
    form, token = report_form(client, task)
    client.delete_cookie("session")
    data = {"narrative": WORDS, "csrf_token": token}
    answer = client.post(form.address, data=data, csrf=False, headers={"Origin": sender})
    assert (answer.status_code, "请返回上一页" in answer.text) == (400, True)


def test_passwords_never_travel(client_for):
    client = client_for("chief_a")
    page = client.get("/account/password").text
    typed = {"current": PASSWORD, "password": "my own 2026", "again": "my own 2026"}
    answer = send_late(client, form_on(page, "current"), token_on(page), **typed)
    assert (answer.status_code, answer.location) == (303, "/login?next=/account/password")


def test_leaving_after_the_end_is_no_fault(client_for):
    client = client_for("chief_a")
    page = client.get("/mine").text
    client.delete_cookie("session")
    answer = client.post("/logout", data={"csrf_token": token_on(page)}, csrf=False)
    assert (answer.status_code, answer.location) == (303, "/login")


def test_the_token_of_a_form_holds_as_long_as_the_session(app, client_for, monkeypatch):
    client, now = client_for("chief_a"), TimestampSigner.get_timestamp
    with client.session_transaction() as stored, monkeypatch.context() as earlier:
        earlier.setattr(TimestampSigner, "get_timestamp", lambda self: now(self) - 2 * 3600)
        signer = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token")
        token = signer.dumps(stored["csrf_token"])
    assert client.post("/logout", data={"csrf_token": token}, csrf=False).status_code == 303
    assert client.get("/mine").status_code == 303


def test_the_page_of_a_new_password_takes_the_words_along_when_its_session_ends(
    client_for, people, task, clock
):
    client = client_for("chief_a")
    asked = send_late(client, *report_form(client, task))
    people_services.set_password(
        people.admin.doing(clock.now()), login="chief_a", password="given by admin"
    )
    page = log_in(client, asked.text, password="given by admin").text
    change = form_on(page, "current")
    asked = send_late(client, change, token_on(page), **hidden(change))
    assert (asked.status_code, "登录已过期" in asked.text) == (401, True)
    assert form_on(asked.text, "login").names("choice").count("kept_words") == 1


def test_words_that_came_too_late_twice_are_no_fault_of_ours(client_for, task, clock):
    client = client_for("chief_a")
    asked = send_late(client, *report_form(client, task))
    ready = log_in(client, asked.text)
    clock.forward(days=2)
    answer = carry_on(client, ready.text)
    assert (answer.status_code, "保留已满 24 小时" in answer.text) == (401, True)
