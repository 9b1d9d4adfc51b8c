"""Steps that every journey takes."""

import pytest
from playwright.sync_api import Frame, Locator, Page, Response, expect

from tests.make import PASSWORD

SCREENS = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}

# How long a page may take before a journey fails, in milliseconds: a busy machine is slow.
PATIENCE = 15_000

# The page follows its window a moment later: two frames on it is laid out anew.
RESIZED = """async (width) => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    return innerWidth === width;
}"""

both_screens = pytest.mark.parametrize("screen", SCREENS, indirect=True)


def resize(page: Page, *, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(RESIZED, arg=width)


def press(button: Locator, *, patience: int = PATIENCE) -> None:
    """Sends the form of a button and waits until its answer has come and is shown.

    What is expected next may stand on the old page already. Then the next step would overtake the
    form, and the server would never get it.
    """
    page, shown = button.page, list[Frame]()

    def note(frame: Frame) -> None:
        shown.append(frame)

    page.on("framenavigated", note)
    with page.expect_response(_is_answer, timeout=patience) as answer:
        button.click()
    if answer.value.request.is_navigation_request() and not shown:
        page.wait_for_event("framenavigated")
    page.remove_listener("framenavigated", note)
    page.wait_for_load_state()
    expect(page.locator("main[aria-busy]")).to_have_count(0)  # a script puts the answer there


def _is_answer(response: Response) -> bool:
    """To a form; not that the answer is to be fetched elsewhere."""
    asked = response.request
    while asked.redirected_from:
        asked = asked.redirected_from
    return asked.method == "POST" and not 300 <= response.status < 400


def log_in(page: Page, login: str) -> None:
    page.goto("/login")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    press(page.get_by_role("button", name="登录"))
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
    press(page.locator("button:visible", has_text="退出"))
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")
