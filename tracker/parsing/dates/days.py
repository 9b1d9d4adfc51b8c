"""Knows on which day a part of a month, quarter or year ends."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from tracker.domain.values import Period, Recurrence
from tracker.parsing.text.numerals import whole_number

_NEXT_YEAR = "明次翌来"
_LAST_YEAR = "去上"
_MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALFYEARLY: 6}
_THIRDS = {"上": 10, "中": 20}
_THIRD_BEGINS = {"中": 11, "下": 21}
_EDGES = {"初": 10, "中": 15}


def year_of(written: str | None, said: str | None, year: int) -> int | None:
    """The year as written or said; None when it is last year's, which is no deadline."""
    if written:
        return whole_number(written) % 100 + 2000  # 25, too
    if said and said in _LAST_YEAR:
        return None
    return year + 1 if said and said in _NEXT_YEAR else year


def year_of_month(month: int, year: int, period: Period) -> int:
    """A school year runs on into the next: its January is that of the year it ends in."""
    runs_on = period.start.year < period.end.year
    return period.end.year if runs_on and month < period.start.month else year


@lru_cache(maxsize=256)
def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=1024)  # a plan names the same few days again and again
def part_of_month(
    year: int, month: int, day: str | None, third: str | None, edge: str | None
) -> date | None:
    """上旬 ends on the 10th, 中旬 on the 20th; None for a day that the month does not have."""
    end = last_day(year, month)
    if day:
        return end.replace(day=int(day)) if 1 <= int(day) <= end.day else None
    if third:
        return end.replace(day=_THIRDS.get(third, end.day))
    return end.replace(day=_EDGES.get(edge or "", end.day))


def first_day(year: int, month: int, day: str | None, third: str | None) -> date:
    """Where a range begins: on its day, else with its third of the month, else with the month."""
    if day and 1 <= int(day) <= last_day(year, month).day:
        return date(year, month, int(day))
    return date(year, month, _THIRD_BEGINS.get(third or "", 1))


def first_due(recurrence: Recurrence, period: Period, day: int | None) -> date:
    """The first day due in the period: its first week's Friday, the end of its first month.

    `day` is one of the month, or of the week with Monday as the first.
    """
    start = period.start
    if recurrence is Recurrence.WEEKLY:
        return start + timedelta(days=((day or 5) - 1 - start.weekday()) % 7)
    months = _MONTHS.get(recurrence, 12)
    month = -(-start.month // months) * months
    end = last_day(start.year, month)
    if day is None or not 1 <= day <= end.day:
        return end
    if months == 1 and day < start.day:
        end = last_day(start.year + month // 12, month % 12 + 1)
    return end.replace(day=min(day, end.day))
