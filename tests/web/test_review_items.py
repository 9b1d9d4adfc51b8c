"""核对, one item: its form, each bad input, and nothing that was typed is lost."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.drafted import TEXT
from tests.forms import form_of
from tests.people import UNIT_A, UNIT_B
from tests.reviewing import item_of, make_draft, opened, press, review_of, save, several
from tracker.domain.values import Op, ReportEvery, TargetKind, TaskKind

MAX_QUERIES = 12


@pytest.fixture
def draft(people) -> int:
    return make_draft(people.office.user).id


@pytest.fixture
def office(client_for):
    return client_for("office")


def test_what_is_typed_is_saved_and_counts_as_checked(office, draft):
    answer = save(
        office,
        draft,
        2,
        title="检查校园食堂",
        lead=UNIT_B,
        supporting=f"{UNIT_A}，区住建局",
        due_on="2026年11月30日",
        strategy="4",
        targets__0__value="150",
        targets__1__gone="y",
        targets__2__metric="培训",
        targets__2__value="1,200",
        targets__2__unit="人次",
    )
    assert (answer.status_code, answer.location) == (303, f"/imports/{draft}#item-2")
    item = item_of(draft, 2)
    assert (item.title, item.lead, item.strategy) == ("检查校园食堂", UNIT_B, 4)
    assert item.supporting == (UNIT_A, "区住建局")
    assert (item.due_on, item.is_checked) == (date(2026, 11, 30), True)
    assert [(t.metric, t.value, t.unit) for t in item.targets] == [
        ("检查", 150, "家"),
        ("培训", 1200, "人次"),
    ]
    assert [t.value for t in item.dropped_targets] == [30]


def test_a_form_that_nobody_typed_in_only_checks(office, draft):
    before = item_of(draft, 2)
    assert save(office, draft, 2).status_code == 303
    assert item_of(draft, 2) == replace(before, is_checked=True, revision=2, by="秦督办")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("once", (TaskKind.ONCE, ReportEvery.MONTH)),
        ("month", (TaskKind.ONGOING, ReportEvery.MONTH)),
        ("quarter", (TaskKind.ONGOING, ReportEvery.QUARTER)),
    ],
)
def test_a_task_is_done_once_or_each_period(office, draft, kind, expected):
    save(office, draft, 2, kind=kind)
    assert (item_of(draft, 2).kind, item_of(draft, 2).report_every) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"kind": "keep_at_most", "value": "3"}, (TargetKind.KEEP_AT_MOST, Op.AT_MOST, 3, None)),
        ({"value_high": "150"}, (TargetKind.REACH, Op.RANGE, 120, 150)),
        ({"value": "98.5%"}, (TargetKind.REACH, Op.AT_LEAST, Decimal("98.5"), None)),
        ({"kind": "yes_no", "value": ""}, (TargetKind.YES_NO, Op.EQUAL, 1, None)),
    ],
)
def test_a_figure_is_what_its_kind_and_its_values_say(office, draft, typed, expected):
    save(office, draft, 2, **{f"targets__0__{name}": value for name, value in typed.items()})
    target = item_of(draft, 2).targets[0]
    assert (target.kind, target.op, target.value, target.value_high) == expected
    assert TEXT[target.span.start : target.span.end] == "120家"


def test_an_unlikely_goal_asks_back_and_passes_when_it_is_meant(office, draft):
    typed = {"metric": "设备利用率", "kind": "keep_at_least", "value": "120", "unit": "%"}
    rate = {f"targets__0__{name}": value for name, value in typed.items()}
    asked = save(office, draft, 2, **rate)
    assert asked.status_code == 422
    for words in ("超过了 100，请核对", 'name="targets-0-sure"', 'id="targets-0-sure-error"'):
        assert words in asked.text
    save(office, draft, 2, **rate, targets__0__sure="y")
    target = item_of(draft, 2).targets[0]
    assert (target.metric, target.value) == ("设备利用率", 120)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"title": " "}, "title", "请填写名称。"),
        ({"title": "题" * 201}, "title", "最多 200 字，现有 201 字。"),
        ({"lead": "区住建局"}, "lead", "请从所列各项中选一项。"),
        ({"due_on": ""}, "due_on", "请填时限。"),
        ({"due_on": "年底"}, "due_on", "请填日期，如 2026-06-30。"),
        ({"due_on": "2026-02-30"}, "due_on", "请填日期，如 2026-06-30。"),
        ({"due_on": "2062-06-30"}, "due_on", "请核对年份。"),
        ({"kind": "never"}, "kind", "请从所列各项中选一项。"),
        ({"strategy": "2"}, "strategy", "请从所列各项中选一项。"),
        ({"strategy": "x"}, "strategy", ""),
        ({"targets__0__value": ""}, "targets-0-value", "请填目标值。"),
        ({"targets__0__value": "许多"}, "targets-0-value", "请填数字。"),
        ({"targets__0__value": "1e30"}, "targets-0-value", "数字过大，请核对单位。"),
        ({"targets__0__value": "0.0000001"}, "targets-0-value", "小数最多 6 位。"),
        ({"targets__0__value_high": "9"}, "targets-0-value_high", "上限不能小于目标值。"),
        ({"targets__0__value": "-1"}, "targets-0-value", "不会是负数，请核对。"),
        ({"targets__0__value": "0"}, "targets-0-value", "目标值应大于 0"),
        ({"targets__0__metric": ""}, "targets-0-metric", "请填写指标名称，或删去这个指标。"),
        ({"targets__0__metric": "长" * 61}, "targets-0-metric", "最多 60 字，现有 61 字。"),
        ({"targets__0__unit": "长" * 61}, "targets-0-unit", "最多 60 字，现有 61 字。"),
        ({"targets__0__kind": "x"}, "targets-0-kind", "请从所列各项中选一项。"),
        ({"targets__0__due_on": "x"}, "targets-0-due_on", "请填日期，如 2026-06-30。"),
        ({"targets__2__value": "5"}, "targets-2-metric", "请填写指标名称，或删去这个指标。"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_rest_is_kept(
    office, draft, typed, field, sentence
):
    before = review_of(draft)
    answer = save(office, draft, 2, **({"supporting": "区公安局"} | typed))
    assert answer.status_code == 422
    error = re.search(rf'id="{field}-error">([^<]*)<', answer.text)
    assert error, answer.text.split('id="edit"')[1][:3000]
    assert sentence in error[1]
    assert 'value="区公安局"' in answer.text
    for name, value in typed.items():
        if value.strip() and name not in {"lead", "kind", "strategy", "targets__0__kind"}:
            assert form_of(answer.text, "edit")[name.replace("__", "-")] == value
    assert review_of(draft) == before


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x08"])
def test_signs_that_nobody_sees_are_left_out(office, draft, sign):
    save(office, draft, 2, title=f"检查{sign}食堂", supporting=f"区{sign}公安局",
         targets__0__metric=f"检{sign}查", targets__0__unit=f"家{sign}次")  # fmt: skip
    item = item_of(draft, 2)
    assert (item.title, item.supporting) == ("检查食堂", ("区公安局",))
    assert (item.targets[0].metric, item.targets[0].unit) == ("检查", "家次")


def test_the_second_reviewer_is_told_and_what_he_typed_is_kept(office, client_for, draft):
    other = client_for("office")
    mine = opened(other, draft, 2) | {"title": "查校园食堂"}
    save(office, draft, 2, title="检查校园食堂", lead=UNIT_B)
    answer = other.post(f"/imports/{draft}/items/2", data=mine)
    assert answer.status_code == 409
    assert "“检查校园食堂”刚由秦督办改过，您的改动还没有保存" in answer.text
    form = form_of(answer.text, "edit")
    assert (form["title"], form["revision"]) == ("查校园食堂", "2")
    assert item_of(draft, 2).title == "检查校园食堂"
    assert other.post(f"/imports/{draft}/items/2", data=form).status_code == 303
    assert item_of(draft, 2).title == "查校园食堂"


def test_a_wrong_field_does_not_make_an_old_page_new(office, client_for, draft):
    """The first answer is about the field; the second still tells of the other reviewer."""
    other = client_for("office")
    mine = opened(other, draft, 2) | {"due_on": "年底"}
    save(office, draft, 2, title="检查校园食堂")
    again = form_of(other.post(f"/imports/{draft}/items/2", data=mine).text, "edit")
    assert again["revision"] == "1"
    answer = other.post(f"/imports/{draft}/items/2", data=again | {"due_on": "2026-06-30"})
    assert answer.status_code == 409


def test_a_form_that_came_twice_is_saved_once(office, draft):
    sent = opened(office, draft, 2) | {"title": "检查校园食堂"}
    for _ in range(2):
        answer = office.post(f"/imports/{draft}/items/2", data=sent)
        assert answer.status_code == 303
    assert item_of(draft, 2).revision == 2


@pytest.mark.parametrize(
    ("act", "picked"), [("merge", ("2:1", "3:1")), ("drop", ("3:1",))], ids=["merged", "dropped"]
)
def test_what_was_typed_for_an_item_that_is_gone_is_shown(office, client_for, draft, act, picked):
    other = client_for("office")
    mine = opened(other, draft, 3) | {"title": "换新电梯", "targets-0-value": "61"}
    several(office, draft, act, *picked)
    answer = other.post(f"/imports/{draft}/items/3", data=mine)
    assert answer.status_code in {404, 409}
    assert "您刚才填的还没有保存" in answer.text
    assert "换新电梯" in answer.text
    assert "检查 61 家" in answer.text


CUT = TEXT.index("9月底前")


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        (f"split:{CUT}", lambda items: [len(item.targets) for item in items] == [1, 1]),
        ("fall-apart:0", lambda items: len(items) == 3),
        ("sub-task:1", lambda items: len(items[0].sub_tasks) == 1),
    ],
)
def test_the_buttons_of_an_item_keep_what_was_typed(office, draft, button, expected):
    answer = press(office, draft, 2, button, title="检查校园食堂", lead=UNIT_B)
    assert (answer.status_code, answer.location) == (303, f"/imports/{draft}?item=2#edit")
    items = review_of(draft).items_of(1)[:-1]
    assert expected(items)
    assert (items[0].title, items[0].lead) == ("检查校园食堂", UNIT_B)


def test_a_sub_task_and_a_figure_come_back(office, draft):
    press(office, draft, 2, "sub-task:0")
    press(office, draft, 2, "undo-sub-task:0")
    assert len(item_of(draft, 2).measures) == 3
    press(office, draft, 2, "drop-target:0")
    assert "不算指标：检查 不少于 120家" in office.get(f"/imports/{draft}?item=2").text
    assert '<span class="m m-skip" data-at=' in office.get(f"/imports/{draft}").text
    press(office, draft, 2, "restore-target:0")
    assert [target.value for target in item_of(draft, 2).targets] == [120, 30]


@pytest.mark.parametrize(
    ("button", "status", "sentence"),
    [
        ("split:0", 422, "这个位置不能拆开"),
        (f"split:{TEXT.index('120家') + 1}", 422, "这里是“120家”中间"),
        ("split:" + "9" * 5000, 422, "请从所列各项中选一项。"),
        ("split:-3", 422, "请从所列各项中选一项。"),
        ("split:²", 422, "请从所列各项中选一项。"),
        ("split", 422, "请从所列各项中选一项。"),
        ("fly:1", 422, "请从所列各项中选一项。"),
        ("sub-task:9", 404, "这一项已被合并或拆开"),
        ("undo-sub-task:0", 404, "这一项已被合并或拆开"),
        ("drop-target:9", 404, "这一项已被合并或拆开"),
    ],
)
def test_what_cannot_be_done_to_a_part_is_said_and_what_was_typed_is_kept(
    office, draft, button, status, sentence
):
    before = review_of(draft)
    answer = press(office, draft, 2, button, supporting="区公安局")
    assert answer.status_code == status
    assert sentence in answer.text
    assert form_of(answer.text, "edit")["supporting"] == "区公安局"
    assert review_of(draft) == before


def test_a_wrong_field_stops_the_other_buttons_too(office, draft):
    answer = press(office, draft, 2, "fall-apart:0", due_on="年底")
    assert answer.status_code == 422
    assert "请填日期" in answer.text
    assert len(review_of(draft).items) == 3


def test_enter_in_the_form_of_an_item_saves_it(office, draft):
    """A browser presses the first button of the form in the page, wherever that stands."""
    page = office.get(f"/imports/{draft}?item=2").text
    first = re.search(r'<button[^>]*form="edit"[^>]*>', page)[0]
    assert "formaction" not in first
    assert page.index(first) < page.index('class="cut"')
