"""The way in, for anybody."""

from playwright.sync_api import expect

from tests.browser.walking import press
from tests.make import PASSWORD


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
