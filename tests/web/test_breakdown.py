"""分解 and 节点: rows, what is refused on which of them, and that nothing typed is lost."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.make import make_milestone, make_target, make_task, make_update
from tests.people import EVERYBODY
from tracker.domain.values import ProgressMode, TaskState
from tracker.models import Milestone, Task


@pytest.fixture
def task(people):
    return make_task(
        lead=people.unit_a,
        state=TaskState.IN_PROGRESS,
        title="检查校园食堂",
        due_on=date(2026, 11, 30),
    )


def rows(prefix, task, *filled, **others):
    cells = {
        f"{prefix}-{place}-{name}": text
        for place, row in enumerate(filled, start=1)
        for name, text in row.items()
    }
    return {"version": str(task.version), "shown": "5", **cells, **others}


def part(unit, **changes):
    return {
        "title": "摸清底数",
        "lead": str(unit.id),
        "starts_on": "2026-03-01",
        "due_on": "2026-06-30",
        "weight": "1",
        "begins": "",
        **changes,
    }


def parts_of(session, task):
    session.rollback()
    statement = sa.select(Task).where(Task.parent_id == task.id).order_by(Task.position)
    return session.scalars(statement).all()


def test_only_the_plan_office_divides_a_task(client_for, task, people, session):
    for person in EVERYBODY:
        client = client_for(person)
        expected = {"office": 200, "stranger": 303}.get(person, 403)
        for page in ("split", "milestones"):
            assert client.get(f"/tasks/{task.id}/{page}").status_code == expected, (person, page)
            if expected == 403:
                data = rows("part", task, part(people.unit_a))
                assert client.post(f"/tasks/{task.id}/{page}", data=data).status_code == 403
    assert parts_of(session, task) == []


def test_empty_rows_begin_today_where_the_task_runs_and_with_a_draft_where_it_does_not(
    client_for, people, task
):
    draft = make_task(lead=people.unit_a, state=TaskState.DRAFT)
    over = make_task(lead=people.unit_a, due_on=date(2026, 10, 31))
    client = client_for("office")
    for split, begins in ((task, "2026-11-23"), (draft, "2026-01-01"), (over, "2026-10-31")):
        page = client.get(f"/tasks/{split.id}/split").text
        assert f'name="part-1-starts_on" type="date" value="{begins}"' in page


def test_each_filled_row_becomes_a_sub_task_and_empty_ones_do_not(
    client_for, people, task, session
):
    client = client_for("office")
    late = part(people.unit_b, title="回头看", due_on="2026-12-20", weight="2")
    data = rows("part", task, part(people.unit_a), part(people.unit_a, title=" "), late)
    answer = client.post(f"/tasks/{task.id}/split", data=data)
    assert (answer.status_code, answer.location) == (303, f"/tasks/{task.id}")
    made = [(p.title, p.lead_unit_id, p.weight, p.state) for p in parts_of(session, task)]
    assert made == [
        ("摸清底数", people.unit_a.id, 1, TaskState.ISSUED),
        ("回头看", people.unit_b.id, 2, TaskState.ISSUED),
    ]
    page = client.get(answer.location).text
    assert "已分解为 2 项举措，其中 1-01-2 晚于上级任务时限 2026-11-30" in page
    assert "晚于上级任务时限" in client.get(f"/tasks/{task.id}/split").text


def test_what_is_wrong_with_a_sub_task_is_said_on_its_row(client_for, people, task, session):
    client = client_for("office")
    cases = [
        ({"lead": "0"}, "lead", "请选牵头单位。"),
        ({"lead": "x"}, "lead", "请从所列各项中选一项。"),
        ({"title": "长" * 201}, "title", "最多 200 字，现有 201 字。"),
        ({"starts_on": ""}, "starts_on", "请填日期。"),
        ({"due_on": "2026-02-01"}, "due_on", "完成时限不能早于开始日期。"),
        ({"due_on": "2031-02-01"}, "due_on", "日期应在"),
        ({"weight": "0"}, "weight", "权重请填 1 到 100 之间的整数。"),
        ({"weight": "多"}, "weight", "权重请填整数。"),
        ({"begins": "101"}, "begins", "进度应在 0 到 100 之间。"),
        ({"begins": "多"}, "begins", "进度请填数字，0 到 100 之间。"),
    ]
    for changes, cell, sentence in cases:
        second = part(people.unit_b, **{"title": "回头看", **changes})
        data = rows("part", task, part(people.unit_a), part(people.unit_a, title=""), second)
        answer = client.post(f"/tasks/{task.id}/split", data=data)
        assert answer.status_code == 422, changes
        assert sentence in answer.text, changes
        assert f'id="part-2-{cell}-error"' in answer.text, changes
        assert 'value="摸清底数"' in answer.text
    nothing = client.post(f"/tasks/{task.id}/split", data=rows("part", task))
    assert "请至少填写一项举措。" in nothing.text
    many = rows("part", task, *[part(people.unit_a)] * 45)
    assert "一项任务最多 30 项举措。" in client.post(f"/tasks/{task.id}/split", data=many).text
    assert parts_of(session, task) == []


def test_a_task_is_split_once_by_a_button_pressed_twice_and_a_stale_page_is_told(
    client_for, people, task, session
):
    client = client_for("office")
    data = rows("part", task, part(people.unit_a))
    assert [client.post(f"/tasks/{task.id}/split", data=data).status_code for _ in "12"] == [
        303
    ] * 2
    other = rows("part", task, part(people.unit_b, title="另一项"), version="1")
    stale = client.post(f"/tasks/{task.id}/split", data=other)
    assert stale.status_code == 409
    for words in ("刚被别人改过", "分解", "摸清底数", 'value="另一项"'):
        assert words in stale.text
    assert len(parts_of(session, task)) == 1


def test_a_part_cannot_be_split_and_can_have_milestones(client_for, people, task):
    sub = make_task(lead=people.unit_b, parent=task)
    client = client_for("office")
    answer = client.get(f"/tasks/{sub.id}/split")
    assert answer.status_code == 303
    assert "举措不能再分解" in client.get(answer.location).text
    assert client.get(f"/tasks/{sub.id}/milestones").status_code == 200


def test_milestones_are_set_changed_and_cleared(client_for, people, task, session):
    make_milestone(task, on=date(2026, 6, 30), percent=40, text="完成初验")
    client = client_for("office")
    page = client.get(f"/tasks/{task.id}/milestones").text
    assert 'value="完成初验"' in page
    typed = [
        {"on": "2026-09-30", "text": "", "percent": "８０"},
        {"on": "2026-06-30", "text": "完成初验", "percent": "50"},
        {"on": "2026-07-15", "text": "开现场会", "percent": ""},
    ]
    answer = client.post(f"/tasks/{task.id}/milestones", data=rows("milestone", task, *typed))
    assert answer.location == f"/tasks/{task.id}"
    session.expire_all()
    assert [(m.on, m.percent, m.text) for m in task.milestones] == [
        (date(2026, 6, 30), 50, "完成初验"),
        (date(2026, 7, 15), None, "开现场会"),
        (date(2026, 9, 30), 80, ""),
    ]
    client.post(f"/tasks/{task.id}/milestones", data=rows("milestone", task))
    assert session.scalar(sa.select(sa.func.count(Milestone.id))) == 0


def test_quarters_are_filled_in_below_what_was_typed_and_stored_only_when_saved(
    client_for, task, session
):
    client = client_for("office")
    typed = {"on": "2026-06-30", "text": "完成初验", "percent": "40"}
    data = rows("milestone", task, typed, quarters="1")
    page = client.post(f"/tasks/{task.id}/milestones", data=data)
    assert page.status_code == 200
    for value in ("2026-03-31", "2026-09-30", "2026-11-30", "完成初验", "40"):
        assert page.text.count(f'value="{value}"') == 1, value
    assert page.text.count('value="2026-06-30"') == 1
    assert session.scalar(sa.select(sa.func.count(Milestone.id))) == 0


def test_what_is_wrong_with_a_milestone_is_said_on_its_row(client_for, task, session):
    client = client_for("office")
    first = {"on": "2026-06-30", "text": "", "percent": "50"}
    cases = [
        ({"on": "", "percent": "60"}, "on", "请填日期。"),
        ({"on": "2026-09-31", "percent": "60"}, "on", "请填日期，如 2026-06-30。"),
        ({"on": "2026-12-01", "percent": "60"}, "on", "节点日期应在任务开始之后"),
        ({"on": "2026-06-30", "percent": "60"}, "on", "同一天只能有一个节点。"),
        ({"on": "2026-09-30", "percent": "101"}, "percent", "应达进度请填 1 到 100"),
        ({"on": "2026-09-30", "percent": "1e999999999"}, "percent", "应达进度请填 1 到 100"),
        ({"on": "2026-09-30", "percent": "八十"}, "percent", "应达进度请填整数。"),
        ({"on": "2026-09-30", "percent": "40"}, "percent", "应达进度要随日期上升。"),
        ({"on": "2026-11-30", "percent": "90"}, "percent", "只能是 100。"),
        ({"on": "2026-09-30", "percent": ""}, "text", "节点要写明内容或应达进度。"),
        ({"on": "2026-09-30", "text": "长" * 201}, "text", "最多 200 字"),
    ]
    for changes, cell, sentence in cases:
        data = rows("milestone", task, first, {}, {"text": "", "percent": "", **changes})
        answer = client.post(f"/tasks/{task.id}/milestones", data=data)
        assert (answer.status_code, sentence in answer.text) == (422, True), changes
        assert f'id="milestone-2-{cell}-error"' in answer.text, changes
    assert session.scalar(sa.select(sa.func.count(Milestone.id))) == 0


def test_more_rows_are_added_up_to_the_limit(client_for, people, task, session):
    client = client_for("office")
    data = rows("part", task, part(people.unit_a), more="1", shown="28")
    page = client.post(f"/tasks/{task.id}/split", data=data)
    assert (page.status_code, 'id="part-30-title"' in page.text) == (200, True)
    assert 'id="part-31-title"' not in page.text
    assert 'value="摸清底数"' in page.text
    odd = client.post(f"/tasks/{task.id}/split", data={**data, "shown": "9" * 20})
    assert odd.status_code == 200
    assert parts_of(session, task) == []


def measured(people, **changes):
    """95.5 and 100 by its targets: 97.75."""
    task = make_task(lead=people.unit_a, mode=ProgressMode.TARGETS, **changes)
    make_target(task, current=Decimal("95.5"))
    make_target(task, current=Decimal(100))
    make_update(task, author=people.chief_a.user, percent=Decimal("97.75"))
    return task


def page_of(client, task):
    return client.get(f"/tasks/{task.id}").text


def test_the_form_says_beforehand_what_becomes_of_the_figures(client_for, people, task):
    client = client_for("office")
    assert "还没有报过进展" in client.get(f"/tasks/{task.id}/split").text
    page = client.get(f"/tasks/{measured(people).id}/split").text
    assert "本任务现为 97.8%。起始进度不填的，从 97.8% 起算，分解当日进度不变" in page
    assert "本任务的指标和填报不再计入" in page


def test_no_figure_moves_on_the_day_of_the_split_and_the_formula_is_that_of_the_sub_tasks(
    client_for, people, session
):
    client, task = client_for("office"), measured(people)
    assert "进度为 2 项平均：(95.5 + 100.0) ÷ 2 = 97.8" in page_of(client, task)
    data = rows("part", task, part(people.unit_a), part(people.unit_b, title="回头看"))
    client.post(f"/tasks/{task.id}/split", data=data)
    page = page_of(client, task)
    assert "平均：(97.8 + 97.8) ÷ 2 = 97.8" in page
    assert "(95.5 + 100.0)" not in page
    assert "进度按举措计算，指标不计入" in page
    assert page.count("分解时起算，未报") == 2
    second = parts_of(session, task)[1]
    make_update(second, author=people.chief_b.user, percent=100)
    page = page_of(client, task)
    assert "平均：(97.8 + 100.0) ÷ 2 = 98.9；11月已报 1/1 项" in page
    assert "实际 98.9%" in page


def test_what_is_left_out_of_the_mean_is_named_with_the_reason(client_for, people, task):
    make_task(
        parent=task, lead=people.unit_a, percent=Decimal(30), last_reported_on=date(2026, 10, 5)
    )
    silent = make_task(parent=task, lead=people.unit_a)
    make_task(parent=task, lead=people.unit_a, state=TaskState.WITHDRAWN, percent=Decimal(90))
    client = client_for("office")
    unknown = "平均：(30.0) ÷ 1 = 30.0；1 项未报，未计；1 项已撤销，不计；11月已报 0/2 项"
    assert unknown in page_of(client, task)
    make_update(silent, author=people.chief_a.user, percent=40)
    known = "平均：(30.0 + 40.0) ÷ 2 = 35.0；1 项已撤销，不计；11月已报 1/2 项"
    assert known in page_of(client, task)


def test_an_office_that_names_a_start_moves_the_figure_and_stays_on_the_form(
    client_for, people, session
):
    client, task = client_for("office"), measured(people)
    data = rows("part", task, part(people.unit_a, begins="0"), part(people.unit_b, begins="50%"))
    client.post(f"/tasks/{task.id}/split", data=data)
    assert [each.percent for each in parts_of(session, task)] == [0, 50]
    assert "(0.0 + 50.0) ÷ 2 = 25.0" in page_of(client, task)
