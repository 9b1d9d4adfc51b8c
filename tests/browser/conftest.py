"""A real Chromium against a real server: one process, a SQLite file, the clock standing still.

A journey is walked on a desk's screen, and what it comes by is looked at in both sizes; it is
walked on a phone as well where people do so (`both_screens`).
"""

import os
import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect
from werkzeug.serving import make_server

from tests.browser.story import Story, make_story
from tests.browser.walking import PATIENCE, SCREENS, resize
from tests.browser.windows import Windows
from tests.chromium import find_chromium
from tests.client import new_client, use_strict_doors
from tests.clocks import MONDAY_MORNING
from tests.databases import SqliteDatabase
from tests.strict_html import elements_of
from tracker import clock
from tracker.database import db
from tracker.web.body_limits import MARK

CHROMIUM = find_chromium()
# A form that is shown again with what is wrong: the browser calls that a failed load.
REFUSED = re.compile(r"status of (401|403|404|409|422)")
# What a thumb must hit. A link or a mark in a line is as high as it; a label is hit as a whole.
THUMB = 32
TOO_LOW = """(least) => [...document.querySelectorAll("a, button, input, select, summary")]
    .filter(each => each.checkVisibility() && each.type !== "hidden")
    .filter(each => !each.closest("p, label, .dq, .visually-hidden, .skip-link, .stack thead"))
    .filter(each => each.getBoundingClientRect().height < least)
    .map(each => each.outerHTML.slice(0, 90))"""
# All rules are tried; what they found in order would take a while to be sent, and nobody reads it.
VIOLATIONS = """(contrast) => axe.run({
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: contrast } },
}).then(({ violations }) => ({ violations }))"""
expect.set_options(timeout=PATIENCE)
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = pytest.mark.skip(reason="Chromium is not installed")
    for item in items:
        if "browser" in item.path.relative_to(item.config.rootpath).parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.long)
            if CHROMIUM is None:
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    quiet = ["background-networking", "component-update", "gpu", "quic", "sync"]
    switches = ["no-sandbox", "in-process-gpu", "no-first-run", *(f"disable-{q}" for q in quiet)]
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        # Without both, Chromium's own words (date field, file button) are English.
        "env": {**os.environ, "LANGUAGE": "zh_CN", "LANG": "zh_CN.UTF-8"},
        "args": [f"--{switch}" for switch in switches],
    }


@pytest.fixture
def screen(request: pytest.FixtureRequest) -> str:
    """The desk's, unless the test is marked by `both_screens`."""
    return str(getattr(request, "param", "desk"))


@pytest.fixture(scope="session")
def browser_context_args(
    browser_context_args: dict[str, object], address: str
) -> dict[str, object]:
    return {
        **browser_context_args,
        "base_url": address,
        "viewport": SCREENS["desk"],
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
    }


@pytest.fixture(scope="session")
def windows(browser: Browser, browser_context_args: dict[str, object]) -> Windows:
    return Windows(browser, browser_context_args)


@pytest.fixture(scope="session")
def served() -> Iterator[SqliteDatabase]:
    database = SqliteDatabase()
    use_strict_doors(database.app)
    # Half the time of a page went into asking whether its styles are still the same.
    database.app.config["SEND_FILE_MAX_AGE_DEFAULT"] = timedelta(hours=1)
    yield database
    database.close()


@pytest.fixture(scope="session")
def told(served: SqliteDatabase) -> Story:
    """The rows of the story, which every journey finds as they were when it was told."""
    with served.app.app_context(), clock.at(MONDAY_MORNING):
        story = make_story()
        db.session.expunge_all()
    served.keep()
    return story


def _standing_still(app: Flask) -> Callable[..., object]:
    """Each request in the server's threads sees the time of the story."""

    def wsgi(environ: dict[str, object], start_response: object) -> object:
        with clock.at(MONDAY_MORNING):
            return app(environ, start_response)  # type: ignore[arg-type]

    return wsgi


@pytest.fixture(scope="session")
def address(served: SqliteDatabase) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, _standing_still(served.app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def story(served: SqliteDatabase, told: Story) -> Iterator[Story]:
    """A small bureau with a plan half done, made anew for each journey."""
    served.empty()
    with served.app.app_context(), clock.at(MONDAY_MORNING):
        yield told


@pytest.fixture
def enter(served: SqliteDatabase, story: Story, address: str) -> Callable[[Page, str], None]:
    """Somebody who is logged in already; the way through the form is walked in test_login."""

    def enter(page: Page, login: str) -> None:
        client = new_client(served.app)
        client.log_in(story.people[login].id)
        for name in ("session", MARK):
            cookie = client.get_cookie(name)
            assert cookie is not None
            page.context.add_cookies([{"name": name, "value": cookie.value, "url": address}])

    return enter


@pytest.fixture
def page(windows: Windows, screen: str) -> Iterator[Page]:
    """Fails the journey when the browser complains: a script error, a refused style, a 404."""
    page, complaints = windows.first(), list[str]()

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not REFUSED.search(message.text):
            complaints.append(message.text)

    def note_error(error: Error) -> None:
        complaints.append(str(error))

    page.set_viewport_size(SCREENS[screen])
    page.on("console", note)
    page.on("pageerror", note_error)
    yield page
    page.remove_listener("console", note)
    page.remove_listener("pageerror", note_error)
    assert complaints == []


@pytest.fixture
def second_page(windows: Windows) -> Page:
    """Another person's, or that of a journey during which the browser may complain."""
    return windows.second()


@pytest.fixture
def page_without_script(windows: Windows) -> Page:
    return windows.without_script()


@pytest.fixture(scope="session")
def looked_at() -> defaultdict[tuple[str, str], set[str]]:
    """What axe has seen: by screen and kind of page the elements, without their words."""
    return defaultdict(set)


@pytest.fixture
def looks_right(
    page: Page, screen: str, looked_at: defaultdict[tuple[str, str], set[str]]
) -> Callable[[], None]:
    """To be called on each page of a journey: nothing for axe to find, no sideways scrolling.

    Axe takes longer than all the rest of a step. It looks at a page that holds an element such as
    it has not seen on pages of this kind, and in the other size once at each kind of page.
    """

    def looks_right() -> None:
        kind, elements = re.sub(r"\d+", "N", page.url.split("?")[0]), elements_of(page.content())
        if elements <= looked_at[screen, kind]:
            return
        for name in sorted(SCREENS, key=lambda name: name == screen):
            resize(page, **SCREENS[name])
            assert page.evaluate(WIDER) == 0, f"{page.url} scrolls sideways on a {name}"
            if name == "phone":
                assert page.evaluate(TOO_LOW, THUMB) == [], f"too low for a thumb on {page.url}"
            if name == screen or not looked_at[name, kind]:
                _ask_axe(page, with_contrast=name == "desk" and not looked_at[name, kind])
                looked_at[name, kind] |= elements

    return looks_right


def _ask_axe(page: Page, *, with_contrast: bool) -> None:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate(VIOLATIONS, with_contrast))
    assert found.violations_count == 0, found.generate_report()
