from datetime import date

import holidays
import pytest

from tracker.parsing.dates.feasts import before_season, feast

_NAMES = {"春节": "春节", "清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


@pytest.mark.parametrize("year", range(2015, 2041, 5))
@pytest.mark.parametrize("name", _NAMES)
def test_feasts_fall_where_the_calendar_of_days_off_has_them(name: str, year: int) -> None:
    calendar = holidays.country_holidays("CN", years=year, language="zh_CN")
    days = [day for day, names in calendar.items() if _NAMES[name] in names.split("; ")]
    assert feast(name, year) == min(days)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("国庆", date(2026, 10, 1)),
        ("五一", date(2026, 5, 1)),
        ("元宵", date(2026, 3, 3)),
        ("春运", date(2026, 2, 2)),
    ],
)
def test_feasts_of_a_year(name: str, day: date) -> None:
    assert feast(name, 2026) == day


def test_a_moon_that_nobody_wrote_down_is_not_guessed() -> None:
    assert feast("中秋", 2070) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("主汛期", date(2026, 5, 31)),
        ("春季开学", date(2026, 2, 28)),
        ("开学", date(2026, 8, 31)),
        ("供暖季", date(2026, 11, 14)),
        ("入冬", date(2026, 10, 31)),
    ],
)
def test_seasons_begin_at_their_usual_time(words: str, day: date) -> None:
    assert before_season(words, 2026) == day
