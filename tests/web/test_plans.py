"""计划: what it holds, and 下达 by those who may."""

import pytest
import sqlalchemy as sa

from tests.make import make_document, make_plan, make_strategy, make_target, make_task
from tests.people import EVERYBODY
from tracker.domain.values import PlanState, TaskState
from tracker.models import Task, WorkPlan


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
