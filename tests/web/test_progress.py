"""报进展 and 补充情况: who may, what is refused, and that nothing typed is lost."""

import re
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.make import make_plan, make_strategy, make_task, make_update
from tests.people import EVERYBODY
from tracker.domain.values import PlanState, TaskKind, TaskState
from tracker.models import ProgressUpdate, Task


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a, supports=[people.unit_b], title="完成食堂检查")


def fields(task, **changes):
    """What the form sends when it is filled in well."""
    return {
        "version": str(task.version),
        "percent": "60",
        "narrative": "已检查六成食堂。",
        "problem": "人手不足。",
        "confidence": "sure",
        **changes,
    }


def report(client, task, **changes):
    return client.post(f"/tasks/{task.id}/progress", data=fields(task, **changes))


def updates(session):
    return session.scalar(sa.select(sa.func.count()).select_from(ProgressUpdate))


MAY_REPORT = {"chief_a": 200, "chief_a2": 200, "stranger": 303}
MAY_SUPPLEMENT = {"chief_b": 200, "stranger": 303}


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize(
    ("page", "may"), [("progress", MAY_REPORT), ("supplement", MAY_SUPPLEMENT)]
)
def test_the_form_opens_to_those_who_may_send_it(client_for, task, person, page, may):
    answer = client_for(person).get(f"/tasks/{task.id}/{page}")
    assert answer.status_code == may.get(person, 403)
    if answer.status_code == 403:
        assert "不在您的单位或职责范围内" in answer.text


@pytest.mark.parametrize("person", ["admin", "office", "leader_a", "chief_b", "leader_b"])
def test_nobody_else_can_send_a_report(client_for, task, session, person):
    answer = report(client_for(person), task)
    assert answer.status_code == 403
    assert updates(session) == 0


def test_a_report_is_stored_and_leads_back_to_the_task(client_for, task, session):
    client = client_for("chief_a")
    answer = report(
        client, task, problem="人手不足。", help_wanted="请协调两人。", percent="６０.５％"
    )
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task.id}")
    update = session.scalars(sa.select(ProgressUpdate)).one()
    assert (update.percent, update.problem, update.help_wanted) == (
        Decimal("60.5"),
        "人手不足。",
        "请协调两人。",
    )
    assert f"已报送：{task.number} 完成食堂检查" in client.get(answer.location).text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"percent": "101"}, "进度应在 0 到 100 之间。"),
        ({"percent": "-1"}, "进度应在 0 到 100 之间。"),
        ({"percent": "1e9"}, "进度应在 0 到 100 之间。"),
        ({"percent": "八十"}, "进度请填数字，0 到 100 之间。"),
        ({"percent": "NaN"}, "进度请填数字，0 到 100 之间。"),
        ({"percent": "1/2"}, "进度请填数字，0 到 100 之间。"),
        ({"percent": ""}, "请填写进度，0 到 100 之间。"),
        ({"narrative": ""}, "请填写进展情况。"),
        ({"narrative": " 　\n"}, "请填写进展情况。"),
        ({"narrative": "长" * 10_000}, "最多 4000 字，现有 10000 字。"),
        ({"problem": "有\x00洞"}, "含有看不见的控制字符，请删去后重填。"),
        ({"next_step": "铃\x07"}, "含有看不见的控制字符，请删去后重填。"),
    ],
)
def test_what_is_wrong_is_said_on_its_field(client_for, task, session, changes, sentence):
    answer = report(client_for("chief_a"), task, **changes)
    assert answer.status_code == 422
    assert sentence in answer.text
    (name,) = changes
    assert f'id="{name}-error"' in answer.text
    assert updates(session) == 0


def test_words_are_shown_again_without_what_nobody_can_see(client_for, task, session):
    client = client_for("chief_a")
    refused = report(client, task, narrative="已检查\x00六成。")
    assert "已检查六成。" in refused.text
    assert report(client, task, narrative="已检查六成。").status_code == 303


def test_all_faults_are_said_at_once_and_all_that_was_typed_stays(client_for, task):
    answer = report(
        client_for("chief_a"),
        task,
        percent="101",
        narrative="",
        next_step="下月再查一遍。",
        confidence="at_risk",
    )
    for words in ("进度应在 0 到 100 之间。", "请填写进展情况。", "下月再查一遍。", 'value="101"'):
        assert words in answer.text


@pytest.mark.parametrize(
    "words", ["很好👍🏽", "<script>alert(1)</script>", "100% & “引号”", "{{ 7*7 }}"]
)
def test_any_words_are_kept_and_shown_as_words(client_for, task, session, words):
    client = client_for("chief_a")
    assert report(client, task, narrative=words).status_code == 303
    assert session.scalars(sa.select(ProgressUpdate.narrative)).one() == words
    page = client.get(f"/tasks/{task.id}").text
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page or "7*7" not in words


@pytest.mark.parametrize("version", ["", "x", "9" * 30])
def test_a_version_that_no_page_showed_stores_nothing(client_for, task, session, version):
    assert report(client_for("chief_a"), task, version=version).status_code in {409, 422}
    assert updates(session) == 0


@pytest.mark.parametrize("confidence", ["", "certain"])
def test_a_confidence_that_nobody_offered_stores_nothing(client_for, task, session, confidence):
    answer = report(client_for("chief_a"), task, confidence=confidence)
    assert answer.status_code == 422
    assert "请从所列各项中选一项。" in answer.text
    assert updates(session) == 0


def test_confidence_begins_at_the_last_answer_or_at_none(client_for, task):
    client, address = client_for("chief_a"), f"/tasks/{task.id}/progress"
    assert " checked" not in client.get(address).text
    report(client, task, confidence="at_risk")
    (checked,) = re.findall(r"<input[^>]* checked[^>]*>", client.get(address).text)
    assert 'value="at_risk"' in checked


def test_what_is_red_or_will_not_be_done_in_time_says_what_stands_in_the_way(client_for, people):
    red = make_task(lead=people.unit_a, due_on=date(2026, 11, 20))
    calm = make_task(lead=people.unit_a)
    client = client_for("chief_a")
    assert "存在问题（红灯未完成的必填）" in client.get(f"/tasks/{red.id}/progress").text
    assert "必填）" not in client.get(f"/tasks/{calm.id}/progress").text.split("存在问题")[1]
    for task, changes, sentence in (
        (red, {}, "任务亮红灯，请填写存在问题。"),
        (calm, {"confidence": "unlikely"}, "按期难完成的，请填写存在问题。"),
    ):
        refused = report(client, task, **changes, problem=" 　")
        assert refused.status_code == 422
        assert f'id="problem-error">{sentence}' in refused.text
        assert report(client, task, **changes).status_code == 303


def test_a_percent_that_went_back_is_asked_for_its_reason(client_for, task, session):
    client = client_for("chief_a")
    report(client, task)
    assert "setback_reason" not in client.get(f"/tasks/{task.id}/progress").text
    asked = report(client, task, percent="50")
    assert asked.status_code == 422
    assert "请说明理由" in asked.text
    assert 'name="setback_reason"' in asked.text
    told = report(client, task, percent="50", setback_reason="口径调整。")
    assert told.status_code == 303
    assert session.get_one(Task, task.id).percent == 50


def test_who_comes_second_sees_what_the_first_wrote_and_sends_again(client_for, task, session):
    stale = fields(task, percent="70", narrative="我写的内容。")
    report(client_for("chief_a"), task, narrative="同事先写的内容。")
    second = client_for("chief_a2")
    told = second.post(f"/tasks/{task.id}/progress", data=stale)
    assert told.status_code == 409
    for words in ("刚被别人改过", "周甲", "同事先写的内容。", "我写的内容。", 'value="70"'):
        assert words in told.text
    fresh = session.get_one(Task, task.id).version
    assert f'value="{fresh}"' in told.text
    again = second.post(f"/tasks/{task.id}/progress", data=stale | {"version": str(fresh)})
    assert again.status_code == 303
    assert updates(session) == 2


def test_a_double_click_stores_one_report_and_says_that_it_is_there(client_for, task, session):
    client, typed = client_for("chief_a"), fields(task)
    answers = [client.post(f"/tasks/{task.id}/progress", data=typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert "刚才已经收到同样的内容" in client.get(answers[1].location).text
    assert updates(session) == 1


def test_an_ongoing_task_asks_for_no_percent(client_for, people, session):
    task = make_task(lead=people.unit_a, kind=TaskKind.ONGOING)
    client = client_for("chief_a")
    page = client.get(f"/tasks/{task.id}/progress").text
    assert "每月报一次" in page
    assert 'name="percent"' not in page
    assert report(client, task, percent="").status_code == 303
    assert session.get_one(Task, task.id).percent == Decimal("8.33")


def test_last_words_stand_beside_the_form_and_come_into_it_on_request(client_for, task, people):
    make_update(task, author=people.chief_a.user, percent=50, narrative="上月的话。")
    client = client_for("chief_a")
    beside = client.get(f"/tasks/{task.id}/progress").text
    assert beside.count("上月的话。") == 1
    assert client.get(f"/tasks/{task.id}/progress?carry=1").text.count("上月的话。") == 2


def test_the_first_form_has_no_last_words(client_for, task):
    page = client_for("chief_a").get(f"/tasks/{task.id}/progress?carry=1").text
    assert "还没有报过" in page
    assert "带入上次内容" not in page


@pytest.mark.parametrize(
    "state", [TaskState.SUBMITTED, TaskState.DONE, TaskState.SUSPENDED, TaskState.WITHDRAWN]
)
def test_no_form_is_shown_for_a_task_that_takes_no_report(client_for, people, session, state):
    task = make_task(lead=people.unit_a, state=state)
    client = client_for("chief_a")
    answer = client.get(f"/tasks/{task.id}/progress")
    assert answer.location == f"/tasks/{task.id}"
    assert "不能报进展" in client.get(answer.location).text
    sent = report(client, task)
    assert sent.status_code == 422
    assert "已检查六成食堂。" in sent.text
    assert updates(session) == 0


def test_a_closed_plan_takes_no_report(client_for, people):
    strategy = make_strategy(make_plan(state=PlanState.CLOSED))
    task = make_task(strategy, lead=people.unit_a, state=TaskState.IN_PROGRESS)
    client = client_for("chief_a")
    client.get(f"/tasks/{task.id}/progress")
    assert "计划不在执行中" in client.get(f"/tasks/{task.id}").text
    assert report(client, task).status_code == 422


def test_a_supporting_unit_adds_words_and_no_percent(client_for, task, session):
    client, address = client_for("chief_b"), f"/tasks/{task.id}/supplement"
    page = client.get(address).text
    assert 'name="percent"' not in page
    assert 'name="confidence"' not in page
    typed = {"narrative": "已派两人。", "percent": "99"}
    assert client.post(address, data=typed).status_code == 303
    update = session.scalars(sa.select(ProgressUpdate)).one()
    assert (update.percent, update.narrative) == (None, "已派两人。")
    assert session.get_one(Task, task.id).percent is None


@pytest.mark.parametrize(
    ("narrative", "status"), [("", 422), ("长" * 4001, 422), ("\x1b[31m", 422), ("已派人。", 303)]
)
def test_a_supplement_is_checked_and_kept_once(client_for, task, session, narrative, status):
    client, address = client_for("chief_b"), f"/tasks/{task.id}/supplement"
    client.post(address, data={"narrative": "已派人。"})
    assert client.post(address, data={"narrative": narrative}).status_code == status
    assert updates(session) == 1


def test_what_was_sent_twice_is_told_to_the_browser_as_arrived(client_for, task):
    """It keeps the words until it knows: the first answer may have been lost on the way."""
    client, typed = client_for("chief_a"), fields(task)
    for _ in range(2):
        answer = client.post(f"/tasks/{task.id}/progress", data=typed)
        assert f"reported={task.id};" in answer.headers["Set-Cookie"]
