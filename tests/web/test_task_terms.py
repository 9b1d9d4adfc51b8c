"""修改, 改派, 指标, 增加, 交办: who may, what is refused, and that nothing typed is lost."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.make import (
    make_milestone,
    make_plan,
    make_strategy,
    make_target,
    make_task,
    make_unit,
    make_update,
)
from tests.people import EVERYBODY
from tracker.domain.values import PlanState, ProgressMode, TaskKind, TaskState
from tracker.models import AuditEntry, Target, Task

PAGES = ("edit", "reassign", "targets")
MAX_QUERIES = 12


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a, supports=[people.unit_b], title="检查校园食堂")


def edited(task, **changes):
    return {
        "version": str(task.version),
        "title": "检查校园食堂",
        "content": "检查全区校园食堂。",
        "weight": "1",
        "report_every": "month",
        "starts_on": "2026-01-01",
        "supporting": [str(unit.unit_id) for unit in task.supports],
        **changes,
    }


def targets(task, *rows, mode="targets", **others):
    cells = {
        f"target-{place}-{name}": text
        for place, row in enumerate(rows, start=1)
        for name, text in {"kind": "reach", "due_on": "2026-12-31", **row}.items()
    }
    return {"version": str(task.version), "mode": mode, "shown": "5", **cells, **others}


def test_the_forms_open_to_the_plan_office_alone(client_for, task, people):
    for person in EVERYBODY:
        client = client_for(person)
        expected = {"office": 200, "stranger": 303}.get(person, 403)
        for page in PAGES:
            assert client.get(f"/tasks/{task.id}/{page}").status_code == expected, (person, page)
        shown = "督查室调整" in client.get(f"/tasks/{task.id}").text
        assert shown is (person == "office"), person


def test_nobody_else_can_send_them(client_for, task, session):
    for person in ("chief_a", "leader_a", "admin"):
        client = client_for(person)
        for address in ("edit", "reassign", "targets", "issue", "discard"):
            answer = client.post(f"/tasks/{task.id}/{address}", data=edited(task))
            assert answer.status_code == 403, (person, address)
        answer = client.post(f"/plans/{task.plan_id}/tasks/new", data={})
        assert answer.status_code == 403
    assert session.scalar(sa.select(sa.func.count(AuditEntry.id))) == 0


def test_an_edit_is_kept_and_leads_back_to_the_task(client_for, people, task, session):
    client = client_for("office")
    page = client.get(f"/tasks/{task.id}/edit").text
    assert "已交办，走延期或整体顺延" in page
    assert page.count(" checked ") == 1
    answer = client.post(
        f"/tasks/{task.id}/edit", data=edited(task, title=" 抽检食材 ", weight="３", supporting=[])
    )
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task.id}")
    session.expire_all()
    assert (task.title, task.weight, task.supports) == ("抽检食材", 3, [])
    assert "已保存修改" in client.get(answer.location).text


def test_what_is_wrong_with_an_edit_is_said_on_its_field(client_for, task, session):
    client = client_for("office")
    cases = [
        ({"title": " "}, "请填写任务。"),
        ({"title": "长" * 201}, "最多 200 字，现有 201 字。"),
        ({"content": "字" * 10_000}, "最多 4000 字，现有 10000 字。"),
        ({"weight": "0"}, "权重请填 1 到 100 之间的整数。"),
        ({"weight": "1e9"}, "权重请填 1 到 100 之间的整数。"),
        ({"weight": "1e999999999"}, "权重请填 1 到 100 之间的整数。"),
        ({"weight": "1e-999999999"}, "权重请填整数。"),
        ({"weight": "二"}, "权重请填整数。"),
        ({"weight": "1.5"}, "权重请填整数。"),
        ({"starts_on": ""}, "请填日期。"),
        ({"starts_on": "昨天"}, "请填日期，如 2026-06-30。"),
        ({"starts_on": "2020-01-01"}, "日期应在 2026-01-01 到 2027-12-31 之间，请核对年份。"),
        ({"supporting": ["1000000"]}, "请从所列各项中选一项。"),
        ({"supporting": ["x"]}, "请从所列各项中选一项。"),
    ]
    for changes, sentence in cases:
        answer = client.post(f"/tasks/{task.id}/edit", data=edited(task, **changes))
        assert answer.status_code == 422, changes
        assert sentence in answer.text, changes
        assert f'id="{next(iter(changes))}-error"' in answer.text, changes
    session.expire_all()
    assert task.version == 1


def test_what_was_typed_stays_beside_what_is_wrong(client_for, task):
    data = edited(task, title="<script>alert(1)</script>", weight="0", starts_on="2026-02-03")
    page = client_for("office").post(f"/tasks/{task.id}/edit", data=data).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'value="2026-02-03"' in page


def test_the_date_of_a_draft_can_be_typed_and_that_of_an_issued_task_cannot(
    client_for, people, task, session
):
    client = client_for("office")
    draft = make_task(lead=people.unit_a, state=TaskState.DRAFT)
    number, due = draft.id, "2026-09-30"
    client.post(f"/tasks/{number}/edit", data=edited(draft, due_on=due))
    client.post(f"/tasks/{task.id}/edit", data=edited(task, due_on=due))
    session.expire_all()
    assert (draft.due_on, task.due_on) == (date(2026, 9, 30), date(2026, 12, 31))


def test_a_stale_page_says_what_changed_keeps_what_was_typed_and_can_be_sent_again(
    client_for, people, task, session
):
    chief, office = client_for("chief_a"), client_for("office")
    opened = edited(task, title="抽检食材")
    report = {"version": "1", "percent": "60", "narrative": "已检查六成。", "confidence": "sure"}
    assert chief.post(f"/tasks/{task.id}/progress", data=report).status_code == 303
    stale = office.post(f"/tasks/{task.id}/edit", data=opened)
    assert stale.status_code == 409
    for words in ("刚被别人改过", "周甲", "已检查六成。", 'value="抽检食材"', 'value="2"'):
        assert words in stale.text
    assert office.post(f"/tasks/{task.id}/edit", data={**opened, "version": "2"}).status_code == 303
    session.expire_all()
    assert task.title == "抽检食材"


def test_a_button_pressed_twice_does_it_once(client_for, people, task, session):
    client, unit = client_for("office"), make_unit("新设科")
    forms = {
        "edit": edited(task, title="抽检食材"),
        "targets": targets(task, {"metric": "检查户次", "value": "100"}),
        "reassign": {"version": str(task.version), "lead": str(unit.id), "reason": "职责调整"},
    }
    for address, data in forms.items():
        session.expire_all()
        data["version"] = str(task.version)
        answers = [client.post(f"/tasks/{task.id}/{address}", data=data) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [303, 303], address
        assert "没有重复办理" in client.get(f"/tasks/{task.id}").text
    assert session.scalar(sa.select(sa.func.count(AuditEntry.id))) == 3


def test_a_task_goes_to_another_unit_with_a_reason(client_for, people, task, session):
    client = client_for("office")
    assert "由其重新签收" in client.get(f"/tasks/{task.id}/reassign").text
    cases = [
        ({"lead": "0", "reason": "调整"}, "请选牵头单位。"),
        ({"lead": str(people.unit_a.id), "reason": "调整"}, "任务现在就由这个单位牵头。"),
        ({"lead": str(people.unit_b.id), "reason": " "}, "请写明理由。"),
        ({"lead": "abc", "reason": "调整"}, "请从所列各项中选一项。"),
    ]
    for data, sentence in cases:
        answer = client.post(f"/tasks/{task.id}/reassign", data={"version": "1", **data})
        assert (answer.status_code, sentence in answer.text) == (422, True), data
    good = {"version": "1", "lead": str(people.unit_b.id), "reason": "职责调整"}
    assert client.post(f"/tasks/{task.id}/reassign", data=good).status_code == 303
    session.expire_all()
    assert task.lead_unit_id == people.unit_b.id
    assert "职责调整" in client.get(f"/tasks/{task.id}").text


def test_targets_are_typed_in_rows(client_for, people, task, session):
    make_update(task, author=people.chief_a.user, percent=30)
    make_target(task, metric="整改件数", current=Decimal(50))
    client = client_for("office")
    page = client.get(f"/tasks/{task.id}/targets").text
    assert 'value="整改件数"' in page
    row = session.scalars(sa.select(Target)).one()
    old = {"id": str(row.id), "metric": "整改件数", "value": "200", "unit": "件"}
    new = {"metric": "检查户次", "value": "１，２００", "baseline": "200", "unit": "户次"}
    data = targets(task, old, {}, new)
    assert client.post(f"/tasks/{task.id}/targets", data=data).status_code == 303
    session.expire_all()
    kept = [(each.metric, each.value, each.baseline) for each in task.targets]
    assert kept == [("整改件数", 200, None), ("检查户次", 1200, 200)]
    assert (task.mode, task.percent) == (ProgressMode.TARGETS, Decimal("12.5"))
    gone = targets(task, {**old, "gone": "y"}, {**new, "id": str(task.targets[1].id)})
    assert client.post(f"/tasks/{task.id}/targets", data=gone).status_code == 303
    session.expire_all()
    assert [each.metric for each in task.targets] == ["检查户次"]


def test_an_unlikely_goal_asks_back_and_passes_when_it_is_meant(client_for, task, session):
    client = client_for("office")
    row = {"metric": "设备利用率", "kind": "keep_at_least", "value": "120", "unit": "%"}
    asked = client.post(f"/tasks/{task.id}/targets", data=targets(task, row))
    assert asked.status_code == 422
    for words in ("超过了 100，请核对", 'name="target-1-sure"', 'id="target-1-sure-error"'):
        assert words in asked.text
    sure = targets(task, {**row, "sure": "y"})
    assert client.post(f"/tasks/{task.id}/targets", data=sure).status_code == 303
    session.expire_all()
    assert [target.value for target in task.targets] == [120]
    again = targets(task, {**row, "id": str(task.targets[0].id)})
    assert client.post(f"/tasks/{task.id}/targets", data=again).status_code == 303


def test_what_is_wrong_with_a_target_is_said_on_its_row(client_for, task, session):
    client = client_for("office")
    good = {"metric": "检查户次", "value": "100"}
    cases = [
        ({"metric": ""}, "metric", "请填写指标名称"),
        ({"value": ""}, "value", "请填目标值。"),
        ({"value": "一百"}, "value", "请填数字。"),
        ({"value": "1e999999999"}, "value", "数字过大，请核对单位。"),
        ({"value": "1e-999999999"}, "value", "小数最多 6 位。"),
        ({"value_high": "90"}, "value_high", "上限不能小于目标值。"),
        ({"baseline": "100"}, "baseline", "基数不能等于目标值。"),
        ({"due_on": "2027-01-01"}, "due_on", "指标时限应在任务开始之后"),
        ({"due_on": ""}, "due_on", "请填日期。"),
        ({"kind": "odd"}, "kind", "请从所列各项中选一项。"),
    ]
    for changes, cell, sentence in cases:
        data = targets(task, {}, {**good, **changes})
        answer = client.post(f"/tasks/{task.id}/targets", data=data)
        assert answer.status_code == 422, changes
        assert sentence in answer.text, changes
        assert f'id="target-1-{cell}-error"' in answer.text, changes
    none = client.post(f"/tasks/{task.id}/targets", data=targets(task))
    assert "按指标算进度，至少要有一个指标。" in none.text
    assert session.scalar(sa.select(sa.func.count(Target.id))) == 0


def test_more_rows_keep_what_was_typed_and_store_nothing(client_for, task, session):
    data = targets(task, {"metric": "检查户次", "value": "x"}, more="1")
    answer = client_for("office").post(f"/tasks/{task.id}/targets", data=data)
    assert answer.status_code == 200
    assert 'value="检查户次"' in answer.text
    assert 'id="target-10-metric"' in answer.text
    assert 'id="target-11-metric"' not in answer.text
    assert session.scalar(sa.select(sa.func.count(Target.id))) == 0


def new_task(strategy, unit, **changes):
    return {
        "strategy": str(strategy.id),
        "title": "宣传新法规",
        "lead": str(unit.id),
        "kind": "once",
        "report_every": "month",
        "starts_on": "2026-11-23",
        "due_on": "2026-12-31",
        "weight": "",
        **changes,
    }


def test_a_task_is_added_and_issued_at_once_or_later(client_for, people, session):
    client, strategy = client_for("office"), make_strategy(title="守牢底线")
    address = f"/plans/{strategy.plan_id}/tasks/new"
    assert "守牢底线" in client.get(address).text
    first = client.post(address, data=new_task(strategy, people.unit_a))
    task = session.scalars(sa.select(Task)).one()
    assert first.location == f"/tasks/{task.id}"
    assert (task.state, task.content, task.weight) == (TaskState.DRAFT, "宣传新法规", 1)
    page = client.get(first.location).text
    assert "尚未交办" in page
    again = client.post(address, data=new_task(strategy, people.unit_a))
    assert (again.status_code, "没有重复增加" in again.text) == (422, True)
    assert client.post(f"/tasks/{task.id}/issue").status_code == 303
    other = new_task(
        strategy, people.unit_b, kind="ongoing", report_every="quarter", then="issue", weight="2"
    )
    assert "已新增并交办" in client.get(client.post(address, data=other).location).text
    session.expire_all()
    states = [(t.state, t.kind) for t in session.scalars(sa.select(Task).order_by(Task.id))]
    assert states == [(TaskState.ISSUED, TaskKind.ONCE), (TaskState.ISSUED, TaskKind.ONGOING)]


def test_a_task_is_added_with_its_targets_and_where_it_comes_from(client_for, people, session):
    client, strategy = client_for("office"), make_strategy()
    address = f"/plans/{strategy.plan_id}/tasks/new"
    row = {
        "target-1-metric": "抽检批次",
        "target-1-kind": "reach",
        "target-1-value": "八百",
        "target-1-unit": "批次",
    }
    typed = new_task(strategy, people.unit_a, source="11月3日局长办公会", **row)
    refused = client.post(address, data=typed)
    assert refused.status_code == 422
    assert "11月3日局长办公会" in refused.text
    more = client.post(address, data=typed | {"more": "1"})
    assert more.text.count("-metric") > refused.text.count("-metric")
    done = client.post(address, data=typed | {"target-1-value": "800"})
    task = session.scalars(sa.select(Task)).one()
    assert (task.source, task.mode) == ("11月3日局长办公会", ProgressMode.TARGETS)
    assert [(t.metric, t.value, t.due_on) for t in task.targets] == [("抽检批次", 800, task.due_on)]
    page = client.get(done.location).text
    assert "11月3日局长办公会" in page
    assert "抽检批次" in page


def test_what_is_wrong_with_a_new_task_is_said_on_its_field(client_for, people, session):
    client, strategy = client_for("office"), make_strategy()
    cases = {
        "title": ("", "请填写任务。"),
        "lead": ("0", "请选牵头单位。"),
        "due_on": ("", "请填日期。"),
        "starts_on": ("2027-01-01", "完成时限不能早于开始日期。"),
        "strategy": ("999", "请从所列各项中选一项。"),
    }
    for name, (text, sentence) in cases.items():
        data = {**new_task(strategy, people.unit_a), name: text}
        answer = client.post(f"/plans/{strategy.plan_id}/tasks/new", data=data)
        assert (answer.status_code, sentence in answer.text) == (422, True), name
    assert session.scalar(sa.select(sa.func.count(Task.id))) == 0


def test_a_draft_without_a_unit_is_given_one_issued_or_discarded(client_for, people, session):
    draft = make_task(make_strategy(), state=TaskState.DRAFT, title="宣传新法规")
    client, number, plan_id = client_for("office"), draft.id, draft.plan_id
    page = client.get(f"/tasks/{number}").text
    assert "定牵头单位" in page
    refused = client.post(f"/tasks/{number}/issue")
    assert "还没有牵头单位，不能交办" in client.get(refused.location).text
    lead = {"version": "1", "lead": str(people.unit_a.id), "reason": ""}
    assert client.post(f"/tasks/{number}/reassign", data=lead).status_code == 303
    answer = client.post(f"/tasks/{number}/discard")
    assert answer.location == f"/plans/{plan_id}"
    assert "已删去" in client.get(answer.location).text
    assert session.scalar(sa.select(sa.func.count(Task.id))) == 0


def test_no_form_opens_for_what_can_no_longer_change(client_for, people):
    done = make_task(lead=people.unit_a, state=TaskState.DONE)
    ended = make_task(make_strategy(make_plan(state=PlanState.CLOSED)), lead=people.unit_a)
    client = client_for("office")
    for task, words in ((done, "任务现在是“已办结”"), (ended, "计划不在执行中")):
        for page in PAGES:
            answer = client.get(f"/tasks/{task.id}/{page}")
            assert answer.location == f"/tasks/{task.id}"
            assert words in client.get(answer.location).text
        sent = client.post(f"/tasks/{task.id}/edit", data=edited(task))
        assert (sent.status_code, words in sent.text) == (422, True)
    assert client.get(f"/plans/{ended.plan_id}/tasks/new").status_code == 303


def test_the_forms_ask_the_database_seldom(client_for, people, task, count_queries):
    make_target(task)
    make_milestone(task, on=date(2026, 6, 30), percent=50)
    make_task(lead=people.unit_b, parent=task)
    client = client_for("office")
    for page in (*PAGES, "split", "milestones"):
        with count_queries() as queries:
            assert client.get(f"/tasks/{task.id}/{page}").status_code == 200
        assert queries.count <= MAX_QUERIES, page
