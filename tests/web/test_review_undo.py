"""撤销上一步 on the page of a review: named, asked where it is another's, and told."""

from dataclasses import replace

import pytest

from tests.drafted import PLAN
from tests.forms import form_of
from tests.make import make_user
from tests.people import UNIT_B
from tests.reviewing import make_draft, review_of, several
from tracker.domain.drafts.draft import Doubt
from tracker.domain.values import Role

MAX_QUERIES = 12


@pytest.fixture
def draft(people) -> int:
    return make_draft(people.office.user).id


@pytest.fixture
def office(client_for):
    return client_for("office")


@pytest.fixture
def colleague(anonymous, people):
    """Another of the plan office."""
    user = make_user(people.unit_b, roles=[Role.PLAN_OFFICE], name="李同")
    anonymous.log_in(user.id)
    return anonymous


def words(page: str) -> str:
    return " ".join(page.split())


def shown(client, draft) -> dict[str, str]:
    return form_of(client.get(f"/imports/{draft}").text, f"/imports/{draft}/undo")


def undo(client, draft, **changes):
    return client.post(f"/imports/{draft}/undo", data=shown(client, draft) | changes)


def test_a_draft_that_nobody_touched_offers_nothing_to_undo(office, draft):
    assert "上一步" not in office.get(f"/imports/{draft}").text


@pytest.mark.parametrize(
    ("act", "picked", "more", "step"),
    [
        ("split", ["2:1"], {}, "拆分“守好校园食堂”"),
        ("merge", ["2:1", "3:1"], {}, "合并“守好校园食堂”等 2 项"),
        ("move", ["2:1"], {"strategy": "4"}, "移动“守好校园食堂”"),
        ("check", ["2:1", "3:1", "5:1"], {}, "接受“守好校园食堂”等 3 项"),
        ("set", ["2:1", "3:1"], {"lead": UNIT_B}, "设定“守好校园食堂”等 2 项的单位或时限"),
        ("drop", ["3:1"], {}, "删去“更新老旧电梯”"),
    ],
)
def test_each_button_over_the_list_can_be_undone(office, draft, act, picked, more, step):
    before = review_of(draft)
    several(office, draft, act, *picked, **more)
    assert f"上一步：{step}" in words(office.get(f"/imports/{draft}").text)
    answer = undo(office, draft)
    assert (answer.status_code, answer.location) == (303, f"/imports/{draft}#last-step")
    assert f"已撤销：{step}" in words(office.get(answer.location).text)
    assert review_of(draft) == before


def test_steps_before_the_last_are_listed(office, draft):
    several(office, draft, "check", "2:1")
    several(office, draft, "drop", "3:1")
    page = words(office.get(f"/imports/{draft}").text)
    assert "更早 1 步" in page
    assert page.index("上一步：删去“更新老旧电梯”") < page.index("接受“守好校园食堂”")
    undo(office, draft)
    page = words(office.get(f"/imports/{draft}").text)
    assert "再上一步：接受“守好校园食堂”" in page
    assert "更早" not in page


def test_the_step_of_another_is_named_before_it_is_undone(office, colleague, draft):
    several(office, draft, "drop", "3:1")
    assert "撤销秦督办的这一步" not in office.get(f"/imports/{draft}").text
    page = colleague.get(f"/imports/{draft}").text
    assert "这一步是秦督办做的" in page
    assert "撤销秦督办的这一步" in page
    undo(colleague, draft)
    assert "已撤销秦督办的：删去“更新老旧电梯” 李同" in words(
        office.get(f"/imports/{draft}").text.replace('<span class="quiet nowrap">', "")
    )


def test_a_page_that_is_out_of_date_undoes_nothing(office, colleague, draft):
    several(office, draft, "check", "2:1")
    mine = shown(office, draft)
    several(colleague, draft, "drop", "3:1")
    before = review_of(draft)
    answer = office.post(f"/imports/{draft}/undo", data=mine)
    assert answer.status_code == 409
    assert "现在的上一步是李同的：删去“更新老旧电梯”。请看过再撤销。" in answer.text
    assert review_of(draft) == before
    again = form_of(answer.text, f"/imports/{draft}/undo")
    assert office.post(f"/imports/{draft}/undo", data=again).status_code == 303


def test_a_button_pressed_twice_undoes_one_step(office, draft):
    several(office, draft, "check", "2:1")
    several(office, draft, "drop", "3:1")
    mine = shown(office, draft)
    for _ in range(2):
        assert office.post(f"/imports/{draft}/undo", data=mine).status_code == 303
    assert review_of(draft).checked == 1
    assert len(review_of(draft).kept) == 3


@pytest.mark.parametrize("step", ["", "x", "7", "99999999999"])
def test_a_step_that_is_none_undoes_nothing(office, draft, step):
    several(office, draft, "check", "2:1")
    before = review_of(draft)
    assert undo(office, draft, step=step).status_code == 409
    assert review_of(draft) == before


def test_where_there_is_nothing_to_undo_that_is_said(office, draft):
    answer = office.post(f"/imports/{draft}/undo", data={"step": "1"})
    assert answer.status_code == 422
    assert "没有可以撤销的一步。" in answer.text


def test_the_answer_to_a_doubt_can_be_undone(office, people):
    first, *rest = PLAN.strategies[0].tasks
    tasks = (replace(first, doubts=(Doubt("task.very-long"),)), *rest)
    strategies = (replace(PLAN.strategies[0], tasks=tasks), *PLAN.strategies[1:])
    draft = make_draft(people.office.user, replace(PLAN, strategies=strategies)).id
    several(office, draft, "check", "2:1", back="doubts")
    assert "先看存疑" not in office.get(f"/imports/{draft}").text
    undo(office, draft)
    assert "先看存疑 1 项" in office.get(f"/imports/{draft}").text


def test_the_steps_cost_one_query(office, draft, count_queries):
    with count_queries() as untouched:
        office.get(f"/imports/{draft}")
    for revision in range(1, 12):
        several(office, draft, "check", f"2:{revision}")
    with count_queries() as touched:
        office.get(f"/imports/{draft}")
    assert touched.count == untouched.count <= MAX_QUERIES
