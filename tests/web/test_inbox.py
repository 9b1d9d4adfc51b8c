"""待办 as a page: deciding several at once, and a queue that changed meanwhile."""

import re
from datetime import date

from tests.make import make_plan, make_strategy, make_task, make_update
from tracker.domain.values import TaskState
from tracker.services import verification


def submitted(people, clock, title, home=None, **changes):
    task = make_task(home, lead=people.unit_a, title=title, **changes)
    make_update(task, author=people.chief_a.user, percent=100)
    verification.ask(people.chief_a.doing(clock.now()), task_id=task.id, statement="照片已存档")
    return task


def test_the_page_says_how_much_waits_and_so_does_the_navigation(people, client_for, clock):
    submitted(people, clock, "检查食堂")
    page = client_for("office").get("/inbox").text
    assert "有 1 项等您办理" in page
    assert "检查食堂" in page
    assert "照片已存档" in page
    assert '待办<span class="n">1</span>' in page


def test_the_days_of_waiting_are_shown_and_the_long_ones_counted(people, client_for, clock):
    clock.move_to(date(2026, 11, 20))
    submitted(people, clock, "检查食堂")
    clock.move_to(date(2026, 11, 25))
    submitted(people, clock, "抽检食材")
    page = client_for("office").get("/inbox").text
    assert "1 项已等 3 个工作日以上" in page
    assert re.findall(r"已等核查 \d+ 天|今天报请核查", page) == ["已等核查 5 天", "今天报请核查"]


def told_apart(page: str) -> list[str]:
    """What stands in the rows' heads: the task, and below it where it belongs."""
    heads = re.findall(r'<th scope="row">(.*?)</th>', page, re.S)
    return [" ".join(re.sub("<[^>]+>", " ", head).split()) for head in heads]


def test_rows_that_read_alike_name_their_plan_and_the_task_they_are_part_of(
    people, client_for, clock
):
    home = make_strategy()
    whole = submitted(people, clock, "更新电梯", home, number="一-01")
    submitted(people, clock, "制定方案", home, number="一-01-1", parent=whole)
    client = client_for("office")
    assert told_apart(client.get("/inbox").text) == [
        "一-01 更新电梯",
        "一-01-1 制定方案 属 一-01 更新电梯",
    ]
    other = make_strategy(make_plan(title="民生实事"))
    submitted(people, clock, "更新电梯", other, number="一-01")
    page = client.get("/inbox").text
    assert told_apart(page) == [
        "一-01 更新电梯 2026年工作要点",
        "一-01-1 制定方案 属 一-01 更新电梯 2026年工作要点",
        "一-01 更新电梯 民生实事",
    ]


def test_nothing_to_do_is_said_in_a_sentence(people, client_for):
    page = client_for("leader_b").get("/inbox").text
    assert "没有等您办理的事项" in page
    assert '<span class="n">' not in page


def test_several_are_accepted_at_once(people, client_for, clock):
    tasks = [submitted(people, clock, title) for title in ("检查食堂", "抽检食材", "约谈商户")]
    client = client_for("leader_a")
    sent = {"task": [tasks[0].id, tasks[2].id]}
    answer = client.post("/inbox/verifications", data=sent, follow_redirects=True)
    assert "核查通过 2 项" in answer.text
    states = [task.state for task in tasks]
    assert states == [TaskState.DONE, TaskState.SUBMITTED, TaskState.DONE]


def test_when_one_was_decided_meanwhile_none_is_accepted_and_the_choice_stays(
    people, client_for, clock
):
    first, second = (submitted(people, clock, title) for title in ("检查食堂", "抽检食材"))
    verification.send_back(people.office.doing(clock.now()), task_id=second.id, reason="缺照片")
    client = client_for("leader_a")
    answer = client.post("/inbox/verifications", data={"task": [first.id, second.id]})
    page = answer.text
    assert answer.status_code == 409
    assert "“抽检食材”已核查或已退回" in page
    assert f'value="{first.id}" aria-label="选 {first.number}" checked' in page
    assert first.state is TaskState.SUBMITTED


def test_nothing_picked_is_said(people, client_for):
    answer = client_for("office").post("/inbox/verifications", data={"task": ["x"]})
    assert answer.status_code == 422
    assert "请先选中至少一项" in answer.text


def test_a_chief_decides_nothing(people, client_for, clock):
    task = submitted(people, clock, "检查食堂")
    assert (
        client_for("chief_a").post("/inbox/verifications", data={"task": task.id}).status_code
        == 403
    )
    assert task.state is TaskState.SUBMITTED


def test_a_task_of_another_leader_is_refused(people, client_for, clock):
    task = submitted(people, clock, "检查食堂")
    client = client_for("leader_b")
    assert client.post("/inbox/verifications", data={"task": task.id}).status_code == 403
    assert task.state is TaskState.SUBMITTED


def decided(people, clock, title):
    task = submitted(people, clock, title)
    office = people.office.doing(clock.now())
    verification.accept(office, task_id=task.id, grade=None)
    return task


def buttons(page: str) -> list[str]:
    return re.findall(r'name="decision"\s+value="([\w-]+)"', page)


def test_a_decision_stands_there_until_it_was_seen(people, client_for, clock):
    for title in ("检查食堂", "抽检食材"):
        decided(people, clock, title)
    client = client_for("chief_a")
    page = client.get("/inbox").text
    assert "没有等您办理的事项，2 项已有结果" in page
    assert '待办<span class="n">2</span>' in page
    newest, oldest = buttons(page)
    answer = client.post("/inbox/decisions", data={"decision": newest, "shown": [newest, oldest]})
    assert (answer.status_code, answer.location) == (303, "/inbox")
    assert buttons(client.get("/inbox").text) == [oldest]
    assert client.post("/inbox/decisions", data={"decision": newest}).status_code == 303


def test_all_that_were_shown_are_seen_and_no_later_one(people, client_for, clock):
    decided(people, clock, "检查食堂")
    client = client_for("chief_a")
    shown = buttons(client.get("/inbox").text)
    decided(people, clock, "抽检食材")
    client.post("/inbox/decisions", data={"shown": shown})
    page = client.get("/inbox").text
    assert "抽检食材" in page
    assert "检查食堂" not in page


def test_what_is_no_decision_is_passed_over(people, client_for):
    client = client_for("chief_a")
    for sent in ({}, {"decision": "plan-1"}, {"shown": ["", "extension-99999999999999"]}):
        assert client.post("/inbox/decisions", data=sent).status_code == 303
