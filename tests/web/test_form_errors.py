"""What is wrong stands at its field, and above a longer form with links to each of them."""

import re
from datetime import date

import pytest

from tests.make import make_target, make_task
from tests.reviewing import make_draft
from tracker.domain.values import ProgressMode

MARKED = re.compile(r'<(?:input|select|textarea|fieldset)\b[^>]*aria-invalid="true"[^>]*>')
BOX = re.compile(r'<div class="form-errors" role="alert">(.*?)</div>', re.DOTALL)
LINK = re.compile(r'<a href="#([^"]+)">([^<]+)</a>')


@pytest.fixture
def task(people):
    task = make_task(lead=people.unit_a, mode=ProgressMode.TARGETS)
    make_target(task)
    return task


def refused(client, address: str, **typed) -> str:
    answer = client.post(address, data=typed)
    assert answer.status_code == 422
    return answer.text


def check(page: str, *names: str) -> None:
    """Above the form each of `names` leads to a field that looks and sounds wrong."""
    box = BOX.search(page)
    assert box is not None
    assert f"{len(names)} 处未填或有误" in box[1]
    links = [link for link in LINK.findall(box[1]) if not link[0].startswith("task-")]
    assert [words for _, words in links] == list(names)
    for place, _ in links:
        field = place.removesuffix("-0")
        assert page.count(f'id="{place}"') == 1
        assert page.count(f'id="{field}-error"') == 1
        fault = next(tag for tag in MARKED.findall(page) if f'"{field}-error"' in tag)
        assert "is-wrong" in fault
    assert len(MARKED.findall(page)) == len(names)


def test_a_report_that_is_refused_leads_to_each_field(client_for, people):
    task = make_task(lead=people.unit_a)
    typed = {"version": task.version, "percent": "八十", "narrative": " "}
    page = refused(client_for("chief_a"), f"/tasks/{task.id}/progress", **typed)
    check(page, "进展情况", "进度", "按期完成")


@pytest.mark.parametrize(
    ("rule", "typed", "names"),
    [
        (
            "targets",
            {
                "target-1-metric": "家数",
                "target-1-kind": "reach",
                "target-1-value": "一百",
                "target-1-baseline": "零",
                "target-1-due_on": "2026-12-31",
            },
            ["第 1 行目标值", "第 1 行基数"],
        ),
        (
            "milestones",
            {"milestone-1-on": "2026-06-31", "milestone-3-percent": "半"},
            ["第 1 行日期", "第 2 行日期", "第 2 行应达进度"],
        ),
        (
            "split",
            {"part-1-title": "摸底", "part-1-weight": "重", "part-2-title": "整改"},
            ["第 1 行权重"],
        ),
    ],
)
def test_rows_of_a_form_say_which_row_is_wrong(client_for, task, rule, typed, names):
    common = {"version": task.version, "shown": "5", "mode": "targets"}
    if rule == "split":
        for row in (1, 2):
            typed = typed | {
                f"part-{row}-lead": task.lead_unit_id,
                f"part-{row}-starts_on": "2026-01-01",
                f"part-{row}-due_on": "2026-12-31",
            }
        typed.setdefault("part-2-weight", "1")
    page = refused(client_for("office"), f"/tasks/{task.id}/{rule}", **common, **typed)
    check(page, *names)


def test_several_reports_lead_from_the_top_to_each_field_of_each_row(client_for, people):
    first, second = (make_task(lead=people.unit_a) for _ in range(2))
    typed = {"task": [first.id, second.id]}
    for task, percent in ((first, "八十"), (second, "10")):
        typed |= {f"t{task.id}-version": task.version, f"t{task.id}-percent": percent}
    typed[f"t{second.id}-confidence"] = "sure"
    page = refused(client_for("chief_a"), "/mine/several", **typed)
    box = BOX.search(page)
    assert box is not None
    assert "没有报送" in box[1]
    assert LINK.findall(box[1]) == [
        (f"task-{first.id}", f"{first.number} {first.title}"),
        (f"t{first.id}-narrative", "进展情况"),
        (f"t{first.id}-percent", "进度"),
        (f"t{first.id}-confidence-0", "按期完成"),
        (f"task-{second.id}", f"{second.number} {second.title}"),
        (f"t{second.id}-narrative", "进展情况"),
    ]
    assert len(MARKED.findall(page)) == 4
    assert all(page.count(f'id="{place}"') == 1 for place, _ in LINK.findall(box[1]))
    assert "还有 2 项没有报成" in page


@pytest.mark.parametrize(
    ("typed", "wrong"), [({"due_on": "2026-06-31"}, "due_on"), ({"lead": "区住建局"}, "lead")]
)
def test_what_cannot_be_set_for_several_items_is_marked_in_the_list(
    client_for, people, typed, wrong
):
    draft = make_draft(people.office.user)
    form = {"act": "set", "picked": ["2:1"], **typed}
    page = refused(client_for("office"), f"/imports/{draft.id}/items", **form)
    (tag,) = MARKED.findall(page)
    assert f'name="{wrong}"' in tag
    assert 'aria-describedby="refused"' in tag
    assert f'href="#bulk-{wrong}">到填写处</a>' in page
    assert page.count('id="refused"') == 1


def test_an_item_of_a_draft_says_above_it_what_is_wrong_in_it(client_for, people):
    draft = make_draft(people.office.user)
    form = {"title": "", "lead": "", "due_on": "2026-06-31", "kind": "once", "strategy": "1"}
    page = refused(client_for("office"), f"/imports/{draft.id}/items/2", revision="0", **form)
    box = BOX.search(page)
    assert box is not None
    found = [place for place, _ in LINK.findall(box[1])]
    assert "due_on" in found
    for place in found:
        assert page.count(f'id="{place}-error"') == 1


def test_a_short_form_says_it_at_its_field_alone(client_for, task, clock):
    assert clock.today() == date(2026, 11, 23)
    answer = client_for("stranger").post("/login", data={"login": "", "password": ""})
    assert "处未填或有误" not in answer.text
