"""延期, 批示, 中止, 撤销, 回头看 by their forms: on the task's page and in 待办."""

from datetime import date

import pytest

from tests.make import POLICY, make_task
from tracker.domain.values import TaskState
from tracker.queries.task_history import get_history
from tracker.queries.tasks import get_task

DUE = date(2026, 12, 20)
ASKED = {"to_on": "2027-01-20", "reason": "设备未到", "progress": "已完成六成"}


@pytest.fixture
def task(people):
    return make_task(
        lead=people.unit_a, supports=[people.unit_b], state=TaskState.IN_PROGRESS, due_on=DUE
    )


@pytest.fixture
def send(client_for, task):
    """Sends a form of the task as somebody; gives back the answer."""

    def send(person, act, **typed):
        return client_for(person).post(f"/tasks/{task.id}/{act}", data=typed)

    return send


@pytest.fixture
def page(client_for, task):
    return lambda person: client_for(person).get(f"/tasks/{task.id}").text


def row(task):
    return get_task(task.id, on=date(2026, 11, 23), policy=POLICY)


def test_an_extension_goes_from_the_chief_to_the_leader_and_back(client_for, send, page, task):
    assert "最多延 2 次，已延 0 次" in page("chief_a")
    answer = send("chief_a", "extension", **ASKED)
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task.id}")
    assert "已有一份延期申请正在审批" in page("chief_a")
    assert "申请延到 2027-01-20" in page("leader_b")
    for words in ("待审批延期 1 项", "设备未到", "已完成六成", 'value="2027-01-20"'):
        assert words in client_for("leader_a").get("/inbox").text
    granted = {"to_on": "2027-01-10", "word": "从速", "verdict": "grant"}
    answer = client_for("leader_a").post(
        f"/tasks/{task.id}/extension/decide?back=inbox", data=granted
    )
    assert (answer.status_code, answer.location) == (303, "/inbox")
    shown = page("chief_a")
    assert "2027-01-10" in shown
    assert "时限：2026-12-20 → 2027-01-10" in shown
    assert "<del>原 12-20</del>" in shown


def test_a_refusal_needs_a_word_and_stays_in_the_time_line(send, page):
    send("chief_a", "extension", **ASKED)
    answer = send("office", "extension/decide", verdict="refuse", to_on="2027-01-20")
    assert answer.status_code == 422
    assert "请填写审批意见" in answer.text
    assert send("office", "extension/decide", verdict="refuse", word="按期办").status_code == 303
    shown = page("leader_b")
    assert "延期未同意" in shown
    assert "按期办" in shown


def test_what_nobody_pressed_decides_nothing(send, task):
    send("chief_a", "extension", **ASKED)
    send("office", "withdrawal", reason="上级取消")
    odd = {"to_on": "2027-01-20", "word": "不同意"}
    assert send("office", "extension/decide", **odd).status_code == 422
    assert send("leader_a", "withdrawal/decide", verdict="x", **odd).status_code == 422
    assert get_history(row(task)).open_extension
    assert (row(task).due_on, row(task).state) == (DUE, TaskState.IN_PROGRESS)


def test_the_second_who_decides_hears_what_the_first_decided(send):
    send("chief_a", "extension", **ASKED)
    send("office", "extension/decide", verdict="grant", to_on="2027-01-20", word="下不为例")
    answer = send("leader_a", "extension/decide", verdict="refuse", word="我不同意")
    assert answer.status_code == 422
    for words in (
        "可能刚被别人办理",
        "秦督办",
        "时限：2026-12-20 → 2027-01-20",
        "下不为例",
        "我不同意",
    ):
        assert words in answer.text


def test_a_form_that_is_sent_again_from_the_inbox_leads_back_to_it(client_for, send, task):
    send("chief_a", "extension", **ASKED)
    client, address = client_for("leader_a"), f"/tasks/{task.id}/extension/decide?back=inbox"
    answer = client.post(address, data={"verdict": "refuse"})
    assert f'action="{address}"' in answer.text
    assert "周甲申请由 2026-12-20 延到 2027-01-20，此前已延 0 次。\n理由：设备未到" in answer.text


def test_a_word_that_is_sent_twice_stands_once(client_for, send, page, task):
    for _ in range(2):
        answer = send("leader_a", "instructions", text="月底前进场。")
        assert (answer.status_code, answer.location) == (303, f"/tasks/{task.id}")
    assert len(get_history(row(task)).open_instructions) == 1


def test_who_proposed_a_withdrawal_is_told_that_it_waits(send, page):
    send("office", "withdrawal", reason="上级取消")
    waits = "已提出撤销，正等另一人确认。"
    assert [waits in page(person) for person in ("office", "chief_a", "leader_a")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("person", "act", "typed", "sentence"),
    [
        ("chief_a", "extension", {"to_on": "2026-12-20"}, "新的时限应晚于现在的时限"),
        ("chief_a", "extension", {"to_on": "下个月"}, "请填日期，如 2026-06-30"),
        ("chief_a", "extension", {"to_on": ""}, "请填日期"),
        ("chief_a", "extension", {"to_on": "2036-01-01"}, "更长的请分次申请"),
        ("chief_a", "extension", {"reason": " "}, "请写明理由"),
        ("chief_a", "extension", {"progress": "长" * 10_001}, "最多"),
        ("leader_a", "instructions", {"text": ""}, "请填写批示内容"),
        ("office", "suspend", {"reason": ""}, "请写明理由"),
        ("office", "withdrawal", {"reason": "\x07"}, "控制字符"),
    ],
)
def test_a_fault_is_said_at_its_field_and_what_was_typed_stays(send, person, act, typed, sentence):
    answer = send(person, act, **({"reason": "写了很久的理由"} | ASKED | typed))
    assert answer.status_code == 422
    assert sentence in answer.text
    if act == "extension" and "reason" not in typed:
        assert "设备未到" in answer.text


def test_an_instruction_is_open_until_it_is_answered(client_for, send, page, task):
    send("leader_b", "instructions", text="月底前<b>进场</b>。")
    number = get_history(row(task)).open_instructions[0].ref
    shown = page("chief_a")
    assert "月底前&lt;b&gt;进场&lt;/b&gt;。" in shown
    assert shown.count('<li class="told">') == 1
    assert '<li class="told">' not in page("admin")
    assert "签阅" in shown
    assert "批示待回复 1 项" in client_for("chief_a").get("/inbox").text
    answer = f"instructions/{number}/answer"
    for _ in range(2):  # a double click
        assert send("chief_a", f"instructions/{number}/acknowledge").status_code == 303
    assert "已签阅，待回复" in page("office")
    assert send("chief_b", answer, answer="不归我").status_code == 403
    assert send("chief_a", answer, answer="").status_code == 422
    assert send("chief_a2", answer, answer="已进场。").status_code == 303
    assert "待回复" not in page("leader_b")
    assert "没有等您办理的事项" in client_for("chief_a").get("/inbox").text
    late = send("chief_a", answer, answer="我也回一句")
    assert late.status_code == 422
    assert "我也回一句" in late.text


def test_an_instruction_and_its_answer_are_not_for_everybody(client_for, people, send, task):
    other = make_task(lead=people.unit_b, title="别的任务", state=TaskState.IN_PROGRESS)
    client_for("leader_a").post(f"/tasks/{other.id}/instructions", data={"text": "只给乙科"})
    assert "只给乙科" not in client_for("chief_a").get(f"/tasks/{other.id}").text
    assert "只给乙科" in client_for("chief_b").get(f"/tasks/{other.id}").text


def test_a_task_is_stopped_goes_on_and_is_withdrawn_by_two(client_for, send, page, task):
    assert send("office", "suspend", reason="上级调整").status_code == 303
    assert row(task).state is TaskState.SUSPENDED
    assert "中止：上级调整" in page("chief_b")
    assert send("office", "resume", reason="已明确", due_on="2027-01-31").status_code == 303
    assert row(task).due_on == date(2027, 1, 31)
    assert send("office", "withdrawal", reason="上级取消").status_code == 303
    assert send("office", "withdrawal/decide", verdict="confirm").status_code == 403
    assert "待确认撤销 1 项" in client_for("leader_a").get("/inbox").text
    answer = send("leader_a", "withdrawal/decide", verdict="confirm", word="同意")
    assert answer.status_code == 303
    assert row(task).state is TaskState.WITHDRAWN
    assert "上级取消" in page("chief_a")


def test_what_was_closed_is_taken_up_again_with_a_reason(client_for, people, page):
    done = make_task(lead=people.unit_a, state=TaskState.DONE, percent=100)
    client = client_for("leader_a")
    assert client.post(f"/tasks/{done.id}/reopen", data={"reason": ""}).status_code == 422
    typed = {"reason": "抽查两处未改", "due_on": "2027-01-31"}
    assert client.post(f"/tasks/{done.id}/reopen", data=typed).status_code == 303
    shown = client.get(f"/tasks/{done.id}").text
    assert "回头看，重新办理" in shown
    assert "抽查两处未改" in shown


def test_the_page_asks_no_more_for_all_its_forms(client_for, people, send, task, count_queries):
    send("chief_a", "extension", **ASKED)
    send("office", "withdrawal", reason="上级取消")
    for text in ("一", "二", "三"):
        send("leader_a", "instructions", text=text)
    for person in ("chief_a", "leader_a", "office"):
        client = client_for(person)
        for address in (f"/tasks/{task.id}", "/inbox"):
            with count_queries() as queries:
                assert client.get(address).status_code == 200
            assert queries.count <= 12, (person, address)


TAKEN_BACK = [
    ("chief_a", "extension", ASKED, "撤回延期申请"),
    ("chief_a", "verification", {"statement": "已完成"}, "撤回报请"),
    ("office", "withdrawal", {"reason": "上级取消"}, "收回撤销提议"),
]


@pytest.mark.parametrize(("person", "act", "typed", "words"), TAKEN_BACK)
def test_who_asked_finds_the_button_to_take_it_back_and_sees_it_in_the_time_line(
    client_for, send, page, task, person, act, typed, words
):
    button = f'action="/tasks/{task.id}/{act}/take-back"'
    assert button not in page(person)
    send(person, act, **typed)
    assert button in page(person)
    assert button not in page("chief_a2")
    answer = send(person, f"{act}/take-back")
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task.id}")
    shown = page(person)
    assert button not in shown
    who = {"chief_a": "周甲", "office": "秦督办"}[person]
    assert f'<span class="what">{words}</span><span class="who">{who}</span>' in shown
    assert "没有等您办理的事项" in client_for("leader_a").get("/inbox").text
    again = client_for(person)
    again.post(f"/tasks/{task.id}/{act}/take-back")
    assert 'class="flash flash-error"' in again.get(f"/tasks/{task.id}").text


def test_an_urging_stands_on_the_time_line_and_is_not_repeated_on_a_day(client_for, send, page):
    answer = send("leader_a", "urgings", word="请本周内报送进展。")
    assert answer.status_code == 303
    shown = page("chief_a")
    assert "第 1 次" in shown
    assert "请本周内报送进展。" in shown
    assert "今天已经催办过" in page("office")
    assert send("office", "urgings", word="再催").status_code == 422
    assert "第 1 次催办" in client_for("chief_a").get("/mine").text
