"""核对: each button of the page, each bad input, and nothing that was typed is lost."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.drafted import PLAN, Clause, drafted
from tests.forms import form_of
from tests.people import EVERYBODY, UNIT_B
from tests.reviewing import OURS, make_draft, review_of, several
from tracker.domain.drafts.draft import Doubt, UnitSuggestion
from tracker.domain.drafts.review import begin
from tracker.domain.terms.texts import MAX_TITLE

MAX_QUERIES = 12


@pytest.fixture
def draft(people) -> int:
    return make_draft(people.office.user).id


@pytest.fixture
def office(client_for):
    return client_for("office")


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_page_is_for_the_plan_office(client_for, draft, person):
    expected = {"office": 200, "stranger": 303}.get(person, 403)
    assert client_for(person).get(f"/imports/{draft}").status_code == expected


@pytest.mark.parametrize(
    "address", ["items", "items/2", "items/2/part", "names", "strategies/4", "plan", "discard"]
)
@pytest.mark.parametrize("person", ["chief_a", "leader_a", "admin"])
def test_nobody_else_can_send_anything(client_for, draft, address, person):
    before = review_of(draft)
    answer = client_for(person).post(f"/imports/{draft}/{address}", data={"title": "改"})
    assert answer.status_code == 403
    assert review_of(draft) == before


def test_text_and_draft_stand_side_by_side(office, draft):
    page = office.get(f"/imports/{draft}").text
    assert "已核对 <b>0</b>/3" in page
    for item in review_of(draft).items:
        assert f'id="text-{item.key}"' in page
        assert f'id="item-{item.key}"' in page
        assert item.title in page
    assert page.count('class="m m-num"') == 1 + 3  # the key and the three figures
    assert page.count('class="m m-due"') == 1 + 2


def test_the_doubtful_come_first_with_their_reason(office, people):
    first, *rest = PLAN.strategies[0].tasks
    tasks = (replace(first, doubts=(Doubt("task.very-long"),)), *rest)
    strategies = (replace(PLAN.strategies[0], tasks=tasks), *PLAN.strategies[1:])
    draft = make_draft(people.office.user, replace(PLAN, strategies=strategies)).id
    page = office.get(f"/imports/{draft}").text
    assert "先看存疑 1 项" in page
    assert "内容很长，可能包含多项任务" in page
    assert page.index('id="doubts"') < page.index('id="draft"')
    assert several(office, draft, "check", "2:1", back="doubts").location.endswith("#doubts")
    assert "先看存疑" not in office.get(f"/imports/{draft}").text


def test_the_rest_is_accepted_after_a_question_where_something_is_open(office, people, draft):
    assert "确认接受" not in office.get(f"/imports/{draft}").text
    first, second, *_ = PLAN.strategies[0].tasks
    leads = (UnitSuggestion(UNIT_B, named=False, score=0.8),)
    tasks = (
        replace(first, lead_units=leads, doubts=(Doubt("task.very-long"),)),
        replace(second, lead_units=()),
    )
    strategies = (replace(PLAN.strategies[0], tasks=tasks), *PLAN.strategies[1:])
    other = make_draft(people.office.user, replace(PLAN, strategies=strategies)).id
    page = office.get(f"/imports/{other}").text
    asked = "".join(page.split("其余 3 项中：")[1].split("</p>")[0].split())
    expected = "1项牵头单位为推荐，原文没有写明；2项存疑；1项没有牵头单位。接受后不再逐项提示。"
    assert asked == expected
    assert "确认接受" in page
    several(office, other, "check", "2:1", "3:1")
    assert "确认接受" not in office.get(f"/imports/{other}").text


def test_supporting_units_that_are_not_ours_are_named(office, people):
    first, *rest = PLAN.strategies[0].tasks
    tasks = (replace(first, supporting_units=("区住建局", UNIT_B)), *rest)
    strategies = (replace(PLAN.strategies[0], tasks=tasks), *PLAN.strategies[1:])
    draft = make_draft(people.office.user, replace(PLAN, strategies=strategies)).id
    assert "区住建局不在单位表，只留在原文里" in office.get(f"/imports/{draft}").text
    assert "区住建局不在单位表" in office.get(f"/imports/{draft}?item=2").text.split('id="edit"')[1]


@pytest.mark.parametrize(
    ("act", "more", "expected"),
    [
        ("check", {}, lambda item: item.is_checked),
        ("set", {"lead": UNIT_B}, lambda item: item.lead == UNIT_B),
        ("set", {"due_on": "2026-06-30"}, lambda item: item.due_on == date(2026, 6, 30)),
        ("move", {"strategy": "4"}, lambda item: item.strategy == 4),
        ("drop", {}, lambda item: item.is_dropped),
    ],
)
def test_the_buttons_over_the_list_act_on_what_is_picked(office, draft, act, more, expected):
    answer = several(office, draft, act, "2:1", "3:1", **more)
    assert answer.status_code == 303
    review = review_of(draft)
    assert [expected(item) for item in review.items if item.key in {2, 3}] == [True, True]
    assert review.items[-1].key in {3, 5}
    assert not next(item for item in review.items if item.key == 5).is_checked


def test_what_is_dropped_can_come_back_at_once_or_later(office, draft):
    answer = several(office, draft, "drop", "2:1", "3:1")
    page = office.get(answer.location).text
    assert "上一步：删去“守好校园食堂”等 2 项" in page
    later = office.get(f"/imports/{draft}").text
    assert "<summary>已删去 2 项</summary>" in later
    several(office, draft, "restore", "2:2", "3:2")
    assert len(review_of(draft).kept) == 3


def test_neighbours_are_merged_and_an_item_falls_apart(office, draft):
    assert several(office, draft, "split", "2:1").status_code == 303
    assert len(review_of(draft).items_of(1)) == 4
    keys = [f"{item.key}:{item.revision}" for item in review_of(draft).items_of(1)[:3]]
    assert several(office, draft, "merge", *keys).status_code == 303
    assert len(review_of(draft).items_of(1)) == 2


@pytest.mark.parametrize(
    ("act", "picked", "more", "status", "sentence"),
    [
        ("check", [], {}, 422, "请先选中至少一项任务。"),
        ("check", ["x:y", "12", "99999999999:1"], {}, 422, "请先选中至少一项任务。"),
        ("check", ["404:1"], {}, 404, "这一项已被合并或拆开"),
        ("check", ["2:7"], {}, 409, "您的改动还没有保存"),
        ("merge", ["2:1"], {}, 422, "请选中两项以上再合并。"),
        ("merge", ["2:1", "5:1"], {}, 422, "只能合并同一板块里相邻的任务。"),
        ("split", ["3:1"], {}, 422, "只有一个举措"),
        ("set", ["2:1"], {}, 422, "请选牵头单位或填时限"),
        ("set", ["2:1"], {"lead": "区住建局"}, 422, "没有名为“区住建局”的单位"),
        ("set", ["2:1"], {"due_on": "年底"}, 422, "请填日期"),
        ("set", ["2:1"], {"due_on": "2062-06-30"}, 422, "请核对年份"),
        ("move", ["2:1"], {"strategy": "2"}, 404, "这一项已被合并或拆开"),
        ("move", ["2:1"], {"strategy": "x"}, 404, "这一项已被合并或拆开"),
        ("fly", ["2:1"], {}, 422, "请从所列各项中选一项。"),
        ("", ["2:1"], {}, 422, "请从所列各项中选一项。"),
    ],
)
def test_what_cannot_be_done_to_several_is_said(office, draft, act, picked, more, status, sentence):
    before = review_of(draft)
    answer = several(office, draft, act, *picked, **more)
    assert answer.status_code == status
    assert sentence in answer.text
    assert review_of(draft) == before
    if "2:1" in picked:
        assert 'value="2:1" aria-label="选 一-01" checked' in answer.text


def test_what_was_set_for_several_is_kept_when_it_is_refused(office, draft):
    answer = several(office, draft, "set", lead=UNIT_B, due_on="2026-06-30")
    assert 'name="due_on" type="date" value="2026-06-30"' in answer.text
    assert f"<option selected>{UNIT_B}</option>" in answer.text


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ({"plan": ""}, ["请填写名称。"]),
        ({"plan": "长" * 201, "organisation": ""}, ["最多 200 字", "请填写名称。"]),
    ],
)
def test_the_names_of_the_plan_are_there_and_not_too_long(office, draft, typed, sentences):
    sent = {
        "plan_was": "2026年工作要点",
        "organisation_was": "测试区市场监督管理局",
        "plan": "要点",
        "organisation": "区局",
    }
    answer = office.post(f"/imports/{draft}/names", data=sent | typed)
    assert answer.status_code == 422
    assert [sentence for sentence in sentences if sentence not in answer.text] == []
    assert review_of(draft).title == "2026年工作要点"
    assert office.post(f"/imports/{draft}/names", data=sent).status_code == 303
    assert (review_of(draft).title, review_of(draft).organisation) == ("要点", "区局")
    late = office.post(f"/imports/{draft}/names", data=sent | {"plan": "重点工作"})
    assert late.status_code == 409
    assert 'value="重点工作"' in late.text
    seen = dict(re.findall(r'name="(\w+_was)" type="hidden" value="([^"]*)"', late.text))
    again = office.post(f"/imports/{draft}/names", data=sent | seen | {"plan": "重点工作"})
    assert again.status_code == 303
    assert review_of(draft).title == "重点工作"


def test_a_plan_whose_text_names_no_body_is_offered_as_that_of_the_house(office, people):
    draft = make_draft(people.office.user, replace(PLAN, organisation="")).id
    address = f"/imports/{draft}/names"
    typed = form_of(office.get(f"/imports/{draft}").text, address) | {"plan": "要点"}
    assert office.post(address, data=typed).status_code == 303
    named = review_of(draft)
    house = office.application.config["POLICY"].letterhead.organisation
    assert (named.title, named.organisation) == ("要点", house)


def test_a_strategy_is_renamed_where_it_stands(office, draft):
    address = f"/imports/{draft}/strategies/4"
    answer = office.post(address, data={"title": "优化环境", "was": "板块2"})
    assert (answer.status_code, answer.location) == (303, f"/imports/{draft}#strategy-4")
    assert office.post(f"/imports/{draft}/strategies/2", data={"title": "x"}).status_code == 404


def name_field(page: str, key: int) -> tuple[str, ...]:
    """Of a strategy: whether its form is open, its field, and what stands below that."""
    fold = re.search(
        rf'<details class="rename"( open)?>(?:(?!</details>).)*(<input[^>]* id="name-{key}"[^>]*>)'
        r"\s*(<p .*?</p>)?",
        page,
        re.S,
    )
    return tuple(part or "" for part in fold.groups())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "请填写名称。"), (" ", "请填写名称。"), ("名" * (MAX_TITLE + 1), f"最多 {MAX_TITLE} 字")],
)
def test_a_wrong_name_is_marked_where_it_was_typed(office, draft, typed, sentence):
    answer = office.post(f"/imports/{draft}/strategies/4", data={"title": typed, "was": "板块2"})
    assert answer.status_code == 422
    is_open, field, error = name_field(answer.text, 4)
    assert is_open
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="name-4-error"' in field
    assert f'value="{typed}"' in field
    assert 'id="name-4-error"' in error
    assert sentence in error
    assert 'class="flash' not in answer.text
    is_open, field, error = name_field(answer.text, 1)
    assert (is_open, "aria-invalid" in field, error) == ("", False, "")


def test_a_name_that_came_too_late_is_sent_again_as_it_was_typed(office, draft):
    address = f"/imports/{draft}/strategies/4"
    office.post(address, data={"title": "优化环境", "was": "板块2"})
    late = office.post(address, data={"title": "改善环境", "was": "板块2"})
    assert late.status_code == 409
    assert "名称刚被别人改为“优化环境”" in late.text
    is_open, field, _ = name_field(late.text, 4)
    assert (is_open, 'value="改善环境"' in field) == (" open", True)
    was = re.search(r'id="name-4-was" name="was" type="hidden" value="([^"]*)"', late.text)[1]
    assert office.post(address, data={"title": "改善环境", "was": was}).status_code == 303


def test_a_plan_is_made_when_all_are_checked(office, draft):
    assert "核对完可生成" in office.get(f"/imports/{draft}").text
    several(office, draft, "check", "2:1", "3:1", "5:1")
    page = office.get(f"/imports/{draft}").text
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    answer = office.post(f"/imports/{draft}/plan", data={"version": version})
    assert answer.status_code == 303
    plan = office.get(answer.location).text
    assert "已生成计划草稿：《2026年工作要点》，3 项任务、3 个指标" in plan
    assert office.get(f"/imports/{draft}").location == answer.location


def test_too_early_or_too_late_is_said(office, draft):
    def accept(version):
        answer = office.post(f"/imports/{draft}/plan", data={"version": version})
        return office.get(answer.location).text

    assert "还有 3 项没有核对" in accept("1")
    several(office, draft, "check", "2:1", "3:1", "5:1")
    assert "这份草稿刚被改过" in accept("1")


def big(tasks: int):
    return drafted(
        *[
            [
                [Clause("开展检查", figure=n + 1, month=6), Clause("登记造册")]
                for n in range(tasks // 6)
            ]
            for _ in range(6)
        ]
    )


@pytest.mark.parametrize("tasks", [6, 300])
def test_the_page_asks_little_however_long_the_draft(office, people, count_queries, tasks):
    plan = big(tasks)
    doubted = tuple(
        replace(strategy, tasks=tuple(replace(task, lead_units=()) for task in strategy.tasks))
        for strategy in plan.strategies
    )
    draft = make_draft(people.office.user, replace(plan, strategies=doubted)).id
    for address in (f"/imports/{draft}", f"/imports/{draft}?item=3", "/imports"):
        with count_queries() as queries:
            assert office.get(address).status_code == 200
        assert queries.count <= MAX_QUERIES, address


def test_a_document_of_many_chapters_opens(office, people):
    plan = drafted(*[[[Clause(f"做好第{n}件事")]] for n in range(120)])
    draft = make_draft(people.office.user, review=begin(plan, OURS), draft=plan).id
    assert "一百二十、板块120" in office.get(f"/imports/{draft}").text
