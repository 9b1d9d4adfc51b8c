"""The working days as one value: the statutory calendar, corrected by the administrator's table."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib import import_module

import sqlalchemy as sa

from tracker.database import db
from tracker.domain.workdays import Workdays, is_weekend, workdays
from tracker.models import WorkdayException


def get_workdays(*years: int) -> Workdays:
    """Covers these years and their neighbours. Beyond them only Monday to Friday is known."""
    wanted = range(min(years) - 1, max(years) + 2)
    statutory: dict[date, bool] = {}
    announced = set()
    for year in wanted:
        days, is_announced = _statutory(year)
        statutory |= days
        if is_announced:
            announced.add(year)
    rows = db.session.execute(
        sa.select(WorkdayException.day, WorkdayException.is_workday).order_by(WorkdayException.day)
    )
    exceptions = {row.day: row.is_workday for row in rows}
    return workdays(statutory, exceptions, announced)


@lru_cache(maxsize=16)
def _statutory(year: int) -> tuple[Mapping[date, bool], bool]:
    """The days of a year that differ from Monday to Friday, and whether the notice of the State
    Council is in: only its notice makes working weekends, the library computes the rest.

    It is loaded only here: it takes as long as all our pages, and most commands do without."""
    calendar = import_module("holidays").country_holidays("CN", years=year)
    off = {day: False for day in calendar if not is_weekend(day)}
    working = {day: True for day in calendar.weekend_workdays if day.year == year}
    return off | working, bool(working)
