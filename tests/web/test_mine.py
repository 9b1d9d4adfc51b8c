"""我的任务: what is mine, what is late, and one form after the other."""

import re
from datetime import date, datetime

import pytest
import sqlalchemy as sa

from tests.make import make_plan, make_strategy, make_target, make_task, make_update
from tests.people import EVERYBODY
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.values import (
    Confidence,
    PlanState,
    ProgressMode,
    ReportEvery,
    TaskKind,
    TaskState,
)
from tracker.models import ProgressUpdate, Task
from tracker.services import instructions, verification

OPEN_TO = {"chief_a": 200, "chief_a2": 200, "chief_b": 200, "stranger": 303}


@pytest.fixture
def strategy(people):
    return make_strategy()


def headings(page: str) -> list[str]:
    return re.findall(r"<h2>(.+?)<span class=\"n\">(?:\d+)", page)


def states_of(session) -> dict[int, TaskState]:
    return {row.id: row.state for row in session.execute(sa.select(Task.id, Task.state))}


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_page_is_for_chiefs(client_for, person):
    assert client_for(person).get("/mine").status_code == OPEN_TO.get(person, 403)


def test_who_has_no_task_sees_a_calm_page(client_for):
    page = client_for("chief_a").get("/mine").text
    assert "周甲，现在没有您的任务" in page
    assert headings(page) == []
    assert "<form" not in page.split("<main")[1]


def test_a_plan_that_is_not_in_force_brings_nothing(client_for, people):
    for state in (PlanState.DRAFT, PlanState.CLOSED):
        plan_strategy = make_strategy(make_plan(state=state))
        make_task(plan_strategy, lead=people.unit_a, state=TaskState.DRAFT)
    assert "现在没有您的任务" in client_for("chief_a").get("/mine").text


def test_groups_stand_in_the_order_of_urgency(client_for, people, strategy, clock):
    chief = people.chief_a.user
    make_task(strategy, lead=people.unit_a, title="已结", state=TaskState.DONE)
    make_task(strategy, lead=people.unit_a, title="送核", state=TaskState.SUBMITTED)
    make_update(make_task(strategy, lead=people.unit_a, title="报过"), author=chief, percent=90)
    make_task(strategy, lead=people.unit_a, title="没报", state=TaskState.IN_PROGRESS)
    make_task(strategy, lead=people.unit_a, title="新来")
    make_update(make_task(strategy, lead=people.unit_a, title="做完"), author=chief, percent=100)
    make_task(strategy, lead=people.unit_a, title="停下", state=TaskState.SUSPENDED)
    make_task(strategy, lead=people.unit_b, supports=[people.unit_a], title="帮忙")
    sent_back, told = (make_task(strategy, lead=people.unit_a, title=t) for t in ("退回", "批示"))
    for each in (sent_back, told):
        make_update(each, author=chief, percent=100)
    verification.ask(people.chief_a.doing(clock.now()), task_id=sent_back.id, statement="")
    verification.send_back(people.office.doing(clock.now()), task_id=sent_back.id, reason="缺照片")
    leader = people.leader_a.doing(clock.now())
    instructions.write(leader, task_id=told.id, text="请加快。")
    late = make_task(strategy, lead=people.unit_a, title="过期", due_on=date(2026, 11, 20))
    make_update(late, author=chief, percent=90)
    page = client_for("chief_a").get("/mine").text
    assert headings(page) == [
        "退回待重办",
        "批示待回复",
        "待签收",
        "待报请核查",
        "逾期",
        "本期未报",
        "办理中",
        "配合",
        "待核查",
        "已中止",
        "已办结",
    ]
    titles = re.findall(r"<h3>.*?</a>", page)
    assert [t[-6:-4] for t in titles] == [
        *("退回", "批示", "新来", "做完", "过期", "没报"),
        *("报过", "帮忙", "送核", "停下", "已结"),
    ]
    assert "周甲，现在有 6 件事要办" in page
    for words in ("退回待重办 1 项。", "批示待回复 1 项。", "待签收 1 项。", "待报请核查 1 项。"):
        assert words in page
    assert "逾期 3 天" in page


def test_the_first_line_counts_what_is_left(client_for, people, strategy):
    make_task(strategy, lead=people.unit_a)
    done = make_task(strategy, lead=people.unit_a)
    make_update(done, author=people.chief_a.user, percent=90)
    client = client_for("chief_a")
    page = client.get("/mine").text
    assert "周甲，现在有 1 件事要办" in page
    assert "今天是 11月23日 星期一" in page


def test_the_first_line_says_when_nothing_is_left(client_for, people, strategy):
    make_update(make_task(strategy, lead=people.unit_a), author=people.chief_a.user, percent=90)
    assert "周甲，现在没有要办的事" in client_for("chief_a").get("/mine").text


@pytest.mark.parametrize(
    ("day", "sentence", "notes"),
    [
        (25, "报进展 2 项，11月25日前。", ["请在 11-25 前报", "请在 12-25 前报"]),
        (
            26,
            "报进展 2 项，1 项已过 11月25日，其余12月25日前。",
            ["本期应在 11-25 前报", "请在 12-25 前报"],
        ),
    ],
)
def test_the_day_to_report_by_is_that_of_the_period_and_said_to_be_over_when_it_is(
    client_for, people, strategy, clock, day, sentence, notes
):
    clock.move_to(date(2026, 11, day))
    for every in ReportEvery:
        make_task(
            strategy,
            lead=people.unit_a,
            state=TaskState.IN_PROGRESS,
            title=every.value,
            report_every=every,
        )
    page = client_for("chief_a").get("/mine").text
    assert sentence in page
    assert re.findall(r"(?:请|本期应)在 [\d-]+ 前报", page) == notes


def test_no_report_is_asked_for_on_a_task_issued_today(client_for, people, strategy, clock):
    task = make_task(
        strategy, lead=people.unit_a, state=TaskState.IN_PROGRESS, issued_at=clock.now()
    )
    client = client_for("chief_a")
    page = client.get("/mine").text
    assert "周甲，现在没有要办的事" in page
    assert headings(page) == ["办理中"]
    clock.move_to(date(2026, 11, 24))
    client = client_for("chief_a")
    assert headings(client.get("/mine").text) == ["本期未报"]
    assert f"/mine?open={task.id}#open" in client.get("/mine").text


def test_what_reached_100_percent_is_asked_to_be_verified_here(
    client_for, people, strategy, session
):
    task = make_task(strategy, lead=people.unit_a)
    make_update(task, author=people.chief_a.user, percent=100)
    client = client_for("chief_a")
    page = client.get("/mine").text
    assert "已达 100%，请报请核查" in page
    assert f'action="/tasks/{task.id}/verification"' in page
    answer = client.post(f"/tasks/{task.id}/verification", data={"statement": "", "back": "mine"})
    assert (answer.status_code, answer.location) == (303, "/mine")
    assert states_of(session) == {task.id: TaskState.SUBMITTED}
    assert "已达 100%" not in client.get("/mine").text


def test_the_form_opens_in_place(client_for, people, strategy):
    task = make_task(strategy, lead=people.unit_a)
    client = client_for("chief_a")
    assert f'action="/tasks/{task.id}/progress"' not in client.get("/mine").text
    page = client.get(f"/mine?open={task.id}").text
    assert f'action="/tasks/{task.id}/progress"' in page
    assert 'name="back" type="hidden" value="mine"' in page


def test_a_form_opened_here_leads_back_here(client_for, people, strategy):
    task = make_task(strategy, lead=people.unit_a)
    typed = {"version": task.version, "percent": 90, "narrative": "已办。", "confidence": "sure"}
    answer = client_for("chief_a").post(f"/tasks/{task.id}/progress", data=typed | {"back": "mine"})
    assert answer.location == "/mine"


def test_last_words_come_into_the_open_form_on_request(client_for, people, strategy):
    task = make_task(strategy, lead=people.unit_a)
    make_update(task, author=people.chief_a.user, percent=50, narrative="上月的话。")
    client = client_for("chief_a")
    assert client.get(f"/mine?open={task.id}").text.count("上月的话。") == 1
    assert client.get(f"/mine?open={task.id}&carry=1").text.count("上月的话。") == 2


def test_only_what_ones_unit_leads_opens_here(client_for, people, strategy):
    other = make_task(strategy, lead=people.unit_b, supports=[people.unit_a])
    page = client_for("chief_a").get(f"/mine?open={other.id}").text
    assert "/progress" not in page


def test_a_task_one_supports_offers_words_only(client_for, people, strategy):
    other = make_task(strategy, lead=people.unit_b, supports=[people.unit_a])
    page = client_for("chief_a").get("/mine").text
    assert f"本单位配合，牵头 {people.unit_b.name}" in page
    assert f'href="/tasks/{other.id}/supplement"' in page
    assert "报进展" not in page
    assert "签收" not in page


def test_a_person_who_moved_sees_the_new_units_tasks_only(client_for, people, strategy, session):
    make_task(strategy, lead=people.unit_a, title="旧单位的事")
    make_task(strategy, lead=people.unit_b, title="新单位的事")
    client = client_for("chief_a")
    assert "旧单位的事" in client.get("/mine").text
    chief = session.merge(people.chief_a.user)
    chief.unit_id = people.unit_b.id
    session.commit()
    page = client.get("/mine").text
    assert "新单位的事" in page
    assert "旧单位的事" not in page


def test_one_click_signs_one_task(client_for, people, strategy, session):
    task, other = (make_task(strategy, lead=people.unit_a) for _ in range(2))
    client = client_for("chief_a")
    answer = client.post(f"/tasks/{task.id}/sign-off", data={"back": "mine"})
    assert (answer.status_code, answer.location) == (303, "/mine")
    assert states_of(session) == {task.id: TaskState.IN_PROGRESS, other.id: TaskState.ISSUED}


def test_one_click_signs_all_that_wait_and_nothing_else(client_for, people, strategy, session):
    waiting = [make_task(strategy, lead=people.unit_a) for _ in range(3)]
    supported = make_task(strategy, lead=people.unit_b, supports=[people.unit_a])
    suspended = make_task(strategy, lead=people.unit_a, state=TaskState.SUSPENDED)
    client = client_for("chief_a")
    assert "签收全部 3 项" in client.get("/mine").text
    client.post("/mine/sign-off")
    assert "已签收 3 项" in client.get("/mine").text
    states = states_of(session)
    assert {states[task.id] for task in waiting} == {TaskState.IN_PROGRESS}
    assert states[supported.id] is TaskState.ISSUED
    assert states[suspended.id] is TaskState.SUSPENDED
    assert client.post("/mine/sign-off").status_code == 303


@pytest.mark.parametrize("person", ["admin", "office", "leader_a", "chief_b"])
def test_nobody_signs_for_another_unit(client_for, people, strategy, session, person):
    task = make_task(strategy, lead=people.unit_a)
    assert client_for(person).post(f"/tasks/{task.id}/sign-off").status_code == 403
    assert session.get_one(Task, task.id).state is TaskState.ISSUED


def test_the_plan_is_named_where_there_are_several(client_for, people, strategy):
    make_task(strategy, lead=people.unit_a)
    client = client_for("chief_a")
    assert "2026年工作要点" not in client.get("/mine").text
    make_task(make_strategy(make_plan(year=2025)), lead=people.unit_a)
    page = client.get("/mine").text
    assert "2026年工作要点" in page
    assert "2025年工作要点" in page


@pytest.mark.parametrize("opened", ["", "&open={id}"])
def test_more_tasks_ask_no_more_queries(client_for, people, strategy, count_queries, opened):
    client, counts = client_for("chief_a"), []
    address = "/mine?" + opened.format(id=make_task(strategy, lead=people.unit_a).id)
    for more in (0, 12):
        for _ in range(more):
            make_task(strategy, lead=people.unit_a, supports=[people.unit_b])
        with count_queries() as queries:
            assert client.get(address).status_code == 200
        counts.append(queries.count)
    assert counts[0] == counts[1] <= 12


def rows_of(*tasks, **changes):
    """What the page of several sends when each row is filled in well."""
    typed = {"task": [str(task.id) for task in tasks]}
    for task in tasks:
        filled = {"version": task.version, "percent": "90", "narrative": f"已办{task.number}。"}
        filled |= {"confidence": "sure", "problem": "人手不足。"}
        typed |= {f"t{task.id}-{name}": str(value) for name, value in filled.items()}
    return typed | changes


def test_several_are_reported_by_one_click_and_a_second_click_sends_nothing(
    client_for, people, strategy, session
):
    tasks = [make_task(strategy, lead=people.unit_a) for _ in range(3)]
    client, typed = client_for("chief_a"), rows_of(*tasks[:2])
    page = client.get(f"/mine/several?task={tasks[0].id}&task={tasks[1].id}").text
    assert page.count('name="task"') == 2
    answers = [client.post("/mine/several", data=typed) for _ in range(2)]
    assert [(a.status_code, a.location) for a in answers] == [(303, "/mine")] * 2
    assert "已报送 2 项" in client.get("/mine").text
    words = session.scalars(sa.select(ProgressUpdate.narrative).order_by(ProgressUpdate.id)).all()
    assert words == [f"已办{task.number}。" for task in tasks[:2]]


def test_what_cannot_be_sent_stays_with_its_reason_and_the_rest_is_sent(
    client_for, people, strategy, session
):
    good, wrong, stale, closed = (make_task(strategy, lead=people.unit_a) for _ in range(4))
    typed = rows_of(good, wrong, stale, closed, **{f"t{wrong.id}-percent": "101"})
    make_update(stale, author=people.chief_a2.user, percent=50, narrative="同事先报。")
    closed.state = TaskState.SUBMITTED
    session.commit()
    client = client_for("chief_a")
    answer = client.post("/mine/several", data=typed)
    assert answer.status_code == 422
    for words in ("已报送 1 项", "进度应在 0 到 100 之间。", "刚被别人改过", "不能报进展"):
        assert words in answer.text
    for task in (wrong, stale, closed):
        assert f"已办{task.number}。" in answer.text
    assert f"已办{good.number}。" not in answer.text
    assert f"reported={good.id};" in answer.headers["Set-Cookie"]  # its kept draft goes
    fresh = {f"t{stale.id}-version": str(session.get_one(Task, stale.id).version)}
    assert client.post("/mine/several", data=rows_of(stale, **fresh)).status_code == 303


def untouched(task, **changes):
    """A row as the page showed it: reported on before, nothing typed."""
    shown = {"version": task.version, "percent": "90", "narrative": "", "problem": ""}
    row = {f"t{task.id}-{name}": str(value) for name, value in (shown | changes).items()}
    return row | {f"t{task.id}-confidence": "sure"}


def reported_before(people, strategy, session):
    task = make_task(strategy, lead=people.unit_a)
    october = datetime(2026, 10, 20, 9, tzinfo=SHANGHAI)
    make_update(task, author=people.chief_a.user, percent=90, at=october)
    task.confidence = Confidence.SURE
    session.commit()
    return task


def test_a_row_that_nobody_touched_is_skipped(client_for, people, strategy, session):
    skipped, good = reported_before(people, strategy, session), make_task(lead=people.unit_a)
    client, typed = client_for("chief_a"), rows_of(good)
    typed["task"] += [str(skipped.id)]
    assert client.post("/mine/several", data=typed | untouched(skipped)).status_code == 303
    page = client.get("/mine").text
    assert "已报送 1 项" in page
    assert "1 项没有填写，未报送" in page
    assert session.get_one(Task, skipped.id).version == skipped.version


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"percent": "95"}, "请填写进展情况。"), ({"problem": "缺人。"}, "请填写进展情况。")],
)
def test_a_row_that_was_begun_is_not_skipped(
    client_for, people, strategy, session, changes, sentence
):
    task = reported_before(people, strategy, session)
    typed = {"task": [str(task.id)]} | untouched(task, **changes)
    answer = client_for("chief_a").post("/mine/several", data=typed)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_red_row_asks_for_its_problem_too(client_for, people, strategy):
    red = make_task(strategy, lead=people.unit_a, due_on=date(2026, 11, 20))
    client = client_for("chief_a")
    assert "存在问题（红灯未完成的必填）" in client.get(f"/mine/several?task={red.id}").text
    silent = rows_of(red, **{f"t{red.id}-problem": ""})
    assert "任务亮红灯，请填写存在问题。" in client.post("/mine/several", data=silent).text
    assert client.post("/mine/several", data=rows_of(red)).status_code == 303


def test_a_task_of_others_is_neither_shown_nor_sent(client_for, people, strategy, session):
    other = make_task(strategy, lead=people.unit_b, supports=[people.unit_a])
    client = client_for("chief_a")
    assert client.get(f"/mine/several?task={other.id}").location == "/mine"
    client.post("/mine/several", data=rows_of(other))
    assert "1 项已不由本单位牵头" in client.get("/mine").text
    assert session.scalars(sa.select(ProgressUpdate.id)).all() == []


def test_more_rows_ask_no_more_queries(client_for, people, strategy, count_queries):
    client, counts = client_for("chief_a"), []
    for more in (1, 8):
        for _ in range(more):
            make_target(make_task(strategy, lead=people.unit_a, mode=ProgressMode.TARGETS))
        with count_queries() as queries:
            assert client.get("/mine/several").status_code == 200
        counts.append(queries.count)
    assert counts[0] == counts[1] <= 12


def test_an_ongoing_task_shows_its_periods(client_for, people, strategy):
    task = make_task(strategy, lead=people.unit_a, kind=TaskKind.ONGOING)
    march = datetime(2026, 3, 5, 9, tzinfo=SHANGHAI)
    make_update(task, author=people.chief_a.user, percent=8, at=march)
    page = client_for("chief_a").get("/mine").text
    states = ("reported", "missed", "current", "ahead")
    assert [page.count(f"period-{state}") for state in states] == [1, 9, 1, 1]
