"""Reporting in a minute: a file dragged in, words brought back, several tasks by one click."""

from playwright.sync_api import expect

from tests.browser.walking import leave, log_in, press

DROP = """(place) => {
  const bag = new DataTransfer();
  bag.items.add(new File(["现场已整改。"], "说明.txt", { type: "text/plain" }));
  bag.items.add(new File([], "空.txt"));
  place.dispatchEvent(new DragEvent("drop", { dataTransfer: bag, bubbles: true }));
}"""


def test_files_are_dragged_in_listed_and_sent(page, story, enter, looks_right):
    enter(page, "chief_a")
    page.goto(f"/tasks/{story.silent.id}/progress")
    page.locator(".drop").evaluate(DROP)
    expect(page.get_by_text("“空.txt”是空文件")).to_be_visible()
    expect(page.get_by_role("button", name="去掉 说明.txt")).to_be_visible()
    looks_right()
    page.get_by_label("进度（%）").fill("101")
    page.get_by_label("进展情况").fill("已培训两期。")
    page.get_by_label("有把握").check()
    press(page.get_by_role("button", name="报送", exact=True))
    expect(page.get_by_label("说明.txt")).to_be_checked()
    looks_right()
    page.get_by_label("进度（%）").fill("85")
    press(page.get_by_role("button", name="报送", exact=True))
    expect(page.get_by_role("link", name="说明.txt")).to_be_visible()
    looks_right()


def test_words_come_back_to_the_same_person_only_and_go_when_sent(page, story, screen, looks_right):
    form = f"/tasks/{story.silent.id}/progress"
    log_in(page, "chief_a")
    page.goto(form)
    page.get_by_label("进展情况").fill("写了一半。")
    page.context.clear_cookies()  # the session ended
    log_in(page, "chief_a")
    page.goto(form)
    expect(page.get_by_label("进展情况")).to_have_value("写了一半。")
    expect(page.get_by_text("您上次没报完，已带回")).to_be_visible()
    looks_right()
    page.get_by_label("进度（%）").fill("85")
    page.get_by_label("有把握").check()
    press(page.get_by_role("button", name="报送", exact=True))
    expect(page.get_by_text(f"已报送：{story.silent.number}")).to_be_visible()
    page.goto(form)
    expect(page.get_by_label("进展情况")).to_have_value("")
    page.get_by_label("进展情况").fill("又写一半。")
    leave(page, screen)
    assert page.evaluate("Object.keys(localStorage)") == []


def test_several_are_sent_by_one_click_and_what_is_wrong_stays(page, story, enter, looks_right):
    enter(page, "chief_a")
    page.goto(f"/mine/several?task={story.silent.id}&task={story.late.id}")
    rows = page.locator(".several-row")
    expect(rows).to_have_count(2)
    looks_right()
    silent = rows.filter(has_text=story.silent.number)
    late = rows.filter(has_text=story.late.number)
    silent.get_by_label("进度（%）").fill("85")
    silent.get_by_label("进展情况").fill("已培训两期。")
    silent.get_by_label("有把握").check()
    late.get_by_label("进度（%）").fill("101")
    late.get_by_label("有风险").check()
    late.get_by_label("存在问题").fill("整改经费未到位。")
    late.get_by_label("进展情况").fill("仍在整改。")
    press(page.get_by_role("button", name="报送已填的"))
    expect(page.get_by_text("已报送 1 项")).to_be_visible()
    expect(page.locator(".several-row")).to_have_count(1)
    expect(page.get_by_label("进展情况")).to_have_value("仍在整改。")
    looks_right()
