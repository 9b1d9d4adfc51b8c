"""After a report: the next task that waits, or at 100 % the verification."""

from datetime import date

import pytest

from tests.make import make_task
from tracker.domain.values import TaskState
from tracker.models import Task
from tracker.services import verification


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a)


def report(client, task, **changes):
    typed = {"version": str(task.version), "narrative": "已检查。", "confidence": "sure"}
    return client.post(f"/tasks/{task.id}/progress", data=typed | changes)


@pytest.mark.parametrize("then", ["", "next"])
@pytest.mark.parametrize("back", ["task", "mine"])
def test_the_answer_to_100_percent_has_the_button_for_what_comes_next(
    client_for, task, session, then, back
):
    client = client_for("chief_a")
    sent = report(client, task, percent="100", then=then, back=back)
    page = client.get(sent.location).text.split("<h1", maxsplit=1)[0]
    assert f"{task.number} 已达 100%，请报请核查。" in page
    assert f'action="/tasks/{task.id}/verification"' in page
    asked = client.post(f"/tasks/{task.id}/verification", data={"back": back})
    assert asked.location == ("/mine" if back == "mine" else f"/tasks/{task.id}")
    assert session.get_one(Task, task.id).state is TaskState.SUBMITTED


def test_short_of_100_percent_no_verification_is_offered_with_the_answer(client_for, task):
    client = client_for("chief_a")
    assert "已达 100%" not in client.get(report(client, task, percent="99.9").location).text


def test_who_was_sent_back_is_led_to_the_form_that_takes_a_word(client_for, people, task, clock):
    client = client_for("chief_a")
    client.get(report(client, task, percent="100").location)
    client.post(f"/tasks/{task.id}/verification")
    verification.send_back(people.office.doing(clock.now()), task_id=task.id, reason="缺照片")
    again = report(
        client, task, version=str(task.version), percent="100", narrative="照片已补。", back="mine"
    )
    page = client.get(again.location).text
    assert f'href="/tasks/{task.id}#ask"' in page
    assert f'action="/tasks/{task.id}/verification"' not in page
    assert '<details id="ask" open>' in client.get(f"/tasks/{task.id}").text


def test_sending_and_going_on_leads_through_all_that_wait(client_for, people, task):
    nearer = make_task(lead=people.unit_a, due_on=date(2026, 12, 20))
    client = client_for("chief_a")
    onwards = report(client, task, then="next", percent="95")
    assert onwards.location == f"/mine?open={nearer.id}#open"
    end = report(client, nearer, then="next", percent="95", back="mine")
    assert end.location == "/mine"
