"""台账 → 催办, 改派, 交办, 设时限: choose, look at what will happen, confirm."""

import re

import pytest
import sqlalchemy as sa

from tests.make import make_plan, make_strategy, make_task
from tracker.domain.values import TaskState
from tracker.models import Task, Urging


@pytest.fixture
def plan(people):
    return make_plan()


@pytest.fixture
def tasks(people, plan):
    strategy = make_strategy(plan)
    return [
        make_task(strategy, lead=people.unit_a, title="检查食堂"),
        make_task(strategy, lead=people.unit_b, title="更新电梯", state=TaskState.DONE),
        make_task(strategy, lead=people.unit_b, title="开展抽检"),
    ]


def rows(page: str) -> list[str]:
    return re.findall(r'name="row"\s+value="(\d+\.\d+)"', page)


def chosen(tasks) -> str:
    return "&".join(f"task={task.id}" for task in tasks)


@pytest.mark.parametrize(
    ("person", "acts"),
    [
        ("office", ["催办", "改派", "交办", "设时限", "套用节点"]),
        ("leader_a", ["催办"]),
        ("chief_a", []),
        ("admin", []),
    ],
)
def test_the_ledger_offers_what_a_person_may_do_to_many(client_for, tasks, person, acts):
    page = client_for(person).get("/ledger").text
    assert re.findall(r'formaction="[^"]+">(.+?)</button>', page) == acts
    assert page.count('name="task"') == (3 if acts else 0)
    assert 'name="task"' not in client_for(person).get("/ledger?all=1").text


def test_the_preview_says_what_will_happen_to_each_and_why_not(client_for, people, tasks):
    page = client_for("office").get(f"/ledger/urge?{chosen(tasks)}").text
    assert "催办 2 项，1 项不能办理" in page
    assert f"第 1 次催办，发邮件给{people.chief_a.name}、{people.chief_a2.name}" in page
    assert "任务现在是“已办结”" in page
    assert len(rows(page)) == 2


def test_all_that_match_the_filter_are_taken(client_for, plan, people, tasks):
    address = f"/ledger/urge?plan={plan.id}&unit={people.unit_b.id}&every=1"
    page = client_for("office").get(address).text
    assert "催办 1 项，1 项不能办理" in page
    assert f'href="/ledger?plan={plan.id}&amp;unit={people.unit_b.id}"' in page


def test_urging_is_confirmed_once_and_told_when_sent_again(client_for, session, plan, tasks):
    client, address = client_for("office"), f"/ledger/urge?plan={plan.id}"
    typed = {
        "row": rows(client.get(f"{address}&{chosen(tasks)}").text),
        "word": "",
        "previewed": "",
    }
    answer = client.post(address, data=typed)
    assert answer.status_code == 422
    assert "请写明催办的话" in answer.text
    typed["word"] = "请报送进展。"
    answer = client.post(address, data=typed)
    assert (answer.status_code, answer.location) == (303, f"/ledger?plan={plan.id}")
    assert "已催办 2 项" in client.get(answer.location).text
    again = client.post(address, data=typed)
    assert "刚才已经保存，没有重复办理" in client.get(again.location).text
    assert session.scalar(sa.select(sa.func.count(Urging.id))) == 2


def test_reassigning_shows_the_unit_before_it_can_be_confirmed(client_for, people, session, tasks):
    client, address = client_for("office"), "/ledger/reassign"
    first = client.get(f"{address}?{chosen(tasks)}").text
    assert "确认改派" not in first
    typed = {"row": rows(first), "lead": people.unit_b.id, "reason": "职责调整", "previewed": ""}
    preview = client.post(address, data=typed)
    assert f"{people.unit_a.name} → {people.unit_b.name}，由其重新签收" in preview.text
    assert "任务现在就由这个单位牵头" in preview.text
    assert session.get_one(Task, tasks[0].id).lead_unit_id == people.unit_a.id
    typed |= {"row": rows(preview.text), "previewed": str(people.unit_b.id)}
    assert client.post(address, data=typed).status_code == 303
    assert session.get_one(Task, tasks[0].id).lead_unit_id == people.unit_b.id


def test_another_unit_than_the_one_previewed_is_shown_first(client_for, people, session, tasks):
    typed = {
        "row": f"{tasks[0].id}.{tasks[0].version}",
        "lead": people.unit_b.id,
        "reason": "职责调整",
        "previewed": str(people.unit_a.id),
    }
    assert client_for("office").post("/ledger/reassign", data=typed).status_code == 200
    assert session.get_one(Task, tasks[0].id).lead_unit_id == people.unit_a.id


def test_a_row_that_changed_since_the_preview_is_named(client_for, people, session, plan):
    strategy = make_strategy(plan)
    first, second = (
        make_task(strategy, lead=people.unit_a, state=TaskState.DRAFT) for _ in range(2)
    )
    client = client_for("office")
    stale = f"{second.id}.{second.version - 1}"
    typed = {"row": [f"{first.id}.{first.version}", stale], "previewed": ""}
    answer = client.post("/ledger/issue", data=typed)
    page = client.get(answer.location).text
    assert "已交办 1 项。另有 1 项没有办理" in page
    assert f"{second.number} 预览之后有人改过" in page
    typed["row"] = [stale]
    overtaken = client.post("/ledger/issue", data=typed)
    assert overtaken.status_code == 409
    assert "所选任务现在都不能这样办理" in overtaken.text


@pytest.mark.parametrize(
    ("due", "said"),
    [("", "请填日期"), ("不是日期", "请填日期"), ("2026-10-31", "2026-12-31 → 2026-10-31")],
)
def test_a_date_is_looked_at_before_it_is_set(client_for, people, plan, due, said):
    task = make_task(make_strategy(plan), lead=people.unit_a, state=TaskState.DRAFT)
    typed = {"row": f"{task.id}.{task.version}", "due_on": due, "preview": "1"}
    answer = client_for("office").post("/ledger/set-due", data=typed)
    assert answer.status_code == (422 if said == "请填日期" else 200)
    assert said in answer.text


@pytest.mark.parametrize(
    ("query", "said"),
    [("", "没有选中任务"), ("?task=999999", "没有选中任务"), ("?task=x&row=1", "没有选中任务")],
)
def test_what_is_not_there_cannot_be_chosen(client_for, plan, query, said):
    assert said in client_for("office").get(f"/ledger/issue{query}").text


def test_rows_that_make_no_sense_are_none(client_for, tasks):
    for row in ("x", "1", "1.x", "9" * 40 + ".1", "."):
        answer = client_for("office").post("/ledger/issue", data={"row": row, "previewed": ""})
        assert answer.status_code == 422
        assert "没有选中任务" in answer.text
