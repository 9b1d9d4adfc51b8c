"""本周变化: since which day, and which colour tells what."""

from datetime import date

import pytest

from tracker.domain.lights import Colour
from tracker.domain.recent import News, week_start


@pytest.mark.parametrize(("on", "monday"), [(16, 16), (18, 16), (22, 16), (23, 23)])
def test_a_week_begins_on_its_monday(on, monday):
    assert week_start(date(2026, 11, on)) == date(2026, 11, monday)


def test_what_is_sent_back_has_no_colour_of_its_own():
    colours = [news.colour for news in News]
    assert colours == [Colour.RED, Colour.YELLOW, Colour.DONE, None]
