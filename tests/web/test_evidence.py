"""佐证材料: kept when a form is refused, shown in the time line, given out to the right people."""

import errno
import re
import sqlite3
from io import BytesIO
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.make import make_task, make_update
from tracker.domain.evidence import Upload
from tracker.models import Evidence, ProgressUpdate, StoredFile
from tracker.services import evidence as evidence_services
from tracker.transaction import stored_files
from tracker.web import evidence_files

# What services/test_evidence cannot show of the other database: bytes on their way through a page.
both = pytest.mark.databases("sqlite", "postgresql")

MB = 1024 * 1024
TEXT = "现场已整改。".encode()
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(17)


@pytest.fixture
def task(people):
    return make_task(lead=people.unit_a, supports=[people.unit_b])


def send(client, task, *files, page="progress", kept=(), **changes):
    typed = {"version": str(task.version), "percent": "60", "narrative": "已查六成。"}
    typed |= {"confidence": "sure", "kept": list(kept)} | changes
    typed["evidence"] = [FileStorage(BytesIO(data), name) for name, data in files]
    boundary, body = encode_multipart(typed)  # in memory: the client would use a file and leave it
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(f"/tasks/{task.id}/{page}", data=body, content_type=kind)


def names(session):
    return session.scalars(sa.select(Evidence.name).order_by(Evidence.id)).all()


def tokens(answer):
    return re.findall(r'name="kept" value="([^"]+)" checked', answer.text)


@both
def test_several_files_go_with_a_report_and_with_a_supplement(client_for, task, session):
    first = send(client_for("chief_a"), task, ("说明.txt", TEXT), ("现场.png", PNG))
    second = send(client_for("chief_b"), task, ("照片.png", PNG), page="supplement")
    assert (first.status_code, second.status_code) == (303, 303)
    assert names(session) == ["说明.txt", "现场.png", "照片.png"]


def test_a_refused_file_is_named_and_the_good_ones_wait_in_the_form(client_for, task, session):
    client = client_for("chief_a")
    refused = send(
        client,
        task,
        ("好.txt", TEXT),
        ("空.txt", b""),
        ("大.txt", bytes(21 * MB)),
        ("假.pdf", b"MZ\x90\0"),
        ("包.zip", b"PK\x03\x04"),
    )
    assert refused.status_code == 422
    sentences = (
        "“空.txt”是空文件",
        "“大.txt”超过 20 MB",
        "“假.pdf”的内容不是",
        "“包.zip”的格式不收",
    )
    for words in (*sentences, "已查六成。", 'value="60"'):
        assert words in refused.text
    assert session.scalar(sa.select(sa.func.count()).select_from(ProgressUpdate)) == 0
    (token,) = tokens(refused)
    assert send(client, task, kept=[token]).status_code == 303
    assert names(session) == ["好.txt"]


def test_files_outlast_a_wrong_percent_and_can_be_left_out_again(client_for, task, session):
    client = client_for("chief_a")
    refused = send(client, task, ("一.txt", TEXT), ("二.png", PNG), percent="101")
    assert refused.status_code == 422
    first, _ = tokens(refused)
    assert send(client, task, kept=[first]).status_code == 303
    assert names(session) == ["一.txt"]


def test_nobody_claims_a_file_of_others_or_for_another_task(client_for, people, task, session):
    token = tokens(send(client_for("chief_a"), task, ("一.txt", TEXT), percent="101"))[0]
    other = make_task(lead=people.unit_a)
    for person, claimed, sent in (
        ("chief_a2", task, token),
        ("chief_a", other, token),
        ("chief_a", task, token[:-2]),
        ("chief_a", task, "x"),
    ):
        answer = send(client_for(person), claimed, kept=[sent])
        assert answer.status_code == 422, (person, sent)
        assert "请重新选择文件" in answer.text
    assert names(session) == []


@pytest.fixture
def picture(people, task, session, clock):
    return attached(people, task, session, clock, "现场.png", PNG)


def attached(people, task, session, clock, name, data):
    update = make_update(task, author=people.chief_a.user, percent=40)
    upload = Upload(name, BytesIO(data))
    doing = people.chief_a.doing(clock.now())
    files = evidence_services.store(doing, uploads=[upload])
    evidence_services.attach(doing, update_id=update.id, files=files)
    return session.scalars(sa.select(Evidence.id)).one()


def test_a_file_is_given_out_as_a_file_and_a_picture_is_also_shown(client_for, task, picture):
    client = client_for("leader_b")
    page = client.get(f"/tasks/{task.id}").text
    assert f'src="/evidence/{picture}/image"' in page
    given = client.get(f"/evidence/{picture}")
    assert given.data == PNG
    assert given.mimetype == "image/png"
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    shown = client.get(f"/evidence/{picture}/image")
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert {answer.headers["Cache-Control"] for answer in (given, shown)} == {"no-store"}


def test_the_files_of_a_task_stand_in_one_list_and_each_report_leads_to_it(
    client_for, people, session, clock, task
):
    for name in ("一.png", "二.png"):
        update = make_update(task, author=people.chief_a.user, percent=40)
        doing = people.chief_a.doing(clock.now())
        files = evidence_services.store(doing, uploads=[Upload(name, BytesIO(PNG))])
        evidence_services.attach(doing, update_id=update.id, files=files)
    page = client_for("leader_b").get(f"/tasks/{task.id}").text
    listed = page.split('id="evidence"')[1].split("</section>")[0]
    assert "佐证材料 2 件" in listed
    assert listed.index("二.png") < listed.index("一.png")
    assert page.count('/image">') == 2
    assert page.count(f'<a href="/tasks/{task.id}#evidence">佐证 1 件</a>') == 2


def test_who_sees_no_details_sees_no_files(client_for, people, picture, task):
    client = client_for("admin")
    assert "现场.png" not in client.get(f"/tasks/{task.id}").text
    assert client.get(f"/evidence/{picture}").status_code == 403
    assert client.get(f"/evidence/{picture}/image").status_code == 403


def test_a_file_that_is_not_there_is_not_found(client_for, people):
    assert client_for("office").get("/evidence/999999").status_code == 404


@both
def test_a_file_of_several_pieces_is_given_out_whole_and_by_its_name(
    client_for, people, task, session, clock
):
    data = ("现场已整改。" * 50_000).encode()
    number = attached(people, task, session, clock, '说明 "一".txt', data)
    given = client_for("office").get(f"/evidence/{number}", check=False)
    assert given.data == data
    assert given.content_length == len(data)
    assert given.mimetype == "text/plain"
    disposition, named = given.headers["Content-Disposition"].split("; filename*=UTF-8''")
    assert (disposition, unquote(named)) == ("attachment", '说明 "一".txt')


@both
def test_a_kept_file_that_was_tidied_away_must_be_chosen_again(client_for, task, clock, session):
    client = client_for("chief_a")
    token = tokens(send(client, task, ("一.txt", TEXT), percent="101"))[0]
    with session.begin():
        session.execute(sa.delete(StoredFile))
    answer = send(client, task, kept=[token])
    assert answer.status_code == 422
    assert "请重新选择文件" in answer.text


JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(20) + b"\xff\xd9"
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + bytes(24)


@pytest.mark.parametrize(
    ("name", "data", "is_shown"),
    [
        ("现场.jpg", JPEG, True),
        ("现场.JPG", JPEG, True),
        ("现场.jpeg", JPEG, True),
        ("现场.png", PNG, True),
        ("现场.webp", WEBP, True),
        ("说明.txt", TEXT, False),
    ],
)
def test_a_picture_is_shown_whatever_its_ending(client_for, task, session, name, data, is_shown):
    client = client_for("chief_a")
    assert send(client, task, (name, data)).status_code == 303
    number = session.scalar(sa.select(Evidence.id))
    page = client.get(f"/tasks/{task.id}").text
    assert (f'src="/evidence/{number}/image"' in page) is is_shown
    answer = client.get(f"/evidence/{number}/image")
    assert answer.status_code == (200 if is_shown else 404)


def attach(client, update, *files, kept=()):
    typed = {"evidence": [FileStorage(BytesIO(data), name) for name, data in files]}
    boundary, body = encode_multipart(typed | {"kept": list(kept)})
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(f"/updates/{update.id}/evidence", data=body, content_type=kind)


@pytest.fixture
def update(people, task):
    return make_update(task, author=people.chief_a.user, percent=40)


@pytest.mark.parametrize(
    ("person", "is_offered"),
    [("chief_a", True), ("chief_a2", True), ("chief_b", False), ("office", False)],
)
def test_a_unit_finds_the_way_to_add_to_what_it_reported(
    client_for, task, update, person, is_offered
):
    page = client_for(person).get(f"/tasks/{task.id}").text
    assert (f'href="/updates/{update.id}/evidence"' in page) is is_offered


def test_what_was_not_at_hand_is_added_to_the_report(client_for, task, update, session):
    client = client_for("chief_a")
    form = client.get(f"/updates/{update.id}/evidence").text
    assert "补传佐证材料" in form
    assert "按计划推进。" in form
    answer = attach(client, update, ("现场.jpg", JPEG), ("说明.txt", TEXT))
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task.id}")
    assert names(session) == ["现场.jpg", "说明.txt"]
    page = client.get(f"/tasks/{task.id}").text
    assert "已补传 2 个文件" in page
    assert "现场.jpg" in page


def test_the_same_file_sent_twice_is_kept_once_and_said_so(client_for, task, update, session):
    client = client_for("chief_a")
    for _ in range(2):
        assert attach(client, update, ("说明.txt", TEXT)).status_code == 303
    assert names(session) == ["说明.txt"]
    assert "先前已经附上" in client.get(f"/tasks/{task.id}").text


def test_nothing_chosen_and_a_bad_file_are_said_at_the_field(client_for, task, update, session):
    client = client_for("chief_a")
    nothing = attach(client, update)
    assert nothing.status_code == 422
    assert "请选择要补传的文件" in nothing.text
    bad = attach(client, update, ("好.txt", TEXT), ("空.txt", b""))
    assert bad.status_code == 422
    assert "“空.txt”是空文件" in bad.text
    assert attach(client, update, kept=tokens(bad)).status_code == 303
    assert names(session) == ["好.txt"]


@pytest.mark.parametrize(
    ("person", "later", "reason"),
    [
        ("chief_a", {"days": 2}, "进展报送超过一天"),
        ("chief_b", {"hours": 1}, "这条进展是别的单位报的"),
    ],
)
def test_a_form_that_cannot_be_sent_is_not_shown(
    client_for, task, update, clock, person, later, reason
):
    clock.forward(**later)
    client = client_for(person)
    answer = client.get(f"/updates/{update.id}/evidence")
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task.id}")
    page = client.get(f"/tasks/{task.id}").text
    assert reason in page
    assert f'href="/updates/{update.id}/evidence"' not in page
    late = attach(client, update, ("说明.txt", TEXT))
    assert late.status_code == 422
    assert reason in late.text


def test_an_update_that_is_not_there_is_not_found(client_for):
    assert client_for("chief_a").get("/updates/99/evidence").status_code == 404


def test_a_text_goes_out_with_one_charset_and_is_kept_by_no_cache(client_for, task, session):
    send(client_for("chief_a"), task, ("说明.txt", TEXT))
    number = session.scalar(sa.select(Evidence.id))
    given = client_for("office").get(f"/evidence/{number}")
    assert given.headers.getlist("Content-Type") == ["text/plain; charset=utf-8"]
    assert given.headers.getlist("Cache-Control") == ["no-store"]


def test_on_a_full_disk_the_form_says_so_and_keeps_what_was_typed(client_for, task, monkeypatch):
    def full(*given: object, **named: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise sa.exc.OperationalError("INSERT", {}, error)

    monkeypatch.setattr(stored_files, "_write", full)
    answer = send(client_for("chief_a"), task, ("说明.txt", TEXT))
    assert answer.status_code == 422
    for words in ("服务器磁盘已满，没有保存", "已查六成。", 'value="60"'):
        assert words in answer.text


def test_when_a_file_cannot_even_come_in_for_lack_of_room_a_page_says_so(
    client_for, task, monkeypatch
):
    def full(*given: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(evidence_files, "take", full)
    answer = send(client_for("chief_a"), task, ("说明.txt", TEXT))
    assert answer.status_code == 507
    assert "服务器磁盘已满，文件没有收下" in answer.text


def test_a_secret_is_refused_on_its_field_and_not_stored(client_for, task, session):
    answer = send(client_for("chief_a"), task, ("函.txt", "机密★1年\n检查情况".encode()))
    assert answer.status_code == 422
    assert "“函.txt”标有“机密★1年”。涉密文件不得上传，系统没有保存" in answer.text
    assert "涉密文件不得上传，图片里的密级标志请自行核对" in answer.text
    assert "已查六成。" in answer.text
    assert session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 0


def test_what_is_for_the_house_alone_is_kept_with_a_word(client_for, task, session):
    client = client_for("chief_a")
    answer = send(client, task, ("函.txt", "内部资料\n检查情况".encode()))
    assert answer.status_code == 303
    assert "“函.txt”标有“内部资料”" in client.get(answer.location).text
    assert names(session) == ["函.txt"]
