"""Dates as people type them, and how far away one may be."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tracker.domain.errors import RuleBroken
from tracker.domain.values import Period

FIRST_YEAR, LAST_YEAR = 2000, 2099

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def read_day(text: str) -> date | None:
    """2026-06-30, 2026/6/30, 2026.6.30, 2026年6月30日; None for anything else."""
    parts = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if parts is None:
        return None
    year, month, day = map(int, parts.groups())
    try:
        return date(year, month, day)
    except ValueError:  # there is no 31 June
        return None


def year_faults(year: Decimal | None, *, field: str = "year") -> list[RuleBroken]:
    """Of the year of a plan, as typed; None leaves it to the document."""
    if year is None or (year == int(year) and FIRST_YEAR <= year <= LAST_YEAR):
        return []
    return [RuleBroken("year.not-a-year", field=field)]


def year_after(day: date) -> date:
    """The same day a year later: as far as a date may be moved at once. 29 February becomes 28."""
    if day.year == date.max.year:
        return date.max
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year + 1, day=28)
    return day.replace(year=day.year + 1)


def period_faults(days: Mapping[str, date], period: Period) -> list[RuleBroken]:
    """A task may go on for a year after its plan; a date further away is a typing error."""
    last = year_after(period.end)
    return [
        RuleBroken("due.outside", field=name, start=period.start, end=last)
        for name, day in days.items()
        if not period.start <= day <= last
    ]


def span_faults(
    starts_on: date, due_on: date, period: Period, *, prefix: str = ""
) -> list[RuleBroken]:
    """Of a start and a date due; `prefix` tells the fields of several rows of one form apart."""
    faults = period_faults({f"{prefix}starts_on": starts_on, f"{prefix}due_on": due_on}, period)
    if not faults and due_on < starts_on:
        faults.append(RuleBroken("due.before-start", field=f"{prefix}due_on"))
    return faults


def new_due_faults(due_on: date, new_due_on: date | None, *, on: date) -> list[RuleBroken]:
    """A task that is taken up again may be given a later day; None leaves the date as it is."""
    if new_due_on is None:
        return []
    if new_due_on <= due_on:
        return [RuleBroken("due.not-later", field="due_on", due_on=due_on)]
    if new_due_on < on:
        return [RuleBroken("due.passed", field="due_on")]
    last = year_after(max(due_on, on))
    return [] if new_due_on <= last else [RuleBroken("due.too-far", field="due_on", last=last)]
