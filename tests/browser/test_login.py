"""The way in, for anybody."""

from playwright.sync_api import expect

from tests.browser.walking import both_screens, log_in, press
from tests.make import PASSWORD
from tests.reviewing import make_draft


def test_a_wrong_password_is_said_beside_the_form(page, story, looks_right):
    page.goto("/login")
    looks_right()
    page.get_by_label("登录名").fill("chief_a")
    page.get_by_label("密码").fill("wrong")
    press(page.get_by_role("button", name="登录"))
    expect(page.get_by_text("登录名或密码不正确。")).to_be_visible()
    expect(page.get_by_label("登录名")).to_have_value("chief_a")
    looks_right()


def test_a_page_behind_the_login_comes_after_it(page, story):
    page.goto("/?plan=1")
    page.get_by_label("登录名").fill("office")
    page.get_by_label("密码").fill(PASSWORD)
    press(page.get_by_role("button", name="登录"))
    expect(page).to_have_url("/?plan=1")


@both_screens
def test_a_form_that_is_sent_after_the_end_of_the_session_comes_back(page, story, looks_right):
    log_in(page, "office")
    page.goto(f"/tasks/{story.silent.id}/edit")
    page.get_by_label("内容").fill("培训两期，\n并考试。")
    page.context.clear_cookies()
    press(page.get_by_role("button", name="保存修改"))
    expect(page.get_by_role("heading", level=1)).to_have_text("登录已过期")
    looks_right()
    _give_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("接着办理")
    looks_right()
    press(page.get_by_role("button", name="接着办理"))
    expect(page.get_by_text("您填的内容已带回，还没有提交")).to_be_visible()
    expect(page.get_by_label("内容")).to_have_value("培训两期，\n并考试。")
    looks_right()
    press(page.get_by_role("button", name="保存修改"))
    expect(page.get_by_text("已保存修改")).to_be_visible()


def test_what_a_script_sends_after_the_end_of_the_session_comes_back_too(page, story):
    draft = make_draft(story.people.office.user)
    log_in(page, "office")
    page.goto(f"/imports/{draft.id}?item=2")
    page.locator("#edit").get_by_label("任务").fill("守好所有食堂")
    page.context.clear_cookies()
    page.get_by_role("button", name="保存并核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登录已过期")
    _give_password(page)
    press(page.get_by_role("button", name="接着办理"))
    expect(page.locator("#edit").get_by_label("任务")).to_have_value("守好所有食堂")
    press(page.get_by_role("button", name="保存并核对"))
    expect(page.get_by_role("link", name="守好所有食堂").first).to_be_visible()
    expect(page.get_by_text("还没有提交")).to_have_count(0)


def _give_password(page):
    page.get_by_label("登录名").fill("office")
    page.get_by_label("密码").fill(PASSWORD)
    press(page.get_by_role("button", name="登录"))
