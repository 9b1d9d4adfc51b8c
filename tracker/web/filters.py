"""How dates, figures and enum values are written on a page."""

from datetime import date, datetime
from decimal import Decimal

from flask import Flask

from tracker import clock
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.help_requests import waits
from tracker.domain.lights import Colour
from tracker.domain.mine import Group
from tracker.domain.pace import Pace
from tracker.domain.period_boxes import BoxState
from tracker.domain.rounding import tenth
from tracker.domain.task_events import EventKind
from tracker.domain.verifying import waited
from tracker.domain.words import titles
from tracker.domain.words.acts import NOTED, SAID
from tracker.domain.words.doubts import doubt_sentence
from tracker.domain.words.errors import error_sentence
from tracker.domain.words.goals import (
    figure_words,
    goal_words,
    reading_hint,
    reading_words,
    share_words,
)
from tracker.domain.words.labels import NOTES, label, light_words
from tracker.domain.words.signs import ARROWS, MARKS, SHAPES, SHORT
from tracker.web import session
from tracker.web.form_errors import faulty_fields

WEEKDAYS = "一二三四五六日"


def register(app: Flask) -> None:
    for written in FILTERS:
        app.jinja_env.filters[written.__name__] = written
    app.context_processor(_globals)


def _globals() -> dict[str, object]:
    return {
        "organisation": session.house(),
        "today": clock.today(),
        "Colour": Colour,
    }


def house_title(title: str) -> str:
    return titles.house_title(title, session.house())


def month_day(day: date | None) -> str:
    """11-20, for tables; with the year when it is another one."""
    if day is None:
        return ""
    return day.strftime("%m-%d" if day.year == clock.today().year else "%Y-%m-%d")


def sentence_day(day: date) -> str:
    """11月20日, for sentences."""
    return f"{day.month}月{day.day}日"


def moment(at: datetime) -> str:
    """11-20 08:00, in Shanghai."""
    return at.astimezone(SHANGHAI).strftime("%m-%d %H:%M")


def time_of_day(at: datetime) -> str:
    """08:00, in Shanghai."""
    return at.astimezone(SHANGHAI).strftime("%H:%M")


def exact_moment(at: datetime) -> str:
    """2026-11-20 08:00:00, in Shanghai: for records that are kept for years."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")


def one_decimal(value: Decimal | None) -> str:
    """88.4; a true minus for negative figures; a dash where there is none."""
    return "—" if value is None else f"{tenth(value):z}".replace("-", "−")


def signed(value: Decimal | None) -> str:
    """+5.1 or −1.8."""
    if value is None:
        return "—"
    text = f"{tenth(value):+z}"
    return "0.0" if text == "+0.0" else text.replace("-", "−")


def file_size(size: int) -> str:
    """1.2 MB or 340 KB."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} KB"


def shape(colour: Colour) -> str:
    return SHAPES[colour]


def weekday(day: date) -> str:
    return f"星期{WEEKDAYS[day.weekday()]}"


def waiting_since(day: date) -> str:
    return waited(day, clock.today())


def waits_since(day: date) -> str:
    """等待 n 天, of what is to be answered."""
    return waits(day, clock.today())


def said_as(kind: EventKind) -> str:
    """理由：, before what was said with a step."""
    return SAID.get(kind, "")


def noted_as(kind: EventKind) -> str:
    """目前进展：, before what was said besides."""
    return NOTED.get(kind, "")


def short_label(colour: Colour) -> str:
    return SHORT[colour]


def arrow(pace: Pace) -> str:
    return ARROWS[pace]


def period_mark(state: BoxState) -> str:
    return MARKS[state]


def group_note(group: Group) -> str:
    return NOTES[group]


FILTERS = (
    arrow,
    doubt_sentence,
    error_sentence,
    exact_moment,
    faulty_fields,
    figure_words,
    file_size,
    goal_words,
    group_note,
    house_title,
    label,
    light_words,
    moment,
    month_day,
    noted_as,
    one_decimal,
    period_mark,
    reading_hint,
    reading_words,
    said_as,
    sentence_day,
    shape,
    share_words,
    short_label,
    signed,
    time_of_day,
    waiting_since,
    waits_since,
    weekday,
)
