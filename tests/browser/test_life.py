"""More time asked for and granted, a word from above and its answer, a stop and a withdrawal."""

from playwright.sync_api import expect

from tests.browser.walking import both_screens, follow, press


@both_screens
def test_a_chief_asks_for_more_time_and_a_leader_grants_it_with_another_date(
    page, story, screen, enter, looks_right
):
    enter(page, "chief_a")
    page.goto(f"/tasks/{story.silent.id}")
    page.locator("summary", has_text="申请延期").click()
    expect(page.get_by_text("最多延 2 次，已延 0 次")).to_be_visible()
    page.get_by_label("延到").fill("2026-12-01")
    page.get_by_label("延期理由").fill("讲师十二月中旬才能到位。")
    page.get_by_label("目前进展").fill("已培训两期。")
    looks_right()
    press(page.get_by_role("button", name="提交申请"))
    expect(page.get_by_text("新的时限应晚于现在的时限 2026-12-31。")).to_be_visible()
    expect(page.get_by_label("延期理由")).to_have_value("讲师十二月中旬才能到位。")
    looks_right()
    page.get_by_label("延到").fill("2027-02-28")
    press(page.get_by_role("button", name="提交申请"))
    expect(page.get_by_text("已有一份延期申请正在审批")).to_be_visible()
    looks_right()

    enter(page, "leader_a")
    page.goto("/")
    follow(page, screen, "待办")
    expect(page.get_by_text("讲师十二月中旬才能到位。")).to_be_visible()
    page.locator("summary", has_text="审批").click()
    looks_right()
    page.get_by_label("同意延到").fill("2027-01-31")
    page.get_by_label("审批意见").fill("一月底前办结。")
    press(page.get_by_role("button", name="同意延期", exact=True))
    expect(page.get_by_text("已同意延期")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("没有等您办理的事项")
    page.goto(f"/tasks/{story.silent.id}")
    expect(page.get_by_text("时限：2026-12-31 → 2027-01-31")).to_be_visible()
    expect(page.get_by_text("原 12-31")).to_be_visible()


@both_screens
def test_a_leader_writes_on_a_task_and_the_chief_reads_and_answers(
    page, story, screen, enter, looks_right
):
    enter(page, "leader_a")
    page.goto(f"/tasks/{story.late.id}")
    page.locator("summary", has_text="批示").click()
    page.get_by_label("批示内容").fill("请特设科派人协助，月底前办结。")
    looks_right()
    press(page.get_by_role("button", name="批示"))
    expect(page.get_by_text("待签阅，待回复")).to_be_visible()

    enter(page, "chief_a")
    page.goto(f"/tasks/{story.late.id}")
    looks_right()
    press(page.get_by_role("button", name="签阅"))
    expect(page.get_by_text("已签阅，待回复")).to_be_visible()
    follow(page, screen, "待办")
    page.locator("summary", has_text="回复").click()
    page.get_by_label("回复", exact=True).fill("已商特设科，二十八日进场。")
    looks_right()
    press(page.get_by_role("button", name="回复批示"))
    expect(page.get_by_text("已回复批示")).to_be_visible()
    page.goto(f"/tasks/{story.late.id}")
    expect(page.get_by_text("已商特设科，二十八日进场。")).to_be_visible()
    expect(page.get_by_text("待回复")).to_have_count(0)
    looks_right()


def test_the_office_stops_a_task_and_takes_it_up_and_two_withdraw_it(
    page, story, enter, looks_right
):
    enter(page, "office")
    address = f"/tasks/{story.of_b.id}"
    page.goto(address)
    page.locator("summary", has_text="中止").click()
    page.locator("#suspend-reason").fill("等待上级资金文件。")
    press(page.get_by_role("button", name="中止任务"))
    expect(page.get_by_text("已中止").first).to_be_visible()
    looks_right()
    page.locator("summary", has_text="恢复办理").click()
    page.locator("#resume-reason").fill("资金已到位。")
    press(page.get_by_role("button", name="恢复办理"))
    expect(page.get_by_text("已恢复办理")).to_be_visible()
    page.locator("summary", has_text="提出撤销").click()
    page.locator("#withdrawal-reason").fill("并入上级统一项目。")
    press(page.get_by_role("button", name="提出撤销"))
    expect(page.get_by_text("已提出撤销，等另一人确认").first).to_be_visible()
    looks_right()

    enter(page, "leader_b")
    page.goto(address)
    expect(page.get_by_text("秦督办提出撤销。理由：并入上级统一项目。")).to_be_visible()
    looks_right()
    press(page.get_by_role("button", name="确认撤销"))
    expect(page.get_by_text("已撤销").first).to_be_visible()
    looks_right()
