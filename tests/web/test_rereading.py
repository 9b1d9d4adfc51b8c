"""重读 on its page: chosen beside the text, asked once with figures, done once."""

import re
from dataclasses import replace
from io import BytesIO

import pytest

from tests.drafted import PLAN
from tests.forms import form_of
from tests.people import EVERYBODY, UNIT_A, UNIT_B
from tests.reviewing import OURS, make_draft, review_of, several, version_of
from tracker.domain.drafts.draft import Doubt
from tracker.domain.drafts.review import begin
from tracker.services import rereading

MAX_QUERIES = 12
TEXT = f"""测试区市场监督管理局2026年工作要点
一、守牢安全底线
（一）食品安全
1.检查学校食堂120家次。9月底前完成。（牵头单位：{UNIT_A}）
2.培训食品安全员200人次。（牵头单位：{UNIT_A}）
（二）特种设备
1.更新电梯60台。（牵头单位：{UNIT_B}）
二、优化营商环境
1.开展法规宣传4次。（牵头单位：{UNIT_B}）
"""
LAWS = "开展法规宣传4次"
FIRST_PART = {
    "begins": TEXT.index("一、"),
    "ends": TEXT.index("\n（二）"),
}


@pytest.fixture
def office(client_for):
    return client_for("office")


@pytest.fixture
def draft(office) -> int:
    answer = office.post("/imports", data={"file": (BytesIO(TEXT.encode()), "要点.txt")})
    return int(answer.location.rpartition("/")[2])


@pytest.fixture
def look(office, draft):
    def look(**chosen):
        return office.get(f"/imports/{draft}/reading", query_string=asked(chosen))

    return look


@pytest.fixture
def act(office, draft):
    """The button under the question, as the page shows it."""

    def act(page: str, **more):
        sent = form_of(page, "reread") | more
        return office.post(f"/imports/{draft}/reading", data=sent)

    return act


def asked(chosen: dict[str, object]) -> dict[str, object]:
    here = {"year": 2026, "begins": 0, "ends": len(TEXT) - 1, "level": "han"}
    return here | chosen


def titles(draft: int) -> list[str]:
    return [item.title for item in review_of(draft).kept]


def check_last(office, draft: int) -> None:
    last = review_of(draft).items[-1]
    several(office, draft, "check", f"{last.key}:{last.revision}")


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_page_is_for_the_plan_office(client_for, draft, person):
    expected = {"office": 200, "stranger": 303}.get(person, 403)
    client = client_for(person)
    assert client.get(f"/imports/{draft}/reading").status_code == expected
    if person != "office":
        before = review_of(draft)
        answer = client.post(f"/imports/{draft}/reading", data=asked(FIRST_PART))
        assert answer.status_code == expected
        assert review_of(draft) == before


def test_the_page_offers_year_places_and_levels_as_they_are(office, draft, count_queries):
    with count_queries() as queries:
        page = office.get(f"/imports/{draft}/reading").text
    assert queries.count <= MAX_QUERIES
    assert 'value="2026"' in page
    assert re.findall(r'name="begins"\s+value="(\d+)" checked', page) == ["0"]
    assert re.findall(r'name="ends"\s+value="(\d+)" checked', page) == [str(len(TEXT) - 1)]
    assert "一、守牢安全底线；二、优化营商环境（2 个）" in page
    assert "（一）食品安全；（二）特种设备（2 个）" in page
    assert "1.检查学校食堂120家次；2.培训食品安全员200人次……（4 个）" in page


def test_a_look_asks_with_figures_and_changes_nothing(office, draft, look, count_queries):
    check_last(office, draft)
    before = review_of(draft)
    with count_queries() as queries:
        answer = look(**FIRST_PART)
    assert queries.count <= MAX_QUERIES
    assert answer.status_code == 200
    page = " ".join(answer.text.split())
    assert "重读后 2 项任务，原 4 项；" in page
    assert "以下 1 项已改的任务不在新范围内，将移出" in page
    assert LAWS in page
    assert review_of(draft) == before


def test_one_act_reads_it_anew_and_says_so(office, draft, look, act):
    check_last(office, draft)
    answer = act(look(level="han-paren").text)
    assert answer.location == f"/imports/{draft}"
    assert "已重读：4 项任务，保留已改 1 项" in office.get(answer.location).text
    assert [each.title for each in review_of(draft).strategies] == [
        "食品安全",
        "特种设备",
        "优化营商环境",
    ]


def test_what_is_outside_goes_unless_its_box_is_ticked(office, draft, look, act):
    check_last(office, draft)
    key = review_of(draft).items[-1].key
    act(look(**FIRST_PART).text, stay=str(key))
    assert titles(draft) == ["检查学校食堂120家次", "培训食品安全员200人次", LAWS]


def test_the_same_button_pressed_twice_reads_it_once(office, draft, look, act):
    page = look(**FIRST_PART).text
    act(page)
    version = version_of(draft)
    again = act(page)
    assert again.location == f"/imports/{draft}"
    assert "没有重复办理" in office.get(again.location).text
    assert version_of(draft) == version


def test_a_second_press_while_the_first_still_reads_is_harmless(
    office, draft, look, act, monkeypatch
):
    """Both found the draft as it was; the one that comes later finds it done."""
    page = look(**FIRST_PART).text
    whole = rereading.reread

    def later(*given, **named):
        monkeypatch.setattr(rereading, "reread", whole)
        act(page)
        return whole(*given, **named)

    monkeypatch.setattr(rereading, "reread", later)
    answer = act(page)
    assert answer.status_code == 303
    assert titles(draft) == ["检查学校食堂120家次", "培训食品安全员200人次"]


def test_a_draft_that_somebody_changed_meanwhile_is_asked_about_anew(office, draft, look, act):
    page = look(**FIRST_PART).text
    check_last(office, draft)
    before = review_of(draft)
    answer = act(page)
    assert answer.status_code == 409
    assert "这份草稿刚被改过，重读的结果可能不同" in answer.text
    assert "以下 1 项已改的任务不在新范围内" in answer.text
    assert review_of(draft) == before
    assert act(answer.text).location == f"/imports/{draft}"


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "年份、计划部分和板块层级都没有改"),
        ({"year": ""}, "年份"),
        ({"year": "二〇二六"}, "年份"),
        ({"year": 26}, "年份"),
        ({"begins": 60, "ends": 40}, "“到这里止”应在“从这里起”之后"),
        ({"begins": "x"}, "“到这里止”应在“从这里起”之后"),
        ({"begins": 2**70}, "“到这里止”应在“从这里起”之后"),
        ({"begins": 10**6, "ends": 10**6 + 9}, "“到这里止”应在“从这里起”之后"),
        ({"begins": 0, "ends": 4}, "文件里没有找到工作计划的内容"),
        ({"level": "h1"}, "请从所列各项中选一项"),
        ({"level": "\x00"}, "请从所列各项中选一项"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_chosen_stays(look, draft, chosen, words):
    answer = look(**chosen)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'id="reread"' not in answer.text


@pytest.mark.parametrize(
    "sent", [{"year": "二"}, {"begins": "-1"}, {"ends": str(2**70)}, {"level": "h1"}]
)
def test_an_answer_that_is_none_of_ours_is_refused(office, draft, sent):
    before = review_of(draft)
    answer = office.post(f"/imports/{draft}/reading", data=sent | {"version": version_of(draft)})
    assert answer.status_code == 422
    assert "请从所列各项中选一项" in answer.text
    assert review_of(draft) == before


def test_what_a_look_has_found_stands_in_the_form_for_the_next_one(look):
    """With 一、 alone in the part its （一） are the strategies."""
    page = look(**FIRST_PART).text
    assert re.findall(r'name="level" type="radio" value="(.*?)"', page) == [
        "han",
        "han-paren",
        "arabic",
        "one",
    ]
    assert re.findall(r'<input checked .*?name="level".*?value="(.*?)"', page) == ["han-paren"]


def test_a_level_that_only_the_new_part_has_can_be_chosen_next(office, people):
    text = (
        "水务局2026年计划\n一、供水\n建泵站。\n二、防洪\n（一）堤防\n1.固堤5公里。\n2.清淤3处。\n"
    )
    sent = office.post("/imports", data={"file": (BytesIO(text.encode()), "a.txt")})
    draft = int(sent.location.rpartition("/")[2])
    address = f"/imports/{draft}/reading"
    narrow = {"year": 2026, "begins": text.index("一、"), "ends": text.index("\n二、")}
    page = office.get(address, query_string=narrow | {"level": "han"}).text
    office.post(address, data=form_of(page, "reread"))
    wide = {"year": 2026, "begins": text.index("一、"), "ends": len(text) - 1, "level": "han"}
    assert 'value="han-paren"' in office.get(address, query_string=wide).text
    page = office.get(address, query_string=wide | {"level": "han-paren"}).text
    office.post(address, data=form_of(page, "reread"))
    assert [each.title for each in review_of(draft).strategies] == ["供水", "堤防"]


def test_the_same_document_under_review_for_that_year_is_named(office, draft, look, act):
    data = {"file": (BytesIO(TEXT.encode()), "b.txt"), "year": "2027"}
    office.post("/imports", data=data)
    answer = act(look(year=2027).text)
    assert answer.status_code == 409
    assert "同一份文件已由秦督办上传" in answer.text
    assert review_of(draft).year == 2026


def test_a_plan_that_was_made_leads_to_it(office, draft):
    rest = [f"{item.key}:1" for item in review_of(draft).kept]
    several(office, draft, "check", *rest)
    office.post(f"/imports/{draft}/plan", data={"version": version_of(draft)})
    assert office.get(f"/imports/{draft}/reading").location == "/plans/1"
    answer = office.post(f"/imports/{draft}/reading", data=asked(FIRST_PART))
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("plan.year-unsure", "year"),
        ("plan.no-heading", "begins"),
        ("plan.left-out", "begins"),
        ("plan.few-tasks", "level"),
        ("plan.rows-missing", None),
    ],
)
def test_a_doubt_about_the_whole_leads_to_the_place_where_it_is_settled(
    office, people, code, place
):
    review = replace(begin(PLAN, OURS), doubts=(Doubt(code, "某某"),))
    draft = make_draft(people.office.user, review=review).id
    page = office.get(f"/imports/{draft}").text
    linked = re.findall(rf'/imports/{draft}/reading#(\w+)"\s+data-leaves>改', page)
    assert linked == ([place] if place else [])
    reading = office.get(f"/imports/{draft}/reading").text
    assert place is None or f'id="{place}"' in reading
