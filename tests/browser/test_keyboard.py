"""By keys alone, from the login on: Tab leads to each control, which shows that it has the focus.

A field for a date is passed with its inner stops, the button of its calendar among them.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import PATIENCE
from tests.make import PASSWORD

# Whether the control has the focus, and what is wrong with the ring of whatever has it.
STOP = """(wanted) => {
    const at = document.activeElement;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
    const ring = `${outlineStyle} ${outlineWidth} ${outlineColor}`;
    const shows = at === document.body || ring === "solid 2px rgb(14, 89, 100)";
    return [at === wanted, shows ? "" : `${ring}: ${at.outerHTML.slice(0, 90)}`];
}"""
FAR = 150  # stops; no page of the story has more


def tab_to(page: Page, selector: str, *, has: str = "") -> None:
    """Goes on by Tab until the control has the focus, and looks at each stop on the way."""
    wanted = page.locator(selector, has_text=has).locator("visible=true").first
    expect(wanted).to_be_visible()
    handle = wanted.element_handle()
    for _ in range(FAR):
        page.keyboard.press("Tab")
        has_focus, fault = page.evaluate(STOP, handle)
        assert fault == ""
        if has_focus:
            return
    pytest.fail(f"no key leads to {selector} {has}")


def key_in(page: Page, selector: str, words: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def press_key(page: Page, key: str = "Enter") -> None:
    """Sends what has the focus, and waits for the answer."""
    with page.expect_navigation(timeout=PATIENCE):
        page.keyboard.press(key)


def enter_by_keys(page: Page, login: str) -> None:
    page.goto("/login")
    key_in(page, "[name=login]", login)
    key_in(page, "[name=password]", PASSWORD)
    press_key(page)


def test_a_chief_reports_and_asks_for_more_time(page, story):
    enter_by_keys(page, "chief_a")
    tab_to(page, f"a[aria-label='报进展：{story.silent.number}']")
    press_key(page)
    key_in(page, "[name=percent]", "85")
    key_in(page, "[name=narrative]", "已培训两期。")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    tab_to(page, "button", has="报送")
    press_key(page)
    expect(page.get_by_text(f"已报送：{story.silent.number}")).to_be_visible()
    tab_to(page, ".item h3 a", has=story.silent.title)
    press_key(page)
    tab_to(page, "summary", has="申请延期")
    page.keyboard.press("Enter")
    key_in(page, "[name=reason]", "讲师出差。")
    tab_to(page, "details[open] button[type=submit]")


def test_a_leader_filters_the_board_and_writes_an_instruction(page, story):
    enter_by_keys(page, "leader_a")
    tab_to(page, "#f-unit")
    page.keyboard.press("ArrowDown")
    tab_to(page, "button", has="查看")
    press_key(page)
    expect(page).to_have_url(re.compile(r"unit=\d"))
    tab_to(page, "a.task", has=story.late.title)
    press_key(page)
    tab_to(page, "summary", has="批示")
    page.keyboard.press("Space")
    key_in(page, "textarea[name=text]", "请本周办结。")
    page.keyboard.press("Tab")
    press_key(page)
    expect(page.get_by_text("请本周办结。").first).to_be_visible()


def test_the_office_adds_a_task_to_a_plan(page, story):
    enter_by_keys(page, "office")
    tab_to(page, ".app-nav a", has="计划")
    press_key(page)
    tab_to(page, "tbody a")
    press_key(page)
    tab_to(page, "a.btn", has="新增任务")
    press_key(page)
    key_in(page, "[name=title]", "宣传新法规")
    tab_to(page, "button", has="新增并交办")
    press_key(page)
    tab_to(page, "[name=lead]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "button", has="新增并交办")
    press_key(page)
    expect(page.get_by_text("已新增并交办")).to_be_visible()


def test_an_administrator_adds_a_person_and_searches_the_log(page, story):
    enter_by_keys(page, "admin")
    tab_to(page, ".app-nav a", has="管理")
    press_key(page)
    tab_to(page, ".sub-nav a", has="人员")
    press_key(page)
    tab_to(page, "a", has="新增人员")
    press_key(page)
    key_in(page, "[name=login]", "zheng")
    key_in(page, "[name=name]", "郑新")
    tab_to(page, "[name=roles]")
    page.keyboard.press("Space")
    tab_to(page, "button", has="保存")
    press_key(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("郑新的新密码")
    tab_to(page, ".sub-nav a", has="审计")
    press_key(page)
    key_in(page, "[name=q]", "郑新")  # past both fields for a date
    press_key(page)
    expect(page.locator("tbody tr")).not_to_have_count(0)
