"""节点模板 on their pages: named, ordered, and applied to tasks of the ledger."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from tests.make import make_milestone, make_plan, make_strategy, make_task
from tests.templates import make_template
from tracker.models import Milestone, NodeTemplate

NAME = "课题调研"
ROWS = {
    "step-1-place": "2",
    "step-1-text": "竣工",
    "step-1-share": "100",
    "step-1-percent": "100",
    "step-2-place": "1",
    "step-2-text": "开工",
    "step-2-days": "20",
    "step-2-percent": "10",
}


def steps(session) -> list[tuple[str, int | None, int | None]]:
    template = session.scalars(sa.select(NodeTemplate).where(NodeTemplate.name == NAME)).one()
    return [(step.text, step.share, step.days) for step in template.steps]


def test_steps_stand_in_the_order_of_their_numbers(client_for, session):
    typed = {"version": "0", "shown": "2", "name": NAME} | ROWS
    client = client_for("office")
    more = client.post("/node-templates/new", data=typed | {"more": "1"}).text
    assert more.index('value="开工"') < more.index('value="竣工"')
    assert client.post("/node-templates/new", data=typed).status_code == 303
    assert steps(session) == [("开工", None, 20), ("竣工", 100, None)]
    page = client.get("/node-templates").text
    assert "开工 → 竣工" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "请填写"),
        ({"step-1-share": "", "step-1-days": ""}, "请填其中一个"),
        ({"step-2-percent": "x"}, "请填整数"),
        ({"step-2-percent": "100", "step-1-percent": ""}, None),
        ({"step-2-percent": "100"}, "都要递增"),
    ],
)
def test_what_is_wrong_is_said_on_its_field(client_for, session, changes, said):
    typed = {"version": "0", "name": NAME} | ROWS | changes
    answer = client_for("office").post("/node-templates/new", data=typed)
    assert answer.status_code == (422 if said else 303)
    assert said is None or said in answer.text


def test_a_template_that_somebody_changed_meanwhile_is_shown_again(client_for, session):
    row = make_template()
    typed = {"version": str(row.version), "name": row.name} | ROWS
    client = client_for("office")
    assert client.post(f"/node-templates/{row.id}", data=typed).status_code == 303
    twice = client.post(f"/node-templates/{row.id}", data=typed)
    assert "没有重复办理" in client.get(twice.location).text
    late = client.post(f"/node-templates/{row.id}", data=typed | {"name": "别的名称"})
    assert late.status_code == 409
    assert 'value="别的名称"' in late.text


def test_it_is_applied_with_a_preview_of_the_days_of_each_task(client_for, people, session):
    strategy, template = make_strategy(), make_template()
    plain = make_task(strategy, lead=people.unit_a)
    short = make_task(strategy, lead=people.unit_a, starts_on=date(2026, 12, 31))
    noded = make_task(strategy, lead=people.unit_a)
    make_milestone(noded, on=date(2026, 3, 31), percent=10)
    client = client_for("office")
    page = client.get(f"/ledger/set-nodes?task={plain.id}&task={short.id}&task={noded.id}").text
    assert "已有 1 个节点，保留不动" in page
    typed = {
        "row": re.findall(r'name="row"\s+value="(\d+\.\d+)"', page),
        "template": template.id,
        "existing": "keep",
        "previewed": "",
    }
    preview = client.post("/ledger/set-nodes", data=typed).text
    assert "07-02 开工，12-31 竣工" in preview
    assert "节点日期应在任务开始之后" in preview
    (seen,) = re.findall(r'name="previewed"[^>]*value="([^"]+)"', preview)
    done = client.post("/ledger/set-nodes", data=typed | {"previewed": seen})
    assert "已套用节点 1 项。另有 1 项没有办理" in client.get(done.location).text
    rows = session.execute(sa.select(Milestone.task_id, Milestone.on, Milestone.percent))
    assert sorted(map(tuple, rows)) == sorted(
        [
            (plain.id, date(2026, 7, 2), 50),
            (plain.id, date(2026, 12, 31), 100),
            (noded.id, date(2026, 3, 31), 10),
        ]
    )


def test_days_of_a_year_without_a_notice_are_called_estimated(client_for, people):
    plan = make_plan(year=2027, starts_on=date(2026, 12, 1))
    task = make_task(make_strategy(plan), lead=people.unit_a)
    typed = {"row": f"{task.id}.{task.version}", "template": make_template().id, "preview": "1"}
    page = client_for("office").post("/ledger/set-nodes", data=typed | {"existing": "keep"}).text
    assert "2027年放假安排未公布，日期是估算" in page


def test_a_template_changed_since_the_preview_is_previewed_anew(client_for, people, session):
    task, template = make_task(lead=people.unit_a), make_template()
    typed = {
        "row": f"{task.id}.{task.version}",
        "template": template.id,
        "existing": "replace",
        "previewed": f"{template.id}.{template.version + 1}.replace",
    }
    answer = client_for("office").post("/ledger/set-nodes", data=typed)
    assert answer.status_code == 200
    assert session.scalar(sa.select(sa.func.count(Milestone.id))) == 0
