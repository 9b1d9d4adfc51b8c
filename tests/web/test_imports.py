"""导入: a document comes in by the page, and every reason why it cannot is a sentence."""

from io import BytesIO

import pytest
import sqlalchemy as sa

from tests.drafted import TEXT
from tests.people import EVERYBODY
from tests.reviewing import make_draft, review_of
from tests.waiting import join_readers, slow_reader
from tracker.models import ImportDraft, PlanDocument, WaitingUpload, WorkPlan

WORDS = """测试区市场监督管理局2026年工作要点

一、守牢安全底线
1.加强校园食堂检查。检查学校食堂不少于120家次，9月底前完成。（牵头单位：食品科）
2.更新老旧电梯。年底前更新电梯60台。（牵头单位：特设科）
"""
NO_YEAR = WORDS.replace("2026年", "")


def send(client, words: str | bytes, name: str = "工作要点.txt", **more):
    data = words if isinstance(words, bytes) else words.encode()
    return client.post("/imports", data={"file": (BytesIO(data), name), **more})


@pytest.fixture
def office(client_for):
    return client_for("office")


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_plan_office_alone_brings_documents_in(client_for, session, person):
    client = client_for(person)
    expected = {"office": (200, 303), "stranger": (303, 303)}.get(person, (403, 403))
    assert (client.get("/imports").status_code, send(client, WORDS).status_code) == expected
    assert (session.scalar(sa.select(ImportDraft.id)) is not None) is (person == "office")


def test_a_document_leads_to_its_review(office, session):
    answer = send(office, WORDS)
    draft_id = session.scalar(sa.select(ImportDraft.id))
    assert answer.location == f"/imports/{draft_id}"
    page = office.get(answer.location).text
    assert "工作要点.txt" in page
    assert [item.title for item in review_of(draft_id).items] == [
        "加强校园食堂检查",
        "更新老旧电梯",
    ]
    listed = office.get("/imports").text
    assert "有 1 份计划等待核对" in listed
    assert f'href="/imports/{draft_id}"' in listed


def test_the_same_document_again_leads_to_the_review_that_is_open(office, client_for):
    first = send(office, WORDS).location
    other = client_for("office")
    again = send(other, WORDS.encode("gb18030"), "另存.txt")
    assert again.location == first
    assert "同一份文件已由秦督办上传，正在核对" in other.get(first).text


@pytest.mark.parametrize(
    ("words", "name", "sentence"),
    [
        ("", "空.txt", "文件里没有文字"),
        (b"\x00\x01\x02" * 90, "图.bin", "文件不是文本"),
        (b"PK\x03\x04 broken", "坏.docx", "请用原软件重新保存后上传"),
        (NO_YEAR, "工作要点.txt", "请填年份，再选一次文件上传"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_and_leaves_nothing(
    office, session, words, name, sentence
):
    answer = send(office, words, name)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'aria-current="page">导入</a>' in answer.text
    assert session.scalar(sa.select(PlanDocument.id)) is None


def test_without_a_file_one_is_asked_for(office):
    answer = office.post("/imports", data={"year": "2026"})
    assert answer.status_code == 422
    assert "请选择文件。" in answer.text
    assert 'value="2026"' in answer.text


@pytest.mark.parametrize("year", ["二〇二六", "26", "2026.5", "1e99", "-1"])
def test_a_year_is_four_figures(office, year):
    answer = send(office, NO_YEAR, year=year)
    assert answer.status_code == 422
    assert "年份请填四位数字，如 2027。" in answer.text
    assert f'value="{year}"' in answer.text


def test_a_year_helps_a_document_that_names_none(office, session):
    assert send(office, NO_YEAR, year="2027").status_code == 303
    assert review_of(session.scalar(sa.select(ImportDraft.id))).year == 2027


def test_a_document_that_is_a_plan_already_says_which(office, people, session):
    draft = make_draft(people.office.user)
    accept(office, draft.id)
    answer = send(office, TEXT, year="2026")
    assert answer.status_code == 422
    plan_id = session.scalar(sa.select(WorkPlan.id))
    assert f"同一份文件已导入为《2026年工作要点》（计划 {plan_id}）" in answer.text


@pytest.fixture
def slow(app, monkeypatch):
    """Readers that wait for a word, and a page that does not wait for them."""
    app.config["READING_PATIENCE"] = 0
    with slow_reader(monkeypatch) as go_on:
        yield go_on


def finish(slow) -> None:
    slow.set()
    join_readers()


def test_an_upload_that_takes_long_is_answered_by_a_page_that_asks_again(
    office, session, clock, slow
):
    answer = send(office, WORDS)
    assert (answer.status_code, answer.location) == (303, "/imports/waiting/1")
    page = office.get(answer.location)
    assert page.headers["Refresh"] == "1"
    assert "《工作要点.txt》" in page.text
    assert '<progress class="reading-bar" id="progress" max="74" value="0">' in page.text
    assert "/imports/waiting/1" in office.get("/imports").text
    clock.forward(seconds=20)
    later = office.get(answer.location)
    assert later.headers["Refresh"] == "3"
    assert "已用 20 秒" in later.text
    finish(slow)
    done = office.get(answer.location)
    assert done.location == f"/imports/{session.scalar(sa.select(ImportDraft.id))}"
    assert "/imports/waiting/1" not in office.get("/imports").text


def test_why_a_slow_file_was_refused_stands_on_its_page_and_in_the_list(office, slow):
    place = send(office, NO_YEAR, "通知.txt", year="").location
    finish(slow)
    page = office.get(place).text
    assert "请填年份，再选一次文件上传" in page
    assert "通知.txt" not in page
    assert "没有收下：文件里没有写明是哪一年的计划" in office.get("/imports").text


def test_a_slow_file_that_is_under_review_already_leads_there(office, people, slow):
    draft_id = make_draft(people.office.user).id
    place = send(office, TEXT, year="2026").location
    finish(slow)
    assert office.get(place).location == f"/imports/{draft_id}"


def test_the_fourth_file_that_would_wait_is_refused_with_its_year_kept(office, slow):
    for number in range(3):
        assert send(office, WORDS.replace("食堂", f"食堂{number}号")).status_code == 303
    answer = send(office, WORDS, year="2026")
    assert answer.status_code == 422
    assert "您已有 3 份文件在等待读取，请等读完再传。" in answer.text
    assert 'value="2026"' in answer.text


def test_while_files_are_read_others_are_answered(office, client_for, anonymous, slow):
    for number in range(3):
        send(office, WORDS.replace("食堂", f"食堂{number}号"))
    assert "前面还有 2 份文件" in office.get("/imports/waiting/3").text
    assert anonymous.get("/login").status_code == 200
    assert client_for("chief_a").get("/mine").status_code == 200


def test_an_upload_that_nobody_knows_is_not_found(office):
    assert "没有找到这次上传" in office.get("/imports/waiting/404").text


def accept(client, draft_id: int):
    client.post(
        f"/imports/{draft_id}/items", data={"act": "check", "picked": ["2:1", "3:1", "5:1"]}
    )
    return client.post(f"/imports/{draft_id}/plan", data={"version": "2"})


def test_a_draft_that_is_put_away_is_gone(office, people, session):
    draft_id = make_draft(people.office.user).id
    answer = office.post(f"/imports/{draft_id}/discard")
    assert (answer.status_code, answer.location) == (303, "/imports")
    page = office.get("/imports").text
    assert "已放弃这份导入" in page
    assert "还没有导入过文件。" in page
    gone = office.get(f"/imports/{draft_id}")
    assert gone.status_code == 404
    assert "没有找到这份导入，可能已被放弃。" in gone.text


def test_a_draft_that_is_a_plan_cannot_be_put_away(office, people, session):
    draft_id = make_draft(people.office.user).id
    accept(office, draft_id)
    refused = office.post(f"/imports/{draft_id}/discard")
    assert (refused.status_code, refused.location) == (303, f"/imports/{draft_id}")
    assert "这份导入已经生成计划" in office.get(office.get(refused.location).location).text
    assert session.scalar(sa.select(PlanDocument.id)) is not None
    late = office.post(f"/imports/{draft_id}/plan", data={"version": "3"})
    assert late.status_code == 303
    assert "这份导入已经生成计划" in office.get(office.get(late.location).location).text


def test_a_secret_is_refused_with_the_reason_and_not_stored(office, session):
    assert "涉密文件不得上传" in office.get("/imports").text
    answer = send(office, f"机密★1年\n{WORDS}")
    assert answer.status_code == 422
    assert "文件标有“机密★1年”。涉密文件不得上传，系统没有保存" in answer.text
    assert session.scalar(sa.select(PlanDocument.id)) is None
    assert session.scalar(sa.select(WaitingUpload.content)) is None
