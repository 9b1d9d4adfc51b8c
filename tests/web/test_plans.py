"""计划: what it holds, and 下达 by those who may."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from tests.make import make_document, make_plan, make_strategy, make_target, make_task
from tests.people import EVERYBODY
from tracker.domain.values import PlanState, TaskState
from tracker.models import AuditEntry, Task, WorkPlan


@pytest.fixture
def plan(people):
    """In draft: two tasks of unit A, one of them with a sub-task."""
    document = make_document(people.office.user, filename="工作要点.docx")
    plan = make_plan(state=PlanState.DRAFT, document_id=document.id)
    strategy = make_strategy(plan, title="守牢安全底线")
    first = make_task(strategy, lead=people.unit_a, title="检查校园食堂")
    make_task(strategy, lead=people.unit_a, title="开展回头看", parent=first)
    make_target(make_task(strategy, lead=people.unit_a, title="培训食品安全员"))
    return plan


def publish(client, plan):
    return client.post(f"/plans/{plan.id}/publish")


def state_of(session, plan) -> PlanState:
    session.rollback()
    return session.scalars(sa.select(WorkPlan.state).where(WorkPlan.id == plan.id)).one()


@pytest.mark.parametrize("person", EVERYBODY)
def test_everybody_sees_a_plan_and_the_office_issues_it(client_for, plan, session, person):
    client = client_for(person)
    page = client.get(f"/plans/{plan.id}")
    assert page.status_code == (303 if person == "stranger" else 200)
    assert ("下达全部任务" in page.text) is (person == "office")
    answer = publish(client, plan)
    expected = {"office": 303, "stranger": 303}.get(person, 403)
    assert answer.status_code == expected
    issued = state_of(session, plan) is PlanState.ACTIVE
    assert issued is (person == "office")


def test_a_plan_shows_what_it_holds_before_it_is_issued(client_for, plan):
    page = client_for("office").get(f"/plans/{plan.id}").text
    assert "《2026年工作要点》已核对，可以下达" in page
    assert "工作要点.docx" in page
    for title in ("守牢安全底线", "检查校园食堂", "开展回头看", "培训食品安全员"):
        assert title in page
    assert page.index("检查校园食堂") < page.index("开展回头看") < page.index("培训食品安全员")
    assert '<tr class="sub">' in page


def strategies_shown(page: str) -> dict[str, bool]:
    """Heading and count of each strategy, and whether its tasks stand open."""
    found = re.findall(
        r'<details class="fold"[^>]*?( open)?>\s*<summary>(.*?)</summary>', page, re.S
    )
    return {
        "".join(re.sub("<[^>]+>", "", words).split()): bool(is_open) for is_open, words in found
    }


def test_a_plan_of_many_tasks_is_folded_by_strategy(client_for, plan, people):
    second = make_strategy(plan, title="优化营商环境")
    for number in range(58):
        make_task(second, lead=people.unit_a, title=f"办理第{number}件实事")
    client = client_for("office")
    both = ("一、守牢安全底线2项", "二、优化营商环境58项")
    shown = {
        "": (False, False),
        f"?strategy={second.id}": (False, True),
        "?strategy=404": (False, False),
        "?strategy=x": (False, False),
        "?open=all": (True, True),
    }
    for address, expected in shown.items():
        page = client.get(f"/plans/{plan.id}{address}").text
        assert strategies_shown(page) == dict(zip(both, expected, strict=True)), address
        assert ("全部展开" in page) is (expected != (True, True))
        assert "办理第57件实事" in page
    assert f'href="/plans/{plan.id}?open=all"' in client.get(f"/plans/{plan.id}").text


def test_a_plan_of_few_tasks_stands_open(client_for, plan, people):
    strategy = make_strategy(plan, title="优化营商环境")
    for number in range(57):
        make_task(strategy, lead=people.unit_a, title=f"办理第{number}件实事")
    page = client_for("chief_b").get(f"/plans/{plan.id}").text
    assert strategies_shown(page) == {"一、守牢安全底线2项": True, "二、优化营商环境57项": True}
    assert "全部展开" not in page


def test_what_goes_out_is_asked_once_with_figures(client_for, plan, session):
    page = client_for("office").get(f"/plans/{plan.id}").text
    assert "2 项任务（另有 1 项举措）交办到 1 个单位" in " ".join(page.split())
    assert "时限已过" not in page
    assert "已经结束，请先核对年份和期间" not in page
    session.execute(sa.update(WorkPlan).values(ends_on=date(2026, 10, 31)))
    session.execute(sa.update(Task).values(due_on=date(2026, 10, 31)))
    session.commit()
    page = client_for("office").get(f"/plans/{plan.id}").text
    assert "3 项时限已过，下达后即为逾期" in page
    assert "计划期间到 2026-10-31 已经结束，请先核对年份和期间" in page


def test_an_issued_plan_leads_to_board_and_ledger(client_for, plan, session):
    client = client_for("office")
    answer = publish(client, plan)
    assert answer.location == f"/?plan={plan.id}"
    assert "已下达，3 项任务交办到牵头单位" in client.get(answer.location).text
    page = client.get(f"/plans/{plan.id}").text
    assert "下达全部任务" not in page
    assert f'href="/ledger?plan={plan.id}"' in page
    session.rollback()
    assert set(session.scalars(sa.select(Task.state))) == {TaskState.ISSUED}


def test_a_task_without_a_lead_keeps_the_plan_back(client_for, plan, people, session):
    make_task(make_strategy(plan), title="宣传新法规")
    client = client_for("office")
    page = client.get(f"/plans/{plan.id}").text
    assert "还有 1 项没有牵头单位" in page
    assert 'type="submit" disabled' in page
    answer = publish(client, plan)
    assert "还没有牵头单位，不能下达" in client.get(answer.location).text
    assert state_of(session, plan) is PlanState.DRAFT


def test_a_lead_is_given_on_the_page_of_the_plan(client_for, plan, people, session):
    task = make_task(make_strategy(plan), title="宣传新法规")
    client, number = client_for("office"), task.id
    assert "的牵头单位</label>" not in client_for("chief_a").get(f"/plans/{plan.id}").text
    data = {"version": "1", "back": "plan", "lead": "0"}
    refused = client.post(f"/tasks/{number}/reassign", data=data)
    assert (refused.status_code, "请选牵头单位。" in refused.text) == (422, True)
    data["lead"] = str(people.unit_b.id)
    answer = client.post(f"/tasks/{number}/reassign", data=data)
    assert answer.location == f"/plans/{plan.id}#missing"
    page = client.get(answer.location).text
    assert "的牵头单位" in page
    assert "已核对，可以下达" in page


def test_a_plan_is_issued_once(client_for, plan):
    client = client_for("office")
    publish(client, plan)
    again = publish(client, plan)
    assert again.status_code == 303
    assert "计划已经下达或结束，不能再次下达。" in client.get(again.location).text


def test_a_plan_that_is_nowhere_is_not_found(client_for):
    answer = client_for("office").get("/plans/404")
    assert answer.status_code == 404
    assert "没有找到这份计划。" in answer.text


@pytest.fixture
def running(people):
    """Published: one task ahead, one extended beyond, one overdue, one done, one not issued."""
    strategy = make_strategy(make_plan())
    lead = people.unit_a
    make_task(strategy, lead=lead, title="按期的")
    make_task(
        strategy,
        lead=lead,
        title="延过期的",
        state=TaskState.IN_PROGRESS,
        due_on=date(2027, 2, 28),
        planned_due_on=date(2026, 11, 30),
    )
    make_task(strategy, lead=lead, state=TaskState.IN_PROGRESS, due_on=date(2026, 10, 31))
    make_task(strategy, lead=lead, state=TaskState.DONE, due_on=date(2026, 10, 31))
    make_task(strategy, lead=lead, state=TaskState.DRAFT, title="后加的")
    return strategy.plan_id


def test_the_list_of_plans_counts_their_tasks(client_for, plan, running, session):
    page = client_for("office").get("/plans").text
    assert "1 份计划在执行，1 份草稿待下达" in page
    cells = [text.split("</td>")[0] for text in page.split('data-label="')[1:]]
    counted = [cell.rsplit(">", 1)[1] for cell in cells]
    shown = [counted[start : start + 9] for start in (0, 9)]
    assert [row[0] for row in shown] == ["执行中", "草稿"]
    assert [row[3:] for row in shown] == [
        ["5", "1", "3", "0", "1", "1"],
        ["2", "2", "0", "0", "0", "0"],
    ]


def test_the_list_of_plans_may_be_empty(client_for):
    for person, words in (("office", "导入"), ("chief_a", "督查室导入计划文件后")):
        assert words in client_for(person).get("/plans").text


def test_the_way_to_the_plans_is_shown_to_the_plan_office(client_for):
    for person in ("office", "chief_a", "leader_a", "admin"):
        page = client_for(person).get("/inbox").text
        assert ('href="/plans"' in page) is (person == "office"), person


def test_what_a_running_plan_lets_the_office_do_nobody_else_may(client_for, running, session):
    words = ("新增任务", "整体顺延", "结束计划")
    for person in EVERYBODY:
        client, expected = client_for(person), 303 if person == "stranger" else 403
        page = client.get(f"/plans/{running}").text
        assert all((word in page) is (person == "office") for word in words), person
        if person != "office":
            assert client.get(f"/plans/{running}/postpone").status_code == expected
            assert client.post(f"/plans/{running}/postpone").status_code == expected
            assert client.post(f"/plans/{running}/close").status_code == expected
    assert session.scalar(sa.select(sa.func.count(AuditEntry.id))) == 0


def test_a_plan_is_postponed_as_a_whole(client_for, running, session):
    client = client_for("office")
    page = client.get(f"/plans/{running}/postpone").text
    assert "<b>3</b> 项未到期的任务" in page
    assert "其中 <b>1</b> 项已批准延期" in page
    assert page.count("<b>1</b> 项") == 3
    data = {"was": "2026-12-31", "ends_on": "2027-01-31", "reason": "上级统一顺延"}
    answer = client.post(f"/plans/{running}/postpone", data=data)
    assert answer.location == f"/plans/{running}"
    assert "已顺延到 2027-01-31，2 项任务的时限随之推后" in client.get(answer.location).text
    due = dict(session.execute(sa.select(Task.title, Task.due_on)).all())
    assert (due["按期的"], due["延过期的"]) == (date(2027, 1, 31), date(2027, 2, 28))
    again = client.post(f"/plans/{running}/postpone", data=data)
    assert "没有重复办理" in client.get(again.location).text
    other = client.post(f"/plans/{running}/postpone", data={**data, "ends_on": "2027-03-31"})
    assert other.status_code == 409
    for words in ("计划刚被改为 2027-01-31 结束", 'value="2027-03-31"', "上级统一顺延"):
        assert words in other.text
    assert session.scalars(sa.select(WorkPlan.ends_on)).one() == date(2027, 1, 31)


def test_what_is_wrong_with_a_new_end_is_said_on_its_field(client_for, running):
    client = client_for("office")
    good = {"was": "2026-12-31", "ends_on": "2027-01-31", "reason": "上级统一顺延"}
    cases = [
        ({"ends_on": ""}, "ends_on", "请填日期。"),
        ({"ends_on": "2026-12-31"}, "ends_on", "新的结束日期应晚于 2026-12-31。"),
        ({"ends_on": "2029-01-01"}, "ends_on", "结束日期最多顺延一年"),
        ({"reason": " "}, "reason", "请写明理由。"),
    ]
    for changes, name, sentence in cases:
        answer = client.post(f"/plans/{running}/postpone", data={**good, **changes})
        assert (answer.status_code, sentence in answer.text) == (422, True), changes
        assert f'id="{name}-error"' in answer.text


def test_a_plan_is_closed_once_and_moves_no_more(client_for, running, session, plan):
    client = client_for("office")
    assert "还有 4 项没有办结" in client.get(f"/plans/{running}").text
    first = client.post(f"/plans/{running}/close")
    assert "计划已结束" in client.get(first.location).text
    for act in ("close", "postpone"):
        again = client.post(f"/plans/{running}/{act}", data={"was": "2026-12-31"})
        assert again.status_code in {303, 422}
    assert client.get(f"/plans/{plan.id}/postpone").status_code == 303
    session.rollback()
    assert session.get_one(WorkPlan, running).state is PlanState.CLOSED


def test_a_task_that_was_added_later_is_issued_from_the_plan(client_for, running, session):
    later = session.scalars(sa.select(Task.id).where(Task.title == "后加的")).one()
    office, chief = client_for("office"), client_for("chief_a")
    assert "后加未交办 1 项" in office.get(f"/plans/{running}").text
    assert "后加未交办" not in chief.get(f"/plans/{running}").text
    answer = office.post(f"/tasks/{later}/issue")
    assert "已交办" in office.get(answer.location).text
    assert "后加未交办" not in office.get(f"/plans/{running}").text


def test_who_has_not_signed_off_is_named_to_the_plan_office(client_for, running, session):
    office, chief = client_for("office"), client_for("chief_a")
    for page in (f"/plans/{running}", "/inbox"):
        assert "超过 2 个工作日未签收 1 项" in office.get(page).text
        assert "未签收" not in chief.get(page).text
    waiting = session.scalars(sa.select(Task.id).where(Task.title == "按期的")).one()
    assert chief.post(f"/tasks/{waiting}/sign-off").status_code == 303
    assert "未签收" not in office.get(f"/plans/{running}").text


def test_the_plan_pages_ask_the_database_seldom(client_for, plan, running, count_queries):
    client = client_for("office")
    for page in ("/plans", f"/plans/{plan.id}", f"/plans/{running}", f"/plans/{running}/postpone"):
        with count_queries() as queries:
            assert client.get(page).status_code == 200
        assert queries.count <= 9, page
