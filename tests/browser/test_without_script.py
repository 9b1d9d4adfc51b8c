"""Without JavaScript what is folded opens all the same, and what is decided there is done."""

from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.walking import press
from tracker import clock
from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.services import deadline_extensions


def of_list(page: Page, words: str) -> Locator:
    page.goto("/inbox")
    return page.locator("section", has=page.get_by_role("heading", name=words))


def test_a_day_of_office_leader_and_administrator(page_without_script, story, enter):
    later = story.silent.due_on + timedelta(days=30)
    asked = ExtensionRequest(later, "讲师出差。", "已定教材。")
    deadline_extensions.ask(
        story.people.chief_a.doing(clock.now()), task_id=story.silent.id, request=asked
    )
    page = page_without_script

    enter(page, "office")
    waiting = of_list(page, "待审批延期 1 项")
    waiting.locator("summary").click()
    press(waiting.get_by_role("button", name="同意延期"))
    expect(page.get_by_text("已同意延期")).to_be_visible()

    enter(page, "leader_a")
    page.goto("/")
    page.get_by_label("牵头单位").select_option(label=story.people.unit_a.name)
    page.get_by_role("button", name="查看").click()
    page.locator("a.task", has_text=story.late.title).click()
    page.locator("summary", has_text="批示").click()
    page.locator("details[open] textarea").fill("请本周办结。")
    press(page.locator("details[open]").get_by_role("button", name="批示"))
    expect(page.get_by_text("已批示")).to_be_visible()

    enter(page, "admin")
    page.goto(f"/admin/units/{story.people.unit_b.id}")
    page.locator("summary", has_text="并入其他单位").click()
    page.locator("[name=into]").select_option(label=story.people.unit_a.name)
    press(page.get_by_role("button", name="确认合并"))
    expect(page.get_by_text("已合并：转移任务")).to_be_visible()
