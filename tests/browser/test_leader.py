"""A leader's two minutes: where does the plan stand, what is red, why, and whose is it."""

import re
from datetime import date

import pypdfium2
from playwright.sync_api import expect

from tests.browser.conftest import WIDER
from tests.browser.story import SENTENCE
from tests.browser.walking import both_screens, follow, log_in, resize
from tests.make import make_task, make_unit
from tracker.database import db
from tracker.domain.values import TaskState
from tracker.models import Strategy

# Cells of a table whose words reach over the edge of the cell.
OVERLAPPING = """() => [...document.querySelectorAll("td, th")]
    .filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
    .map(each => each.textContent.trim().replace(/\\s+/g, " "))"""


@both_screens
def test_a_leader_goes_from_the_board_to_the_reason(page, story, screen, looks_right):
    log_in(page, "leader_a")
    expect(page.get_by_role("heading", level=1)).to_have_text("看板")
    looks_right()
    page.locator("#list").get_by_role("link", name="完成校园食堂检查").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("完成校园食堂检查")
    expect(page.get_by_text("已检查七成学校食堂。").first).to_be_visible()
    expect(page.get_by_role("link", name="报进展")).to_have_count(0)
    looks_right()


@both_screens
def test_a_leader_reads_where_in_the_plan_a_task_came_from(page, story, enter, looks_right):
    enter(page, "leader_a")
    page.goto(f"/tasks/{story.late.id}")
    page.get_by_role("link", name="在原文中看上下文").click()
    sentence = page.locator("#sentence")
    expect(sentence).to_have_text(SENTENCE)
    expect(sentence).to_be_in_viewport()
    looks_right()
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
        width, height = paper[0].get_size()
        printed = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert width < height
    assert SENTENCE in printed
    page.get_by_role("link", name="2026年工作要点").click()
    looks_right()


def test_a_leader_narrows_the_board_to_one_unit(page, story, enter, looks_right):
    enter(page, "leader_a")
    page.goto("/")
    page.get_by_label("牵头单位").select_option(label=story.people.unit_b.name)
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_text("1 项任务")).to_be_visible()
    looks_right()


def test_a_leader_finds_every_red_task_in_the_ledger(page, screen, enter, looks_right):
    enter(page, "leader_a")
    page.goto("/")
    follow(page, screen, "台账")
    expect(page.get_by_text("更新老旧电梯").first).to_be_visible()
    looks_right()
    page.goto("/ledger?light=red")
    expect(page.get_by_text("完成校园食堂检查").first).to_be_visible()
    expect(page.get_by_text("更新老旧电梯")).to_have_count(0)
    looks_right()


def test_long_names_and_large_numbers_stand_beside_each_other(page, story, enter):
    strategy = db.session.get_one(Strategy, story.late.strategy_id)
    long_name = make_unit("医疗器械和化妆品质量安全监督管理与风险监测科")
    for state, due_on, times in (
        (TaskState.ISSUED, date(2026, 10, 31), 11),
        (TaskState.ISSUED, date(2026, 11, 30), 10),
        (TaskState.SUBMITTED, date(2026, 12, 31), 10),
        (TaskState.DONE, date(2026, 12, 31), 10),
    ):
        for _ in range(times):
            make_task(strategy, lead=long_name, state=state, due_on=due_on)
    for _ in range(20):
        make_task(strategy, lead=make_unit(), due_on=date(2026, 10, 30))
    enter(page, "leader_a")
    page.goto("/")
    expect(page.get_by_role("img", name=re.compile("红灯 11 项"))).to_be_visible()
    for width in (1280, 1366, 1920):
        resize(page, width=width, height=900)
        assert page.evaluate(OVERLAPPING) == [], f"at {width} pixels"
        assert page.evaluate(WIDER) == 0, f"at {width} pixels"


def test_what_is_not_ones_own_is_refused_in_a_sentence(page, enter):
    enter(page, "leader_a")
    answer = page.goto("/tasks/404")
    assert answer.status == 404
    expect(page.get_by_text("没有找到这项任务。")).to_be_visible()


def test_what_is_pressed_on_a_screen_is_not_on_paper(page, story, enter):
    enter(page, "office")
    page.goto(f"/plans/{story.late.plan_id}")
    expect(page.get_by_role("link", name="新增任务")).to_be_visible()
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
        printed = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert "完成校园食堂检查" in printed
    assert "新增任务" not in printed


def test_a_task_is_printed_upright_with_all_that_was_folded(page, story, enter):
    enter(page, "leader_a")
    page.goto(f"/tasks/{story.counted.id}")
    folded = page.locator("main details:not([open])").count()
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
        width, height = paper[0].get_size()
    assert width < height
    opened = page.evaluate(
        """() => {
            dispatchEvent(new Event("beforeprint"));
            const open = document.querySelectorAll("main details:not([open])").length;
            dispatchEvent(new Event("afterprint"));
            return open;
        }"""
    )
    assert (opened, page.locator("main details:not([open])").count()) == (0, folded)
