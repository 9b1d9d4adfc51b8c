"""The windows of the browser, each opened once and cleared for each journey.

A new window starts a process and reads fonts, styles and scripts anew: that takes the processor
as long as ten pages in a window that is open already.
"""

from collections.abc import Mapping

from playwright.sync_api import Browser, Page

from tests.browser.walking import PATIENCE

NOTHING_RUNS_HERE = "/static/favicon.svg"
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"


class Windows:
    """They share no session and no kept words."""

    def __init__(self, browser: Browser, settings: Mapping[str, object]) -> None:
        self._browser, self._settings = browser, settings
        self._opened: dict[str, Page] = {}

    def first(self) -> Page:
        return self._cleared("first")

    def second(self) -> Page:
        return self._cleared("second")

    def without_script(self) -> Page:
        return self._cleared("without script", java_script_enabled=False)

    def _cleared(self, name: str, **settings: object) -> Page:
        if name not in self._opened:
            self._opened[name] = self._open(settings)
        page = self._opened[name]
        page.goto(NOTHING_RUNS_HERE)
        page.evaluate(FORGET)
        page.context.clear_cookies()
        return page

    def _open(self, settings: Mapping[str, object]) -> Page:
        context = self._browser.new_context(**self._settings, **settings)
        context.set_default_timeout(PATIENCE)
        return context.new_page()
