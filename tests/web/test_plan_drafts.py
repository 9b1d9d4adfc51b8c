"""改名称和期间, 删去草稿: on the pages of a plan that is not issued."""

import re

import pytest
import sqlalchemy as sa

from tests.forms import form_of
from tests.make import make_document, make_plan, make_strategy, make_target, make_task
from tests.people import EVERYBODY
from tests.reviewing import make_draft
from tracker.domain.values import PlanState
from tracker.models import ImportDraft, WorkPlan

MAX_QUERIES = 12


@pytest.fixture
def plan(people):
    document = make_document(people.office.user, filename="工作要点.docx")
    plan = make_plan(state=PlanState.DRAFT, document_id=document.id)
    strategy = make_strategy(plan)
    first = make_task(strategy, lead=people.unit_a)
    make_task(strategy, lead=people.unit_a, parent=first)
    make_target(make_task(strategy, lead=people.unit_a, due_on=plan.ends_on.replace(month=10)))
    return plan


@pytest.fixture
def office(client_for):
    return client_for("office")


def opened(office, plan) -> dict[str, str]:
    return form_of(office.get(f"/plans/{plan.id}/edit").text, f"/plans/{plan.id}/edit")


def save(office, plan, **typed):
    return office.post(f"/plans/{plan.id}/edit", data=opened(office, plan) | typed)


def words(page: str) -> str:
    return " ".join(page.split())


@pytest.mark.parametrize("person", EVERYBODY)
def test_only_the_plan_office_is_offered_it(client_for, plan, person):
    page = client_for(person).get(f"/plans/{plan.id}").text
    assert ("改名称和期间" in page) is ("确认删去" in page) is (person == "office")


def test_names_and_period_are_saved_with_the_tasks_that_follow(office, plan, count_queries):
    page = words(office.get(f"/plans/{plan.id}/edit").text)
    assert "开始的 3 项任务、到 2026-12-31 为止的 2 项任务（含举措），日期随期间改变" in page
    answer = save(office, plan, title="2026年要点", ends_on="2027年1月31日")
    assert answer.location == f"/plans/{plan.id}"
    with count_queries() as counted:
        page = office.get(answer.location).text
    assert counted.count <= MAX_QUERIES
    assert "已保存修改，2 项任务（含举措）的日期随之改变" in page
    assert "2026年要点" in page
    assert "2026-01-01 至 2027-01-31" in re.sub("<[^>]+>", "", page)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": " "}, "请填写计划名称。"),
        ({"organisation": ""}, "请填写单位。"),
        ({"starts_on": ""}, "请填日期。"),
        ({"ends_on": "明年"}, "请填日期，如 2026-06-30。"),
        ({"ends_on": "2025-12-31"}, "结束日期不能早于开始日期。"),
        ({"ends_on": "2036-12-31"}, "一份计划最长 5 年，到 2030-12-31。"),
        ({"ends_on": "2026-09-30"}, "1 项任务（含举措）的日期会在新的期间之后：1-03。"),
        ({"starts_on": "2026-11-01"}, "1 项任务（含举措）的日期会在新的期间之前：1-03。"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_the_words_stay(office, plan, typed, sentence):
    answer = save(office, plan, **({"title": "要点甲"} | typed))
    assert answer.status_code == 422
    assert sentence in words(answer.text)
    again = form_of(answer.text, f"/plans/{plan.id}/edit")
    assert again["title"] == ({"title": "要点甲"} | typed)["title"]


def test_a_form_that_was_overtaken_shows_what_the_other_did_and_can_be_sent(office, plan):
    mine = opened(office, plan)
    save(office, plan, title="别人的名称")
    answer = office.post(f"/plans/{plan.id}/edit", data=mine | {"title": "我的名称"})
    assert answer.status_code == 409
    assert "现在是：《别人的名称》" in answer.text
    again = form_of(answer.text, f"/plans/{plan.id}/edit")
    assert again["title"] == "我的名称"
    assert office.post(f"/plans/{plan.id}/edit", data=again).status_code == 303


def test_a_form_sent_twice_is_told_so(office, plan):
    mine = opened(office, plan) | {"title": "新的名称"}
    for words_ in ("已保存修改", "刚才已经保存，没有重复办理"):
        answer = office.post(f"/plans/{plan.id}/edit", data=mine)
        assert words_ in office.get(answer.location).text


def test_a_plan_issued_meanwhile_is_not_edited_and_the_words_stay(office, plan):
    mine = opened(office, plan) | {"title": "新的名称"}
    office.post(f"/plans/{plan.id}/publish")
    answer = office.post(f"/plans/{plan.id}/edit", data=mine)
    assert answer.status_code == 422
    assert "名称和期间不能再改" in answer.text
    assert "新的名称" in answer.text
    led = office.get(f"/plans/{plan.id}/edit")
    assert "名称和期间不能再改" in office.get(led.location).text


def test_putting_away_is_asked_once_with_figures(office, plan, people, session):
    page = words(office.get(f"/plans/{plan.id}").text)
    assert "2 项任务（另有 1 项举措）、1 个指标一并删去，不能恢复。" in page
    assert "重新待核对" not in page
    make_draft(people.office.user, plan_id=plan.id)
    page = words(office.get(f"/plans/{plan.id}").text)
    assert "文件“工作要点.docx”的导入重新待核对" in page


def discard(office, plan):
    form = form_of(office.get(f"/plans/{plan.id}").text, f"/plans/{plan.id}/discard")
    return office.post(f"/plans/{plan.id}/discard", data=form), form


def test_a_plan_is_put_away_and_its_import_is_open_again(office, plan, people, clock, session):
    number = plan.id
    draft = make_draft(people.office.user, plan_id=number, accepted_at=clock.now())
    answer, form = discard(office, plan)
    assert answer.location == f"/imports/{draft.id}"
    page = office.get(answer.location).text
    assert "已删去计划草稿《2026年工作要点》，这份导入重新待核对" in page
    session.rollback()
    assert session.scalars(sa.select(WorkPlan)).all() == []
    assert session.scalars(sa.select(ImportDraft.plan_id)).all() == [None]
    again = office.post(f"/plans/{number}/discard", data=form)
    assert "这份计划草稿已经删去" in office.get(again.location).text


def test_without_an_import_the_list_of_plans_is_next(office, plan):
    answer, _ = discard(office, plan)
    assert answer.location == "/plans"


def test_an_issued_plan_is_not_put_away(office, plan, session):
    form = form_of(office.get(f"/plans/{plan.id}").text, f"/plans/{plan.id}/discard")
    office.post(f"/plans/{plan.id}/publish")
    answer = office.post(f"/plans/{plan.id}/discard", data=form)
    assert "计划已经下达，不能删去。" in office.get(answer.location).text
    session.rollback()
    assert session.get(WorkPlan, plan.id)
