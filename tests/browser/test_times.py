"""How much a month's reports ask of a chief: what is clicked and filled in, and how long the pages
take. 30 seconds for one report and 3 minutes for ten leave the rest to the chief's own typing.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from playwright.sync_api import Locator, expect

from tests.browser.walking import press
from tests.make import make_task, make_update
from tracker import clock
from tracker.database import db
from tracker.domain.values import Confidence
from tracker.models import Strategy

WORDS = "本月已按计划完成，下月继续推进。"


class Hand:
    """Counts what the chief does; a text is one action however long."""

    def __init__(self) -> None:
        self.actions, self.seconds = 0, 0.0

    @contextmanager
    def acts(self) -> Iterator[None]:
        start = time.monotonic()
        yield
        self.seconds += time.monotonic() - start
        self.actions += 1

    def click(self, place: Locator) -> None:
        with self.acts():
            place.click()

    def fill(self, place: Locator, words: str) -> None:
        with self.acts():
            place.fill(words)

    def send(self, button: Locator) -> None:
        with self.acts():
            press(button)


def test_one_report_from_the_link_of_a_mail_takes_five_actions(page, story, enter, record_property):
    enter(page, "chief_a")
    hand = Hand()
    start = time.monotonic()
    page.goto(f"/tasks/{story.silent.id}")  # as the mail links it
    hand.seconds += time.monotonic() - start
    hand.click(page.get_by_role("link", name="报进展"))
    hand.fill(page.get_by_label("进度（%）"), "90")
    hand.fill(page.get_by_label("进展情况"), WORDS)
    hand.click(page.get_by_label("有把握"))
    hand.send(page.get_by_role("button", name="报送", exact=True))
    expect(page.get_by_text(f"已报送：{story.silent.number}")).to_be_visible()
    record_property("one report", f"{hand.actions} actions, {hand.seconds:.1f} s")
    assert hand.actions <= 5
    assert hand.seconds < 30


def test_ten_reports_go_out_of_one_page_in_three_minutes(page, story, enter, record_property):
    strategy = db.session.get_one(Strategy, story.silent.strategy_id)
    lead = story.people.unit_a
    sure = {"percent": 80, "confidence": Confidence.SURE, "at": clock.now() - timedelta(days=40)}
    for place in range(9):
        task = make_task(strategy, lead=lead, title=f"工作{place}")
        make_update(task, author=story.people.chief_a.user, **sure)
    enter(page, "chief_a")
    hand = Hand()
    page.goto("/mine")  # the mail links it, too
    hand.click(page.get_by_role("button", name="一次填报"))
    rows = page.locator(".several-row")
    expect(rows).to_have_count(10)
    for place in range(10):
        row = rows.nth(place)
        hand.fill(row.get_by_label("进度（%）"), "92")
        hand.fill(row.get_by_label("进展情况"), WORDS)
        if not row.get_by_label("有把握").is_checked():
            hand.click(row.get_by_label("有把握"))
    hand.send(page.get_by_role("button", name="报送已填的"))
    expect(page.get_by_text("已报送 10 项")).to_be_visible()
    record_property("ten reports", f"{hand.actions} actions, {hand.seconds:.1f} s")
    assert hand.actions <= 1 + 2 * 10 + 1 + 1  # one was never reported and asks how sure
    assert hand.seconds < 180
