from datetime import date

import pytest

from tracker.domain.values import Period, Recurrence
from tracker.parsing.dates.days import first_due, last_day, part_of_month, whole_number, year_of

_YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
_LATE = Period(date(2025, 7, 15), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("written", "said", "year"),
    [
        ("2027", None, 2027),
        ("26", None, 2026),
        ("二〇二七", None, 2027),
        (None, "明", 2026),
        (None, "今", 2025),
        (None, None, 2025),
        (None, "去", None),
    ],
)
def test_a_year_is_written_said_or_the_plans(
    written: str | None, said: str | None, year: int | None
) -> None:
    assert year_of(written, said, 2025) == year


@pytest.mark.parametrize(("text", "month"), [("7", 7), ("07", 7), ("十", 10), ("十二", 12)])
def test_months_are_digits_or_characters(text: str, month: int) -> None:
    assert whole_number(text) == month


@pytest.mark.parametrize(
    ("day", "third", "edge", "expected"),
    [
        ("15", None, None, date(2024, 2, 15)),
        (None, "上", None, date(2024, 2, 10)),
        (None, "中", None, date(2024, 2, 20)),
        (None, "下", None, date(2024, 2, 29)),
        (None, None, "底", date(2024, 2, 29)),
        (None, None, "初", date(2024, 2, 10)),
        (None, None, None, date(2024, 2, 29)),
        ("30", None, None, None),
        ("0", None, None, None),
    ],
)
def test_a_part_of_a_month_ends_on_a_day(
    day: str | None, third: str | None, edge: str | None, expected: date | None
) -> None:
    assert part_of_month(2024, 2, day, third, edge) == expected


@pytest.mark.parametrize(
    ("recurrence", "period", "day", "expected"),
    [
        (Recurrence.WEEKLY, _YEAR, None, date(2025, 1, 3)),
        (Recurrence.WEEKLY, _YEAR, 1, date(2025, 1, 6)),
        (Recurrence.MONTHLY, _YEAR, None, date(2025, 1, 31)),
        (Recurrence.MONTHLY, _YEAR, 26, date(2025, 1, 26)),
        (Recurrence.MONTHLY, _LATE, 10, date(2025, 8, 10)),
        (Recurrence.QUARTERLY, _LATE, None, date(2025, 9, 30)),
        (Recurrence.HALFYEARLY, _YEAR, None, date(2025, 6, 30)),
        (Recurrence.YEARLY, _LATE, None, date(2025, 12, 31)),
        (Recurrence.MONTHLY, Period(date(2025, 12, 20), date(2026, 3, 1)), 5, date(2026, 1, 5)),
    ],
)
def test_the_first_day_due(
    recurrence: Recurrence, period: Period, day: int | None, expected: date
) -> None:
    assert first_due(recurrence, period, day) == expected


def test_february_has_its_leap_day() -> None:
    assert last_day(2024, 2) == date(2024, 2, 29)
