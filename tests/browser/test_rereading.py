"""重读: the plan part is chosen in the text, asked about, read anew; by script, hand and keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_review import checked, upload
from tests.browser.walking import both_screens, press

WORDS = """测试区市场监督管理局2026年工作要点
一、守牢安全底线
1.检查学校食堂120家次，9月底前完成。（牵头单位：食品科）
2.更新老旧电梯60台。（牵头单位：特设科）
二、优化营商环境
1.走访企业80家。（牵头单位：食品科）
三、加强队伍建设
1.培训干部200人次。（牵头单位：特设科）
"""


@pytest.fixture
def office(page, enter):
    enter(page, "office")
    return page


def place(page, kind, words):
    return page.get_by_label(f"{kind}：{words}")


@both_screens
def test_a_part_is_chosen_in_the_text_and_what_was_accepted_is_kept(office, looks_right):
    page = office
    upload(page, data=WORDS.encode())
    for title in ("检查学校食堂120家次", "培训干部200人次"):
        page.locator("tr[data-item]").filter(has_text=title).get_by_role("checkbox").check()
    press(page.get_by_role("button", name="接受", exact=True))
    checked(page, "2/4")
    page.get_by_role("link", name="选择范围").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("重读")
    looks_right()
    place(page, "到这里止", "1.走访企业80家").check()
    page.get_by_role("button", name="看重读结果").first.click()
    expect(page.locator("#question-h")).to_contain_text("重读后 3 项任务，原 4 项")
    expect(page.locator("#question-h")).to_contain_text("保留已改 1 项")
    expect(page.get_by_text("以下 1 项已改的任务不在新范围内")).to_be_visible()
    looks_right()
    press(page.get_by_role("button", name="按此重读"))
    flash = page.locator("body > .flash")
    expect(flash).to_have_text("已重读：3 项任务，保留已改 1 项")
    checked(page, "1/3")
    press(page.get_by_role("button", name="撤销上一步"))
    checked(page, "2/4")
    expect(flash).to_have_count(0)


def test_without_a_script_and_by_keys_alone(page_without_script, enter):
    page = page_without_script
    enter(page, "office")
    upload(page, data=WORDS.encode())
    page.get_by_role("link", name="选择范围").focus()
    page.keyboard.press("Enter")
    place(page, "到这里止", "1.培训干部200人次").focus()
    page.keyboard.press("ArrowUp")
    expect(place(page, "到这里止", "三、加强队伍建设")).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(place(page, "到这里止", "1.走访企业80家")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#question-h")).to_contain_text("重读后 3 项任务，原 4 项")
    page.get_by_role("button", name="按此重读").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("已重读：3 项任务")).to_be_visible()
