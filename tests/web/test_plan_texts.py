"""原文: read by everybody who sees the plan, opened at the sentence of a task."""

import re

import pytest
import sqlalchemy as sa

from tests.make import make_document, make_plan, make_strategy, make_target, make_task
from tests.people import EVERYBODY
from tests.reviewing import make_draft
from tracker.database import db
from tracker.models import PlanDocument, Task
from tracker.services import documents

OWN = "（一）检查食堂120家。"
TEXT = f"工作要点\n一、守牢底线\n{OWN}\n单位\t事项\n食品科\t培训\n"


@pytest.fixture
def plan(people):
    document = make_document(people.office.user, text=TEXT, filename="工作要点.docx")
    return make_plan(document_id=document.id)


@pytest.fixture
def task(people, plan):
    at = TEXT.index(OWN)
    task = make_task(
        make_strategy(plan),
        lead=people.unit_a,
        title="检查食堂",
        source_start=at,
        source_end=at + len(OWN),
    )
    make_target(task, source_start=TEXT.index("120"), source_end=TEXT.index("120") + 4)
    return task


def opened(client, plan, query: str = "") -> str:
    answer = client.get(f"/plans/{plan.id}/document{query}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("person", [name for name in EVERYBODY if name != "stranger"])
def test_the_task_leads_to_its_sentence_in_the_document(client_for, plan, task, person):
    client = client_for(person)
    link = re.search(r'href="(/plans/\d+/document[^"]*)"', client.get(f"/tasks/{task.id}").text)
    assert link is not None
    assert link[1].endswith("#sentence")
    page = opened(client, plan, link[1].partition("document")[2].replace("&amp;", "&"))
    marks = re.findall(r"<mark[^>]*>(.*?)</mark>", page)
    assert "".join(marks) == OWN
    assert page.count('id="sentence"') == 1
    assert page.index('id="sentence"') < page.index("检查食堂120家"[:4], page.index("<mark"))


def test_the_plan_leads_to_its_document_without_a_mark(client_for, plan, task):
    client = client_for("leader_b")
    assert f'href="/plans/{plan.id}/document"' in client.get(f"/plans/{plan.id}").text
    page = opened(client, plan)
    assert "<mark" not in page
    assert "<h2>一、守牢底线</h2>" in page
    assert re.search(r"<td>食品科</td>\s*<td>培训</td>", page)
    assert "《2026年工作要点》原文" in page


def test_each_sentence_leads_to_its_task(client_for, plan, task):
    page = opened(client_for("chief_b"), plan)
    assert re.search(rf'<a[^>]*href="/tasks/{task.id}"[^>]*>{task.number}</a>（一）检查', page)


def test_a_task_that_was_edited_keeps_the_sentence_of_the_document(client_for, plan, task, session):
    session.execute(sa.update(Task).values(title="检查食堂和小卖部", content="检查200家。"))
    session.commit()
    page = opened(client_for("office"), plan, f"?task={task.id}")
    assert "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page)) == OWN
    assert "200家" not in page
    assert "以任务页为准" in page


def test_a_task_made_by_hand_offers_no_document(client_for, people, plan):
    task = make_task(make_strategy(plan), lead=people.unit_a)
    client = client_for("office")
    assert "/document" not in client.get(f"/tasks/{task.id}").text
    answer = client.get(f"/plans/{plan.id}/document?task={task.id}")
    assert answer.status_code == 404
    assert "计划原文里没有它的出处" in answer.text


def test_a_plan_made_by_hand_has_no_document(client_for, people):
    plan = make_plan()
    client = client_for("office")
    assert "/document" not in client.get(f"/plans/{plan.id}").text
    answer = client.get(f"/plans/{plan.id}/document")
    assert answer.status_code == 404
    assert "没有导入的原文" in answer.text


def test_a_text_that_is_gone_is_said_to_be_so(client_for, plan, task, session):
    session.execute(sa.update(PlanDocument).values(text=""))
    session.commit()
    client = client_for("chief_a")
    assert "原文已不在系统里" in client.get(f"/tasks/{task.id}").text
    page = opened(client, plan, f"?task={task.id}")
    assert "这份文件的原文已不在系统里" in page
    assert 'id="sentence"' not in page


def test_of_a_long_document_one_leafs_through_parts(client_for, people):
    text = "做好监管工作。\n" * 20_000
    plan = make_plan(document_id=make_document(people.office.user, text=text).id)
    task = make_task(
        make_strategy(plan), lead=people.unit_a, source_start=80_000, source_end=80_007
    )
    client = client_for("office")
    page = opened(client, plan, f"?task={task.id}")
    assert f"全文 {len(text)} 字，这里是第 " in " ".join(page.split())
    after = re.search(r'href="([^"]*)">下一部分', page)
    assert after is not None
    later = client.get(after[1].replace("&amp;", "&")).text
    assert "的出处不在这一部分" in later
    assert "上一部分" in later
    assert len(page) < 2_000_000


def test_a_document_is_read_with_few_queries(client_for, plan, task, count_queries):
    client = client_for("chief_a")
    with count_queries() as queries:
        opened(client, plan, f"?task={task.id}")
    assert queries.count <= 12


def test_the_headings_of_the_draft_are_headings_of_the_document(client_for, people, clock):
    draft = make_draft(people.office.user)
    made = documents.accept_unseen(people.office.doing(clock.now()), draft_id=draft.id)
    page = client_for("office").get(f"/plans/{made.plan_id}/document").text
    titles = [each[2] for each in draft.draft["strategies"]]
    assert titles
    headings = re.findall(r"<h2>(.*?)</h2>", page)
    assert all(any(title in heading for heading in headings) for title in titles)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "{{ 7*7 }}", "<td>\t</td>"])
def test_the_words_of_a_document_cannot_break_the_page(client_for, people, words):
    plan = make_plan(document_id=make_document(people.office.user, text=words).id)
    db.session.commit()
    page = opened(client_for("office"), plan)
    assert "<script>alert" not in page
    assert "49" not in re.sub(r"<[^>]*>", "", page)


def test_the_lines_of_a_cell_are_shown_in_it(client_for, people):
    text = "序号\t事项\n1\t检查食堂。\u2028登记造册。\n"
    plan = make_plan(document_id=make_document(people.office.user, text=text).id)
    page = client_for("office").get(f"/plans/{plan.id}/document").text
    cells = re.findall("<td>(.*?)</td>", page, re.S)
    assert [cell.strip() for cell in cells] == ["序号", "事项", "1", "检查食堂。\n登记造册。"]
