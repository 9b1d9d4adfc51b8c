"""本周变化: what came to pass with the tasks of a plan, and since which day it is told."""

from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.lights import Colour


class News(StrEnum):
    """In the order in which it is told."""

    NEW_RED = "new_red"
    NEW_YELLOW = "new_yellow"
    CLOSED = "closed"
    SENT_BACK = "sent_back"

    @property
    def colour(self) -> Colour | None:
        """That a task has come to; None for what no light tells."""
        return _COLOURS.get(self)


_COLOURS = {
    News.NEW_RED: Colour.RED,
    News.NEW_YELLOW: Colour.YELLOW,
    News.CLOSED: Colour.DONE,
}


def week_start(on: date) -> date:
    """Its Monday."""
    return on - timedelta(days=on.weekday())
