"""A section chief's five minutes: in, report, be told what was wrong, ask for the close, out."""

from playwright.sync_api import expect

from tests.browser.walking import both_screens, follow, leave, log_in, press


@both_screens
def test_a_chief_reports_on_every_task_that_waits(page, story, screen, looks_right):
    log_in(page, "chief_a")
    expect(page).to_have_url("/mine")
    expect(page.get_by_role("heading", level=1)).to_contain_text("周甲")
    looks_right()

    page.get_by_role("link", name=f"报进展：{story.silent.number}").click()
    looks_right()
    page.get_by_label("进度（%）").fill("101")
    page.get_by_label("进展情况").fill("已培训两期，共 120 人。")
    page.get_by_label("有把握").check()
    press(page.get_by_role("button", name="报送", exact=True))
    expect(page.get_by_text("进度应在 0 到 100 之间。")).to_be_visible()
    expect(page.get_by_label("进展情况")).to_have_value("已培训两期，共 120 人。")
    looks_right()

    page.get_by_label("进度（%）").fill("85.5")
    press(page.get_by_role("button", name="报送", exact=True))
    expect(page.get_by_text(f"已报送：{story.silent.number}")).to_be_visible()

    page.goto(f"/tasks/{story.silent.id}")
    expect(page.get_by_text("已培训两期，共 120 人。").first).to_be_visible()
    expect(page.get_by_text("85.5%").first).to_be_visible()
    looks_right()
    leave(page, screen)


def test_a_percent_that_went_back_asks_for_the_reason(page, story, enter, looks_right):
    enter(page, "chief_a")
    page.goto(f"/tasks/{story.late.id}/progress")
    page.get_by_label("进度（%）").fill("60")
    page.get_by_label("进展情况").fill("按新口径重新统计。")
    page.get_by_label("有风险").check()
    page.get_by_label("存在问题").fill("上半年的数多报了。")
    press(page.get_by_role("button", name="报送", exact=True))
    expect(page.get_by_text("请说明理由")).to_be_visible()
    looks_right()
    page.get_by_label("进度比上次低的理由").fill("上级调整了统计口径。")
    press(page.get_by_role("button", name="报送", exact=True))
    expect(page.get_by_text(f"已报送：{story.late.number}")).to_be_visible()


def test_figures_are_reported_beside_their_units(page, story, enter, looks_right):
    enter(page, "chief_a")
    page.goto(f"/tasks/{story.counted.id}/progress")
    page.get_by_label("抽检批次").fill("800")
    page.get_by_label("进展情况").fill("全年任务全部完成。")
    page.get_by_label("有把握").check()
    press(page.get_by_role("button", name="报送", exact=True))
    page.goto(f"/tasks/{story.counted.id}")
    expect(page.get_by_text("100.0%").first).to_be_visible()
    looks_right()


def test_a_chief_asks_for_the_close_and_the_office_grants_it(page, story, enter, looks_right):
    enter(page, "chief_a")
    page.goto(f"/tasks/{story.counted.id}")
    page.locator("summary", has_text="报请核查").click()
    page.get_by_label("办结说明").fill("任务已完成，材料齐全。")
    looks_right()
    press(page.get_by_role("button", name="报请核查"))
    expect(page.get_by_text("待核查").first).to_be_visible()

    enter(page, "office")
    page.goto(f"/tasks/{story.counted.id}")
    looks_right()
    press(page.get_by_role("button", name="核查通过"))
    expect(page.get_by_text("已办结").first).to_be_visible()
    looks_right()


def test_a_supporting_chief_adds_words_and_no_percent(page, story, screen, enter, looks_right):
    enter(page, "chief_b")
    page.goto("/")
    follow(page, screen, "我的任务")
    page.get_by_role("link", name=f"补充情况：{story.counted.number}").click()
    expect(page.get_by_label("进度（%）")).to_have_count(0)
    page.get_by_label("进展情况").fill("已派两名检测人员配合。")
    looks_right()
    press(page.get_by_role("button", name="补充", exact=True))
    expect(page.get_by_text("已派两名检测人员配合。").first).to_be_visible()
