"""任务: one task on one page, with what this person may see and do."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.make import (
    make_document,
    make_milestone,
    make_plan,
    make_reminder,
    make_strategy,
    make_target,
    make_task,
    make_update,
)
from tests.people import EVERYBODY
from tracker.domain.values import PlanState, ProgressMode, TargetKind, TaskState
from tracker.models import Verification

SECRETS = ("人手不足。", "请协调两人。")
SEES_DETAIL = {"office", "chief_a", "chief_a2", "leader_a", "chief_b", "leader_b"}


@pytest.fixture
def task(people):
    task = make_task(lead=people.unit_a, supports=[people.unit_b], title="完成食堂检查")
    make_update(
        task,
        author=people.chief_a.user,
        percent=60,
        narrative="已检查六成。",
        problem=SECRETS[0],
        help_wanted=SECRETS[1],
    )
    return task


def test_a_task_that_waits_for_its_verifier_says_since_when(client_for, people, clock):
    submitted = {"state": TaskState.SUBMITTED, "lead": people.unit_a, "percent": 100}
    in_time = make_task(due_on=date(2026, 11, 20), submitted_on=date(2026, 11, 19), **submitted)
    late = make_task(due_on=date(2026, 11, 16), submitted_on=date(2026, 11, 19), **submitted)
    page = show(client_for, "chief_a", in_time)
    assert "待核查，已等核查 4 天" in page
    assert "逾期" not in re.search(r'<p class="task-state">(.*?)</p>', page, re.DOTALL)[1]
    assert "逾期 3 天报请核查" in show(client_for, "chief_a", late)


def offered(page: str) -> set[str]:
    """The words on the links and buttons of 您现在可以."""
    box = re.search(r'<section class="do">(.*?)</section>', page, re.DOTALL)
    found = re.findall(r'class="btn[^"]*"[^>]*>([^<]+)<', box[1]) if box else []
    return {words.strip() for words in found}


def show(client_for, person: str, task) -> str:
    answer = client_for(person).get(f"/tasks/{task.id}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("person", [name for name in EVERYBODY if name != "stranger"])
def test_everybody_sees_the_task_and_only_some_its_problems(client_for, task, person):
    page = show(client_for, person, task)
    assert "已检查六成。" in page
    assert [secret in page for secret in SECRETS] == [person in SEES_DETAIL] * 2


def test_a_chief_of_a_unit_that_is_not_involved_sees_no_problems(client_for, people):
    task = make_task(lead=people.unit_a)
    make_update(task, author=people.chief_a.user, percent=60, problem=SECRETS[0])
    assert SECRETS[0] not in show(client_for, "chief_b", task)


REPORT, SIGN, WORDS, ASK = "报进展", "签收", "补充情况", "报请核查"
ACCEPT, BACK = "核查通过，办结", "退回重办"
DECIDE = {ACCEPT, BACK, "退回"}
MORE_TIME, STOP = {"申请延期", "提交申请"}, {"中止", "中止任务", "提出撤销"}
AGAIN, WORD = {"回头看", "重新办理"}, {"批示"}
LEADERS = {"leader_a": WORD, "leader_b": WORD}
URGE = {"催办"}
URGED = LEADERS | {"leader_a": WORD | URGE}


@pytest.mark.parametrize(
    ("state", "acts"),
    [
        (
            TaskState.ISSUED,
            URGED
            | {
                "chief_a": {REPORT, SIGN} | MORE_TIME,
                "chief_b": {WORDS},
                "office": STOP | URGE,
            },
        ),
        (
            TaskState.IN_PROGRESS,
            URGED
            | {"chief_a": {REPORT, ASK} | MORE_TIME, "chief_b": {WORDS}, "office": STOP | URGE},
        ),
        (
            TaskState.SUBMITTED,
            LEADERS | {"chief_a": {"撤回报请"}, "office": DECIDE, "leader_a": DECIDE | WORD},
        ),
        (TaskState.DONE, LEADERS | {"office": AGAIN, "leader_a": AGAIN | WORD}),
        (TaskState.SUSPENDED, LEADERS | {"office": {"恢复办理", "提出撤销"}}),
        (TaskState.WITHDRAWN, {}),
    ],
)
def test_each_is_offered_what_may_be_done_now_and_nothing_else(
    client_for, people, clock, session, state, acts
):
    task = make_task(lead=people.unit_a, supports=[people.unit_b], state=state)
    if state is TaskState.SUBMITTED:
        session.add(
            Verification(task_id=task.id, asked_by_id=people.chief_a.id, asked_at=clock.now())
        )
        session.commit()
    for person in ("admin", "office", "chief_a", "leader_a", "chief_b", "leader_b"):
        assert offered(show(client_for, person, task)) == acts.get(person, set()), person


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.CLOSED])
def test_nothing_is_offered_outside_a_plan_in_force(client_for, people, state):
    strategy = make_strategy(make_plan(state=state))
    task = make_task(strategy, lead=people.unit_a, state=TaskState.ISSUED)
    assert offered(show(client_for, "chief_a", task)) == set()


def test_signing_off_leads_back_to_the_task(client_for, people):
    task = make_task(lead=people.unit_a)
    client = client_for("chief_a")
    answer = client.post(f"/tasks/{task.id}/sign-off")
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task.id}")
    page = client.get(answer.location).text
    assert "已签收" in page
    assert SIGN not in offered(page)
    again = client.post(f"/tasks/{task.id}/sign-off")
    assert (again.status_code, again.location) == (303, f"/tasks/{task.id}")
    assert "不用再签收" in client.get(again.location).text


def test_the_state_line_says_how_it_stands(client_for, people):
    task = make_task(lead=people.unit_a, due_on=date(2026, 11, 3))
    assert "未报进展，应达 100.0%" in show(client_for, "office", task)
    make_update(task, percent=85)
    page = show(client_for, "office", task)
    assert "逾期 20 天" in page
    assert "实际 <b>85.0%</b>，应达 100.0%，差 <b>−15.0</b> 点" in page


def test_nothing_is_expected_of_a_withdrawn_task(client_for, people):
    task = make_task(lead=people.unit_a, percent=40, state=TaskState.WITHDRAWN)
    said = re.search(
        r'<p class="task-state">(.*?)</p>', show(client_for, "office", task), re.DOTALL
    )
    assert "实际 <b>40.0%</b>" in said[1]
    assert "应达" not in said[1]


def test_a_moved_date_shows_the_second_light(client_for, people):
    task = make_task(lead=people.unit_a, original_due_on=date(2026, 9, 30))
    page = show(client_for, "office", task)
    assert "按原定时限：逾期 54 天" in page
    assert "<del>原 09-30</del>" in page


def test_a_date_that_stands_shows_one_light(client_for, people):
    assert "按原定时限" not in show(client_for, "office", make_task(lead=people.unit_a))


def test_targets_show_their_formula(client_for, people):
    task = make_task(lead=people.unit_a, mode=ProgressMode.TARGETS)
    make_target(task, metric="快检室", value=Decimal(12), current=Decimal(9), unit="家")
    make_target(task, metric="快检", value=Decimal(30000), current=Decimal(24000), unit="批次")
    make_update(task, percent=Decimal("77.5"))
    page = show(client_for, "office", task)
    assert "进度为 2 项平均：(75.0 + 80.0) ÷ 2 = 77.5" in page
    assert "不少于 3万批次" in page
    assert page.count("<svg width=") == 2


@pytest.mark.parametrize(
    ("kind", "is_flat"),
    [
        (TargetKind.KEEP_AT_LEAST, True),
        (TargetKind.KEEP_AT_MOST, True),
        (TargetKind.RANK, True),
        (TargetKind.INCREASE, True),
        (TargetKind.REACH, False),
        (TargetKind.YES_NO, False),
    ],
)
def test_only_what_is_counted_up_or_done_has_a_ramp(client_for, people, kind, is_flat):
    task = make_task(lead=people.unit_a, mode=ProgressMode.TARGETS)
    make_target(task, kind=kind, value=Decimal(1), current=Decimal(1))
    chart = re.search(r"<svg width=.*?</svg>", show(client_for, "office", task), re.DOTALL)[0]
    assert ('class="c-due"' not in chart) == is_flat


def test_a_ramp_leads_to_the_date_of_the_target_itself(client_for, people):
    task = make_task(lead=people.unit_a, mode=ProgressMode.TARGETS)
    make_target(task, value=Decimal(10), due_on=date(2026, 7, 2))
    chart = re.search(r"<svg width=.*?</svg>", show(client_for, "office", task), re.DOTALL)[0]
    ramp = re.search(r'class="c-due" points="6.0,46.0 ([\d.]+),8.0"', chart)
    half_way = 6 + (216 - 6) * 182 / 326  # of the days from the start until today
    assert float(ramp[1]) == pytest.approx(half_way, abs=0.1)


def test_reports_are_points_against_the_expected_line(client_for, people, clock):
    task = make_task(lead=people.unit_a)
    assert "报送进展后，这里画出实际与应达" in show(client_for, "office", task)
    for days, percent in ((60, 40), (30, 60), (0, 80)):
        at = clock.now() - timedelta(days=days)
        make_update(task, author=people.chief_a.user, percent=percent, at=at)
    make_update(task, author=people.chief_b.user, narrative="配合单位的话。")
    page = show(client_for, "office", task)
    assert page.count('<circle class="c-dot"') == 3
    assert "配合单位的话。" in page


def test_the_time_line_tells_the_life_newest_first(client_for, people, clock):
    task = make_task(lead=people.unit_a, due_on=date(2026, 10, 31))
    make_update(task, author=people.chief_a.user, percent=60, at=clock.now() - timedelta(days=9))
    make_reminder(people.chief_a.user, task, times=5)
    page = show(client_for, "office", task)
    steps = re.findall(r'<span class="what">([^<]+)</span>', page)
    assert steps == ["逾期提醒", "进展 60.0%", "交办"]
    assert "第 5 次，发给 周甲" in page


def test_the_sentence_of_the_plan_stands_in_its_context_with_its_figures_marked(client_for, people):
    before, own, after = "前" * 100, "检查食堂120家。", "后" * 100
    document = make_document(people.office.user, text=before + own + after, filename="要点.docx")
    plan = make_plan(document_id=document.id)
    task = make_task(
        make_strategy(plan), lead=people.unit_a, source_start=100, source_end=100 + len(own)
    )
    make_target(task, source_start=104, source_end=108)
    page = show(client_for, "office", task)
    assert "检查食堂<mark>120家</mark>。" in page
    assert f'……<span class="quiet">{"前" * 60}</span>' in page
    assert "前" * 61 not in page
    assert "后" * 61 not in page
    assert "《要点.docx》" in page


def test_a_task_without_a_document_has_no_source(client_for, people):
    assert "计划原文" not in show(client_for, "office", make_task(lead=people.unit_a))


def test_typed_words_cannot_break_the_page(client_for, people):
    evil = "<script>alert(1)</script><b>{{ 7*7 }}"
    task = make_task(lead=people.unit_a, title=evil, content=evil)
    make_target(task, metric=evil, unit="<i>")
    make_update(task, author=people.chief_a.user, percent=1, narrative=evil, problem=evil)
    page = show(client_for, "chief_a", task)
    assert "<script>alert" not in page
    assert "<b>{{" not in page


def test_a_task_that_is_not_there_is_said_to_be_so(client_for):
    answer = client_for("chief_a").get("/tasks/999")
    assert answer.status_code == 404
    assert "没有找到这项任务。" in answer.text


def test_milestones_say_whether_they_were_reached(client_for, people):
    task = make_task(lead=people.unit_a)
    make_update(task, author=people.chief_a.user, percent=60)
    for month, percent in ((3, 50), (9, 75), (12, 100)):
        make_milestone(task, on=date(2026, month, 30), percent=percent, text=f"{month} 月节点")
    make_milestone(task, on=date(2026, 4, 1), text="验收")
    said = re.findall('到期情况">([^<]+)<', show(client_for, "office", task))
    assert said == ["已达到", "已到期", "未达到", "未到期"]


def test_parts_show_who_leads_them_and_which_end_after_the_whole(client_for, people):
    whole = make_task(lead=people.unit_a, due_on=date(2026, 11, 30))
    for title, due_on in (("摸清底数", date(2026, 11, 30)), ("开展回头看", date(2026, 12, 15))):
        part = make_task(lead=people.unit_b, parent=whole, title=title, due_on=due_on)
    page = show(client_for, "chief_a", whole)
    assert "举措 2 项" in page
    assert page.count(people.unit_b.name) == 2
    assert page.count("晚于上级任务时限") == 1
    assert f'href="/tasks/{whole.id}">{whole.number} {whole.title}</a>' in show(
        client_for, "chief_b", part
    )


def test_a_longer_life_asks_no_more_queries(client_for, people, count_queries, task):
    client, counts, address = client_for("chief_a"), [], f"/tasks/{task.id}"
    for more in (0, 8):
        for day in range(more):
            make_target(task)
            make_update(task, author=people.chief_a.user, percent=70)
            make_reminder(people.chief_a.user, task, on=date(2026, 10, 1 + day))
        with count_queries() as queries:
            assert client.get(address).status_code == 200
        counts.append(queries.count)
    assert counts[0] == counts[1] <= 12


def test_a_strategy_goes_by_its_number_and_leads_to_its_tasks(client_for, people):
    make_strategy(plan := make_plan(), title="办好登记")
    second = make_strategy(plan, title="守牢安全底线")
    task = make_task(second, lead=people.unit_a)
    client, address = client_for("office"), f"/ledger?plan={plan.id}&amp;strategy={second.id}"
    page = client.get(f"/tasks/{task.id}").text
    assert f'<a href="{address}">二、守牢安全底线</a>' in page
    assert "二、守牢安全底线" in client.get(f"/?plan={plan.id}").text
    assert "二、守牢安全底线</option>" in client.get(f"/ledger?plan={plan.id}").text
    assert "二、守牢安全底线" in client.get(f"/plans/{plan.id}").text
