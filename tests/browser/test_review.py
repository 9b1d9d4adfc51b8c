"""The way of a document: brought in, corrected beside its text, made a plan, published."""

import pytest
from playwright.sync_api import expect

from tests.browser.walking import both_screens, press
from tests.parsing.readers.wordfile import docx, paragraph
from tests.people import UNIT_A, UNIT_B
from tracker import clock
from tracker.domain.uploads import Upload
from tracker.queries import units
from tracker.transaction import readings
from tracker.transaction.unit_of_work import unit_of_work

WORDS = """测试区市场监督管理局2026年工作要点

一、守牢安全底线
1.加强校园食堂检查。6月底前检查学校食堂不少于120家次，建立台账。9月底前开展回头看30次，整改问题食堂。（牵头单位：食品科）
2.更新老旧电梯。年底前更新电梯60台。（牵头单位：特设科）
3.培训食品安全员。全年培训200人次。（牵头单位：食品科）
二、优化营商环境
1.压减办事时限。适时召开企业座谈会，走访企业80家。
2.宣传新法规。全年宣传4次。（牵头单位：特设科；配合单位：区住建局）
"""
UPLOAD = Upload("2026年工作要点.txt", WORDS.encode(), 2026)
LUNCH, LIFTS, TRAINING, VISITS = (
    "加强校园食堂检查",
    "更新老旧电梯",
    "培训食品安全员",
    "压减办事时限",
)


def upload(page, name="2026年工作要点.txt", data=None):
    page.goto("/imports")
    page.get_by_label("计划文件").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data or WORDS.encode()}
    )
    # A process of its own reads the file: on a busy machine that takes a while to start.
    press(page.get_by_role("button", name="上传并拆分"), patience=30_000)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"核对导入：{name}")


@pytest.fixture(scope="module")
def reading(served, told):
    served.empty()  # of what the journey before has left
    with served.app.app_context():
        return readings.read(UPLOAD, units.list_profiles())


@pytest.fixture
def draft(story, reading):
    """The address of a draft as it is after an upload, which other journeys begin with."""
    by, at = story.people.office.doing(clock.now()), clock.now()
    with unit_of_work() as session:
        return f"/imports/{readings.keep(session, by, UPLOAD, reading, uploaded_at=at)}"


@pytest.fixture
def office(page, enter):
    enter(page, "office")
    return page


def row(page, title):
    return page.locator("tr[data-item]").filter(has=page.get_by_role("link", name=title))


def open_item(page, title):
    row(page, title).locator("a.open").click()
    expect(page.locator("#edit").get_by_label("任务", exact=True)).to_have_value(title)


def fold_item(page):
    page.get_by_role("link", name="收起").click()
    expect(page.locator("#title")).to_have_count(0)


def pick(page, *titles):
    for title in titles:
        row(page, title).get_by_role("checkbox").check()


def put_cursor_before(page, words):
    """As a click into the text does."""
    page.evaluate(
        """words => {
          for (const piece of document.querySelectorAll(".doc .on [data-at]")) {
            const at = piece.firstChild.data.indexOf(words);
            if (at >= 0) getSelection().collapse(piece.firstChild, at);
          }
        }""",
        words,
    )


def checked(page, words):
    expect(page.locator(".prog")).to_have_text(f"已核对 {words}")


def test_a_word_file_is_corrected_and_becomes_a_plan_in_force(office, looks_right):
    page = office
    page.goto("/imports")
    looks_right()
    upload(page, "要点.docx", docx(*(paragraph(line) for line in WORDS.splitlines())))
    checked(page, "0/5")
    looks_right()

    doubt = page.locator(".doubt").filter(has_text=VISITS)
    expect(doubt.get_by_label("牵头单位")).to_have_value("")  # nothing speaks for any unit
    doubt.get_by_label("牵头单位").select_option(label=UNIT_B)
    press(doubt.get_by_role("button", name="确认"))
    expect(page.get_by_role("heading", name="先看存疑")).to_have_count(0)
    checked(page, "1/5")

    open_item(page, LIFTS)
    edit = page.locator("#edit")
    edit.get_by_label("任务", exact=True).fill("更新老旧住宅电梯")
    edit.get_by_label("牵头单位", exact=True).select_option(label=UNIT_A)
    edit.locator("#due_on").fill("")
    edit.locator("#targets-0-value").fill("六十")
    press(edit.get_by_role("button", name="保存并核对"))
    expect(page.get_by_text("请填数字").first).to_be_visible()
    expect(edit.get_by_label("任务", exact=True)).to_have_value("更新老旧住宅电梯")
    looks_right()
    edit.locator("#due_on").fill("2026-11-30")
    edit.locator("#targets-0-value").fill("66")
    press(edit.get_by_role("button", name="保存并核对"))
    changed = row(page, "更新老旧住宅电梯")
    expect(changed).to_contain_text("已核对")
    for words in (UNIT_A, "11-30", "66"):
        expect(changed).to_contain_text(words)

    press(page.get_by_role("button", name="接受其余 3 项"))
    checked(page, "5/5")
    looks_right()
    press(page.get_by_role("button", name="生成计划草稿"))
    expect(page.get_by_text("已生成计划草稿")).to_contain_text("5 项任务、6 个指标")
    page.get_by_text("下达计划", exact=True).click()
    press(page.get_by_role("button", name="下达全部任务"))
    expect(page.get_by_text("已下达，5 项任务交办到牵头单位")).to_be_visible()


def test_items_are_cut_merged_moved_dropped_and_brought_back(office, draft, looks_right):
    page = office
    page.goto(draft)
    open_item(page, LUNCH)
    press(page.get_by_role("button", name="在此拆开").first)
    checked(page, "0/6")
    pieces = page.locator("tbody").first.locator("tr[data-item]")
    expect(pieces).to_have_count(4)

    for box in (0, 1):
        pieces.nth(box).get_by_role("checkbox").check()
    press(page.get_by_role("button", name="合并", exact=True))
    expect(pieces).to_have_count(3)

    open_item(page, LUNCH)
    page.get_by_text("举措 2 条").click()
    press(page.get_by_role("button", name="单列为举措任务").first)
    expect(row(page, LUNCH)).to_contain_text("含 1 项举措")
    looks_right()
    fold_item(page)

    pick(page, TRAINING)
    page.get_by_label("板块", exact=True).select_option(label="二、优化营商环境")
    press(page.get_by_role("button", name="移动", exact=True))
    expect(pieces).to_have_count(2)

    page.get_by_role("checkbox", name="选这一板块的 3 项").check()
    page.locator("#bulk-lead").select_option(label=UNIT_A)
    page.locator("#bulk-due_on").fill("2026-10-31")
    press(page.get_by_role("button", name="设定"))
    for title in (TRAINING, VISITS):
        expect(row(page, title)).to_contain_text(UNIT_A)
        expect(row(page, title)).to_contain_text("10-31")

    pick(page, LIFTS)
    press(page.get_by_role("button", name="删去", exact=True))
    checked(page, "3/4")
    expect(page.get_by_text(f"上一步：删去“{LIFTS}”")).to_be_visible()
    looks_right()
    press(page.get_by_role("button", name="撤销上一步"))
    checked(page, "3/5")


def test_steps_are_taken_back_one_by_one_in_place(office, draft, looks_right):
    page = office
    page.goto(draft)
    undo = page.get_by_role("button", name="撤销上一步")
    expect(undo).to_have_count(0)
    open_item(page, LUNCH)
    press(page.get_by_role("button", name="在此拆开").first)
    fold_item(page)
    pick(page, TRAINING)
    page.get_by_label("板块", exact=True).select_option(label="二、优化营商环境")
    press(page.get_by_role("button", name="移动", exact=True))
    pieces = page.locator("tbody").first.locator("tr[data-item]")
    expect(pieces).to_have_count(3)

    press(undo)
    expect(page.locator("#last-step")).to_contain_text(f"移动“{TRAINING}”")
    expect(page.locator("#last-step")).to_contain_text(f"再上一步：拆分“{LUNCH}”")
    expect(page.locator("#last-step")).to_be_focused()
    expect(pieces).to_have_count(4)
    looks_right()
    press(undo)
    expect(pieces).to_have_count(3)
    expect(undo).to_have_count(0)


def test_an_item_is_cut_where_the_cursor_stands(office, draft):
    page = office
    page.goto(draft)
    open_item(page, LUNCH)
    button = page.get_by_role("button", name="在光标处拆开")
    expect(button).to_be_hidden()
    put_cursor_before(page, "建立台账")
    expect(button).to_be_visible()
    press(button)
    checked(page, "0/6")
    expect(row(page, "建立台账")).to_be_visible()


def test_text_and_draft_light_each_other(office, draft):
    page = office
    page.goto(draft)
    text, item = page.locator(".doc [data-item]"), page.locator(".tree [data-item]")
    text.filter(has_text=LIFTS).hover()
    expect(item.filter(has_text=LIFTS)).to_contain_class("lit")
    item.filter(has_text=TRAINING).hover()
    expect(text.filter(has_text=TRAINING)).to_contain_class("lit")
    expect(item.filter(has_text=LIFTS)).not_to_contain_class("lit")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("a.open:focus")).to_contain_text(VISITS)
    expect(text.filter(has_text=VISITS)).to_contain_class("lit")
    page.keyboard.press("Enter")
    expect(page.locator("#edit").get_by_label("任务", exact=True)).to_have_value(VISITS)
    expect(page.locator("#edit").get_by_label("任务", exact=True)).to_be_focused()
    fold_item(page)
    text.filter(has_text=LIFTS).click()
    expect(page.locator("#edit").get_by_label("任务", exact=True)).to_have_value(LIFTS)


def test_of_two_reviewers_the_second_is_told_and_loses_nothing(
    office, draft, second_page, enter, looks_right
):
    page, another = office, second_page
    page.goto(draft)
    enter(another, "office")
    another.goto(page.url)
    open_item(page, LIFTS)
    open_item(another, LIFTS)
    another.locator("#title").fill("更新电梯六十台")
    press(another.get_by_role("button", name="保存并核对"))
    expect(row(another, "更新电梯六十台")).to_contain_text("已核对")

    page.locator("#title").fill("更新住宅电梯")
    press(page.get_by_role("button", name="保存并核对"))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("您的改动还没有保存")
    expect(page.locator("#title")).to_have_value("更新住宅电梯")
    expect(row(page, "更新电梯六十台")).to_be_visible()
    looks_right()
    press(page.get_by_role("button", name="保存并核对"))
    expect(row(page, "更新住宅电梯")).to_contain_text("已核对")


def test_what_was_typed_stays_when_the_network_is_gone(second_page, draft, enter):
    page = second_page  # whose complaint about the network is expected
    enter(page, "office")
    page.goto(draft)
    open_item(page, LIFTS)
    page.locator("#title").fill("更新住宅电梯")
    page.route("**/items/*", lambda route: route.abort())
    page.get_by_role("button", name="保存并核对").click()
    expect(page.get_by_role("alert")).to_have_text("网络不通，刚才的改动没有保存，请稍后再试。")
    expect(page.locator("#title")).to_have_value("更新住宅电梯")
    page.unroute("**/items/*")
    press(page.get_by_role("button", name="保存并核对"))
    expect(row(page, "更新住宅电梯")).to_contain_text("已核对")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_each_act_leads_on_and_none_loses_what_is_typed_in_the_open_item(office, draft):
    page = office
    page.goto(draft)
    open_item(page, LIFTS)
    page.locator("#title").fill("更新住宅电梯")
    page.locator(".doubt").get_by_label("牵头单位").select_option(label=UNIT_B)
    page.locator(".doubt").get_by_role("button", name="确认").click()
    expect(page.get_by_role("alert")).to_have_text("正在改的一项还没有保存，请先保存或收起。")
    expect(page.locator("#title")).to_be_focused()
    expect(page.locator("#title")).to_have_value("更新住宅电梯")
    press(page.get_by_role("button", name="保存并核对"))
    expect(row(page, "更新住宅电梯").locator("a.open")).to_be_focused()
    page.get_by_text("接受其余 4 项", exact=True).click()
    press(page.get_by_role("button", name="确认接受"))
    expect(page.get_by_role("button", name="生成计划草稿")).to_be_focused()


def test_a_plan_is_made_without_a_script(page_without_script, enter):
    page = page_without_script
    enter(page, "office")
    upload(page)
    open_item(page, LUNCH)
    page.locator("#title").fill("检查食堂")
    press(page.get_by_role("button", name="在此拆开").first)
    checked(page, "0/6")
    open_item(page, VISITS)
    page.locator("#lead").select_option(label=UNIT_B)
    press(page.get_by_role("button", name="保存并核对"))
    pick(page, LIFTS)
    press(page.get_by_role("button", name="删去", exact=True))
    press(page.get_by_role("button", name="撤销上一步"))
    press(page.get_by_role("button", name="接受其余 5 项"))
    press(page.get_by_role("button", name="生成计划草稿"))
    expect(page.get_by_text("已生成计划草稿")).to_contain_text("6 项任务")
    expect(page.get_by_role("link", name="检查食堂")).to_be_visible()


DOUBTED = """测试区市场监督管理局2026年工作要点

一、守牢安全底线
1.办好推介。汛期前办妥展台，群众满意度达到95以上，全年举办两场推介会。
2.更新老旧电梯。年底前更新电梯60台。（牵头单位：特设科）
"""


@both_screens
def test_all_that_is_doubted_of_one_item_is_answered_at_once(office, looks_right):
    page = office
    upload(page, data=DOUBTED.encode())
    doubt = page.locator(".doubt")
    looks_right()
    doubt.get_by_label("牵头单位").select_option(label=UNIT_B)
    doubt.get_by_label("时限").fill("2026-06-15")
    doubt.get_by_label("的单位").fill("分")
    doubt.get_by_label("不是指标").last.check()
    press(doubt.get_by_role("button", name="确认"))
    checked(page, "1/2")
    expect(page.locator(".doubt")).to_have_count(0)
    open_item(page, "办好推介")
    expect(page.locator("#edit").get_by_label("时限", exact=True).first).to_have_value("2026-06-15")
    looks_right()
