"""Steps that every journey takes."""

import pytest
from playwright.sync_api import Page, expect

from tests.make import PASSWORD

SCREENS = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}

both_screens = pytest.mark.parametrize("screen", SCREENS, indirect=True)


def log_in(page: Page, login: str) -> None:
    page.goto("/login")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("登录")


def follow(page: Page, screen: str, name: str) -> None:
    """A link of the main menu, which is folded on a phone."""
    if screen == "phone":
        page.get_by_text("菜单", exact=True).click()
        page.get_by_role("navigation", name="菜单").get_by_role("link", name=name).click()
    else:
        page.get_by_role("navigation", name="主导航").get_by_role("link", name=name).click()


def leave(page: Page, screen: str) -> None:
    if screen == "phone":
        page.get_by_text("菜单", exact=True).click()
    page.locator("button:visible", has_text="退出").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")
