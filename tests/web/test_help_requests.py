"""需协调事项 on the pages: seen, answered and known in the places where people look."""

import re

import pytest

from tests.make import make_task
from tracker.domain.progress import ProgressReport
from tracker.domain.values import TaskState
from tracker.services import progress

MONEY = "请财务科落实<b>经费</b>。"
SHOWN = "请财务科落实&lt;b&gt;经费&lt;/b&gt;。"


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a, supports=[people.unit_b], state=TaskState.IN_PROGRESS)


@pytest.fixture
def ask(people, task, clock):
    def ask(wanted=MONEY, days=0):
        clock.forward(days=days, minutes=1)
        said = ProgressReport(f"已办 {clock.now()}", percent=50, help_wanted=wanted)
        chief = people.chief_a.doing(clock.now())
        progress.report(chief, task_id=task.id, version=task.version, report=said)

    return ask


@pytest.fixture
def page(client_for):
    return lambda person, address: client_for(person).get(address).text


@pytest.fixture
def address(page, task):
    """Of the form that answers what waits."""

    def address(person="leader_a"):
        found = re.search(
            rf'action="(/tasks/{task.id}/help-requests/\d+/answer)', page(person, "/inbox")
        )
        return found and found[1]

    return address


def test_it_stands_in_the_inbox_of_those_above_with_the_days_of_waiting(ask, page, clock, address):
    ask()
    clock.forward(days=3)
    for person in ("office", "leader_a"):
        shown = page(person, "/inbox")
        assert "需协调事项 1 项" in shown
        assert SHOWN in shown
        assert "等待 3 天" in shown
    assert "需协调事项" not in page("leader_b", "/inbox")
    assert (
        "以批示答复" in page("leader_a", "/inbox"),
        "以批示答复" in page("office", "/inbox"),
    ) == (
        True,
        False,
    )


def test_an_answer_is_shown_to_the_chief_in_the_inbox_among_tasks_and_on_the_task_until_seen(
    ask, page, client_for, task, address
):
    ask()
    assert "需协调事项待答复，今天提出" in page("chief_a", "/mine")
    there = address()
    sent = client_for("leader_a").post(f"{there}?back=inbox", data=ANSWER)
    assert (sent.status_code, sent.location) == (303, "/inbox")
    assert address() is None
    for where in ("/inbox", "/mine", f"/tasks/{task.id}"):
        shown = page("chief_a", where)
        assert "本周内落实" in shown, where
        assert 'name="decision"' in shown, where
    assert "答复需协调事项" in page("leader_b", f"/tasks/{task.id}")
    for person in ("chief_b", "office"):
        assert 'name="decision"' not in page(person, f"/tasks/{task.id}")
    decision = re.search(r'name="decision"\s+value="(help-\d+)"', page("chief_a", "/mine"))[1]
    client = client_for("chief_a")
    for sent, there in (
        ({"back": "mine"}, "/mine"),
        ({"task": task.id}, f"/tasks/{task.id}"),
        ({"back": "https://example.com"}, "/inbox"),
    ):
        answer = client.post("/inbox/decisions", data={"decision": decision} | sent)
        assert (answer.status_code, answer.location) == (303, there)
    for where in ("/inbox", "/mine", f"/tasks/{task.id}"):
        assert 'name="decision"' not in page("chief_a", where)


ANSWER = {"word": "本周内落实。", "verdict": "answer"}


def test_an_answer_by_an_instruction_waits_for_the_units_reply(ask, page, client_for, address):
    ask()
    sent = client_for("leader_a").post(address(), data=ANSWER | {"verdict": "instruct"})
    assert sent.status_code == 303
    assert "批示待回复 1 项" in page("chief_a", "/inbox")
    assert address() is None


def test_a_double_click_answers_once_and_who_comes_late_keeps_their_words(
    ask, page, client_for, address, task
):
    ask()
    there = address()
    for _ in range(2):
        assert client_for("leader_a").post(there, data=ANSWER).status_code == 303
    late = client_for("office").post(there, data={"word": "我来办", "verdict": "answer"})
    assert late.status_code == 422
    for words in ("这项已经答复", "我来办", "本周内落实"):
        assert words in late.text
    assert page("office", f"/tasks/{task.id}").count("本周内落实") == 1


def test_without_a_word_or_a_button_nothing_is_answered(ask, client_for, address):
    ask()
    there = address()
    for sent in ({"word": "", "verdict": "answer"}, {"word": "好"}, {"word": "好", "verdict": "x"}):
        assert client_for("leader_a").post(there, data=sent).status_code == 422
    assert (
        client_for("office").post(there, data=ANSWER | {"verdict": "instruct"}).status_code == 403
    )
    assert address() == there


def test_of_another_task_it_is_not_found(ask, client_for, people, address, task):
    ask()
    other = make_task(lead=people.unit_a)
    there = address().replace(f"/tasks/{task.id}/", f"/tasks/{other.id}/")
    assert client_for("leader_a").post(there, data=ANSWER).status_code == 404


def test_who_sees_no_problems_sees_no_needs(ask, page, task, people):
    ask()
    shown = [SHOWN in page(name, f"/tasks/{task.id}") for name in ("chief_b", "leader_b", "admin")]
    assert shown == [True, True, False]


def test_the_report_form_says_what_an_empty_field_means(page, task):
    words = "不填仍等答复；不再需要的填“无”"
    assert words in page("chief_a", f"/tasks/{task.id}/progress")
    assert words in page("chief_b", f"/tasks/{task.id}/supplement")


def test_the_red_list_of_the_board_says_how_long_it_waits(ask, page, clock, people, task):
    clock.move_to(task.due_on)
    ask(days=2)
    clock.forward(days=4)
    assert f"需协调（等待 4 天）：{SHOWN}" in page("leader_b", "/")
    assert "需协调" not in page("admin", "/")


def test_more_needs_ask_no_more_queries(ask, client_for, people, task, clock, count_queries):
    ask()
    said = ProgressReport("已配合。", help_wanted="请调配车辆。")
    progress.supplement(people.chief_b.doing(clock.now()), task_id=task.id, report=said)
    pages = {
        "leader_a": ["/inbox", f"/tasks/{task.id}", "/"],
        "office": ["/inbox", f"/tasks/{task.id}", "/"],
        "chief_a": ["/inbox", f"/tasks/{task.id}", "/mine"],
    }
    for person, addresses in pages.items():
        client = client_for(person)
        for where in addresses:
            with count_queries() as queries:
                assert client.get(where).status_code == 200
            assert queries.count <= 12, (person, where)
