"""A form that is open while its person is moved, or its task goes to another unit."""

from dataclasses import replace

import pytest

from tests.make import make_plan, make_strategy, make_task
from tracker.domain.values import TaskState
from tracker.queries.users import get_user
from tracker.services import people as people_services
from tracker.services import unit_mergers

WORDS = "累计抽检<食材> 120 批次，\n其中不合格 2 批次。"


@pytest.fixture
def task(people):
    strategy = make_strategy(make_plan())
    return make_task(strategy, lead=people.unit_a, state=TaskState.IN_PROGRESS)


def send(client, task, **changed: object):
    typed = {"version": task.version, "percent": "40", "narrative": WORDS, "confidence": "sure"}
    return client.post(f"/tasks/{task.id}/progress", data=typed | changed)


def move(people, clock, **changed: object) -> None:
    row = get_user(people.chief_a.id)
    people_services.edit(
        people.admin.doing(clock.now()),
        user_id=row.id,
        seen=row.terms.fingerprint,
        terms=replace(row.terms, **changed),
    )


def test_who_was_moved_is_refused_and_keeps_the_words(people, client_for, clock, task):
    client = client_for("chief_a")
    assert client.get(f"/tasks/{task.id}/progress").status_code == 200
    move(people, clock, unit_id=people.unit_b.id)
    answer = send(client, task)
    page = answer.text
    assert answer.status_code == 403
    assert "您不能办理“报进展”" in page
    assert "累计抽检&lt;食材&gt; 120 批次，\n其中不合格 2 批次。" in page
    assert "sure" not in page
    assert client.get(f"/tasks/{task.id}/progress").status_code == 403
    assert send(client_for("chief_a2"), task).status_code == 303


def test_who_was_stopped_is_logged_out_with_the_next_click(people, client_for, clock, task):
    client = client_for("chief_a")
    move(people, clock, is_active=False)
    assert send(client, task).location.startswith("/login")
    assert client.get("/mine").location.startswith("/login")


def test_a_merger_under_an_open_form_loses_nothing(people, client_for, clock, task):
    """The chief came along with the task, and what the form shows is as true as before."""
    client = client_for("chief_a")
    unit_mergers.merge(
        people.admin.doing(clock.now()), unit_id=people.unit_a.id, into_id=people.unit_b.id
    )
    assert send(client, task).status_code == 303


def test_no_password_is_ever_shown_again(people, client_for, clock):
    client = client_for("chief_a")
    typed = {"current": "错的密码啊", "password": "新的密码新的密码", "again": "新的密码新的密码"}
    assert "新的密码" not in client.post("/account/password", data=typed).text
    people_services.disable(people.admin.doing(clock.now()), login="chief_a")
    assert "新的密码" not in client.post("/account/password", data=typed).text
