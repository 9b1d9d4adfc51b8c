"""核查: asked for by the unit, decided by somebody else, and nothing that was typed is lost."""

import pytest
import sqlalchemy as sa

from tests.make import make_doing, make_evidence, make_task, make_update
from tests.people import EVERYBODY
from tracker.domain.values import Grade, Role, TaskState, Verdict
from tracker.domain.verification import PASSING
from tracker.models import Task, Verification
from tracker.services import people as people_services

ASKING = {"chief_a", "chief_a2"}
DECIDING = {"office", "leader_a"}
DENIED = "不在您的单位或职责范围内"


@pytest.fixture
def task(people):
    """Of unit A, in progress, at 100 percent."""
    task = make_task(lead=people.unit_a, supports=[people.unit_b], title="完成食堂检查")
    make_update(task, author=people.chief_a.user, percent=100)
    return task


@pytest.fixture
def asked(client_for, task):
    """The same, its close asked for by the chief of unit A."""
    assert ask(client_for("chief_a"), task, "附清单。").status_code == 303
    return task


def ask(client, task, statement=""):
    return client.post(f"/tasks/{task.id}/verification", data={"statement": statement})


def accept(client, task, grade=""):
    return client.post(f"/tasks/{task.id}/verification/accept", data={"grade": grade})


def send_back(client, task, reason="缺少照片。"):
    return client.post(f"/tasks/{task.id}/verification/send-back", data={"reason": reason})


def state_of(session, task) -> TaskState:
    return session.scalars(sa.select(Task.state).where(Task.id == task.id)).one()


def verifications(session):
    return session.scalars(sa.select(Verification).order_by(Verification.id)).all()


def check_answer(answer, person, allowed, task) -> None:
    if person in allowed:
        assert (answer.status_code, answer.location) == (303, f"/tasks/{task.id}")
    elif person == "stranger":
        assert (answer.status_code, answer.location) == (303, "/login")
    else:
        assert answer.status_code == 403
        assert DENIED in answer.text


@pytest.mark.parametrize("person", EVERYBODY)
def test_only_the_lead_unit_asks(client_for, task, session, person):
    check_answer(ask(client_for(person), task), person, ASKING, task)
    submitted = state_of(session, task) is TaskState.SUBMITTED
    assert submitted is (person in ASKING)
    assert len(verifications(session)) == submitted


@pytest.mark.parametrize(
    ("decide", "end"), [(accept, TaskState.DONE), (send_back, TaskState.IN_PROGRESS)]
)
@pytest.mark.parametrize("person", EVERYBODY)
def test_only_the_office_and_the_leader_above_decide(
    client_for, asked, session, person, decide, end
):
    check_answer(decide(client_for(person), asked), person, DECIDING, asked)
    assert state_of(session, asked) is (end if person in DECIDING else TaskState.SUBMITTED)


def test_who_asked_does_not_decide_whatever_their_roles(client_for, task, session, clock):
    both = [Role.CHIEF, Role.PLAN_OFFICE]
    people_services.set_roles(make_doing(now=clock.now()), login="chief_a", roles=both)
    client = client_for("chief_a")
    ask(client, task)
    page = client.get(f"/tasks/{task.id}").text
    assert "不能由报请人自己核查" in page
    assert "核查通过，办结" not in page
    assert accept(client, task).status_code == 403
    assert send_back(client, task).status_code == 403
    assert state_of(session, task) is TaskState.SUBMITTED


@pytest.mark.parametrize("grade", ["", *PASSING])
def test_a_task_is_done_with_the_grade_that_was_given_or_none(client_for, asked, session, grade):
    client = client_for("office")
    page = client.get(accept(client, asked, grade).location).text
    assert "核查通过，任务已办结" in page
    assert "经核查办结，不再填报。" in page
    (row,) = verifications(session)
    assert (row.verdict, row.grade) == (Verdict.ACCEPTED, Grade(grade) if grade else None)
    assert ("　评价 " in page) is bool(grade)


def test_what_fails_is_not_passed_but_sent_back(client_for, asked, session):
    client = client_for("office")
    assert "不合格</option>" not in client.get(f"/tasks/{asked.id}").text
    refused = accept(client, asked, Grade.FAILED)
    assert refused.status_code == 422
    assert "评为不合格的不能核查通过，请退回重办。" in refused.text
    assert state_of(session, asked) is TaskState.SUBMITTED


@pytest.mark.parametrize(("files", "said"), [(0, "没有佐证材料。"), (2, "佐证 2 件。")])
def test_the_evidence_is_counted_beside_the_decision(client_for, people, files, said):
    task = make_task(lead=people.unit_a)
    update = make_update(task, author=people.chief_a.user, percent=100)
    for _ in range(files):
        make_evidence(update)
    ask(client_for("chief_a"), task)
    client = client_for("leader_a")
    assert said in client.get(f"/tasks/{task.id}").text
    assert said in accept(client, task, "splendid").text


def test_a_grade_that_nobody_offered_decides_nothing(client_for, asked, session):
    answer = accept(client_for("office"), asked, "splendid")
    assert answer.status_code == 422
    assert 'id="grade-error"' in answer.text
    assert "请从所列各项中选一项。" in answer.text
    assert state_of(session, asked) is TaskState.SUBMITTED


def test_what_is_sent_back_returns_with_its_reason_and_can_be_asked_for_again(
    client_for, asked, session
):
    office, chief, address = client_for("office"), client_for("chief_a"), f"/tasks/{asked.id}"
    assert "附清单。" in office.get(address).text
    assert "已退回重办" in office.get(send_back(office, asked).location).text
    page = chief.get(address).text
    assert "缺少照片。" in page
    assert ">报请核查</button>" in page
    assert "须写明已怎样整改。" in page
    silent = ask(chief, asked, " 　")
    assert silent.status_code == 422
    assert "上次被退回重办，请写明已怎样整改。" in silent.text
    assert ask(chief, asked, "照片已补。").status_code == 303
    assert [row.verdict for row in verifications(session)] == [Verdict.SENT_BACK, None]


@pytest.mark.parametrize("percent", [None, 99])
def test_short_of_100_percent_the_unit_says_why(client_for, people, session, percent):
    task = make_task(lead=people.unit_a, state=TaskState.IN_PROGRESS)
    if percent is not None:
        make_update(task, author=people.chief_a.user, percent=percent)
    client = client_for("chief_a")
    assert "须写明可以办结的理由" in client.get(f"/tasks/{task.id}").text
    refused = ask(client, task, " 　\n")
    assert refused.status_code == 422
    assert "请写明为什么可以办结。" in refused.text
    assert 'id="statement-error"' in refused.text
    assert verifications(session) == []
    assert ask(client, task, "其余部分已由上级取消。").status_code == 303


FAULTS = [
    ("长" * 4001, "最多 4000 字，现有 4001 字。"),
    ("已查\x07完。", "含有看不见的控制字符，请删去后重填。"),
]


@pytest.mark.parametrize(("words", "sentence"), FAULTS)
def test_a_statement_that_is_refused_is_shown_again(client_for, task, session, words, sentence):
    answer = ask(client_for("chief_a"), task, words)
    assert answer.status_code == 422
    for shown in (sentence, 'id="statement-error"', words.replace("\x07", "")):
        assert shown in answer.text
    assert state_of(session, task) is TaskState.IN_PROGRESS


@pytest.mark.parametrize(("words", "sentence"), [("", "退回要写明理由。"), *FAULTS])
def test_a_reason_that_is_refused_is_shown_again(client_for, asked, session, words, sentence):
    answer = send_back(client_for("leader_a"), asked, words)
    assert answer.status_code == 422
    for shown in (sentence, 'id="reason-error"', words.replace("\x07", "")):
        assert shown in answer.text
    assert state_of(session, asked) is TaskState.SUBMITTED


@pytest.mark.parametrize("words", ["很好👍🏽", "<script>alert(1)</script>", "{{ 7*7 }}"])
def test_any_words_are_kept_and_shown_as_words(client_for, task, session, words):
    chief, office = client_for("chief_a"), client_for("office")
    ask(chief, task, words)
    send_back(office, task, words)
    (row,) = verifications(session)
    assert (row.statement, row.reason) == (words, words)
    page = chief.get(f"/tasks/{task.id}").text
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page or "7*7" not in words


def test_a_double_click_asks_once_and_says_how_it_stands(client_for, task, session):
    client = client_for("chief_a")
    answers = [ask(client, task, "附清单。") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 422]
    assert "任务现在是“待核查”，不能报请核查" in answers[1].text
    assert len(verifications(session)) == 1


def test_who_decides_second_is_told_and_keeps_the_words(client_for, asked, session):
    accept(client_for("office"), asked, Grade.GOOD)
    late = send_back(client_for("leader_a"), asked, "我看还缺照片。")
    assert late.status_code == 422
    assert "任务现在是“已办结”，没有可退回的核查。" in late.text
    assert "我看还缺照片。" in late.text
    assert "秦督办　评价 良好" in late.text
    (row,) = verifications(session)
    assert (row.verdict, row.grade, row.reason) == (Verdict.ACCEPTED, Grade.GOOD, "")


@pytest.mark.parametrize(
    "state", [TaskState.ISSUED, TaskState.DONE, TaskState.SUSPENDED, TaskState.WITHDRAWN]
)
@pytest.mark.parametrize(
    ("person", "act"), [("chief_a", ask), ("office", accept), ("office", send_back)]
)
def test_in_other_states_there_is_nothing_to_verify(
    client_for, people, session, state, person, act
):
    task = make_task(lead=people.unit_a, state=state)
    answer = act(client_for(person), task)
    assert answer.status_code == 422
    assert "任务现在是" in answer.text
    assert state_of(session, task) is state
    assert verifications(session) == []


@pytest.mark.parametrize("part", ["", "/accept", "/send-back"])
def test_a_task_that_is_not_there_is_not_found(client_for, part):
    client = client_for("office" if part else "chief_a")
    assert client.post(f"/tasks/999/verification{part}").status_code == 404
