"""The plan office's hand on a plan: edit, measure, split, set milestones, reassign, postpone."""

import pytest
from playwright.sync_api import expect

from tests.browser.walking import follow, press


@pytest.fixture
def office(page, enter):
    enter(page, "office")
    return page


def open_form(page, story, words):
    page.goto(f"/tasks/{story.silent.id}")
    page.get_by_role("link", name=words, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("培训食品安全员")


def test_the_office_edits_measures_and_reassigns_a_task(office, story, looks_right):
    page = office
    open_form(page, story, "修改")
    looks_right()
    page.get_by_label("权重").fill("零")
    press(page.get_by_role("button", name="保存修改"))
    expect(page.get_by_text("权重请填整数。")).to_be_visible()
    looks_right()
    page.get_by_label("权重").fill("3")
    page.get_by_label(story.people.unit_b.name).check()
    press(page.get_by_role("button", name="保存修改"))
    expect(page.get_by_text("已保存修改")).to_be_visible()
    expect(page.get_by_text("权重：1 → 3")).to_be_visible()
    looks_right()
    open_form(page, story, "指标")
    page.get_by_label("指标名称，第 1 行").fill("培训人次")
    page.get_by_label("目标值，第 1 行").fill("1,200")
    page.get_by_label("按指标算").check()
    looks_right()
    press(page.get_by_role("button", name="保存指标"))
    expect(page.get_by_role("rowheader", name="培训人次")).to_be_visible()
    open_form(page, story, "改派")
    looks_right()
    page.get_by_label("改由哪个单位牵头").select_option(label=story.people.unit_b.name)
    page.get_by_label("改派理由").fill("职责调整")
    press(page.get_by_role("button", name="改派"))
    expect(page.get_by_text("已改派，由新的单位重新签收")).to_be_visible()


def test_the_office_splits_a_task_and_sets_its_milestones(office, story, looks_right):
    page = office
    open_form(page, story, "分解")
    for place, title in ((1, "摸清底数"), (2, "组织培训")):
        page.get_by_label(f"举措，第 {place} 行").fill(title)
    page.get_by_label("时限，第 2 行").fill("2027-01-31")
    expect(page.get_by_text("晚于上级任务时限", exact=True)).to_be_visible()
    page.get_by_role("button", name="再加几行").click()
    page.get_by_label("举措，第 6 行").fill("回头看")
    page.get_by_label("牵头单位，第 6 行").select_option(label=story.people.unit_b.name)
    looks_right()
    press(page.get_by_role("button", name="保存分解"))
    expect(page.get_by_text("已分解为 3 项举措")).to_be_visible()
    looks_right()
    open_form(page, story, "节点")
    press(page.get_by_role("button", name="按季度列出"))
    expect(page.get_by_label("应达进度（%），第 4 行")).to_have_value("100")
    page.get_by_label("内容，第 2 行").fill("过半")
    page.get_by_label("应达进度（%），第 2 行").fill("10")
    press(page.get_by_role("button", name="保存节点"))
    expect(page.get_by_text("应达进度要随日期上升。")).to_be_visible()
    looks_right()
    page.get_by_label("应达进度（%），第 2 行").fill("60")
    press(page.get_by_role("button", name="保存节点"))
    expect(page.get_by_text("已保存节点")).to_be_visible()


def test_the_office_adds_a_task_to_a_plan_and_postpones_the_plan(
    office, story, screen, looks_right
):
    page = office
    page.goto("/")
    follow(page, screen, "计划")
    looks_right()
    page.get_by_role("link", name="2026年工作要点").click()
    expect(page.get_by_text("超过 2 个工作日未签收 1 项")).to_be_visible()
    looks_right()
    page.get_by_role("link", name="新增任务").click()
    page.get_by_label("任务", exact=True).fill("宣传新法规")
    page.get_by_label("牵头单位").select_option(label=story.people.unit_b.name)
    looks_right()
    press(page.get_by_role("button", name="新增并交办"))
    expect(page.get_by_text("已新增并交办")).to_be_visible()
    page.goto(f"/plans/{story.silent.plan_id}/postpone")
    looks_right()
    page.get_by_label("新的结束日期").fill("2027-01-31")
    page.get_by_label("顺延理由").fill("上级统一顺延")
    press(page.get_by_role("button", name="整体顺延"))
    expect(page.get_by_text("已顺延到 2027-01-31，4 项任务的时限随之推后")).to_be_visible()


def test_rows_are_added_without_a_script(page_without_script, story, enter):
    page = page_without_script
    enter(page, "office")
    page.goto(f"/tasks/{story.silent.id}/split")
    page.get_by_label("举措，第 1 行").fill("摸清底数")
    press(page.get_by_role("button", name="再加几行"))
    expect(page.get_by_label("举措，第 1 行")).to_have_value("摸清底数")
    page.get_by_label("举措，第 10 行").fill("回头看")
    press(page.get_by_role("button", name="保存分解"))
    expect(page.get_by_text("已分解为 2 项举措")).to_be_visible()
