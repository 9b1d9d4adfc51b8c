"""An administrator's round: a unit renamed, a person moved, and what the log says of it."""

import re

from playwright.sync_api import expect

from tests.browser.walking import follow, press


def test_an_administrator_renames_moves_and_reads_it_in_the_log(
    page, story, screen, enter, looks_right
):
    enter(page, "admin")
    page.goto("/")
    follow(page, screen, "管理")
    expect(page.get_by_role("heading", level=1)).to_have_text("单位")
    looks_right()
    page.get_by_role("link", name=story.people.unit_a.name).click()
    page.get_by_label("名称", exact=True).fill("食品生产科")
    looks_right()
    press(page.get_by_role("button", name="保存"))
    expect(page.get_by_text("已保存：食品生产科")).to_be_visible()

    page.get_by_role("navigation", name="管理").get_by_role("link", name="人员").click()
    looks_right()
    page.get_by_role("link", name="王乙").click()
    page.get_by_label("职务").fill("二级主任科员")
    looks_right()
    press(page.get_by_role("button", name="保存"))

    page.get_by_role("navigation", name="管理").get_by_role("link", name="审计").click()
    expect(page.get_by_text("职务：科长 → 二级主任科员")).to_be_visible()
    looks_right()
    page.get_by_label("办理").select_option(label="修改单位")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("食品安全监管科 → 食品生产科")).to_be_visible()
    expect(page.get_by_text("二级主任科员")).to_have_count(0)
    looks_right()
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 CSV").click()
    assert "修改单位" in download.value.path().read_text(encoding="utf-8-sig")

    page.get_by_role("link", name="校验全部").click()
    expect(page.get_by_text(re.compile("审计记录完整：共 .* 条"))).to_be_visible()
    looks_right()
