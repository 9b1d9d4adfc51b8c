"""汇报频次: the months and quarters in which one report is due."""

from datetime import date, timedelta
from functools import lru_cache

from tracker.domain.values import Period, ReportEvery

_MONTHS = {ReportEvery.MONTH: 1, ReportEvery.QUARTER: 3}


def period_start(day: date, every: ReportEvery) -> date:
    """The first day of the month or quarter that holds `day`."""
    months = _MONTHS[every]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def name_of(day: date, every: ReportEvery) -> str:
    """11月, 四季度."""
    if every is ReportEvery.QUARTER:
        return f"{'一二三四'[(day.month - 1) // 3]}季度"
    return f"{day.month}月"


def next_period_start(day: date, every: ReportEvery) -> date:
    start = period_start(day, every)
    month = start.month - 1 + _MONTHS[every]
    return date(start.year + month // 12, month % 12 + 1, 1)


@lru_cache(maxsize=64)  # on one morning the same is asked for every task
def last_day(day: date, every: ReportEvery) -> date:
    """Of the month or quarter that holds `day`: by then its report is due."""
    return next_period_start(day, every) - timedelta(days=1)


def periods_between(period: Period, every: ReportEvery) -> int:
    """How many months or quarters the days from start to end touch."""
    first, last = period_start(period.start, every), period_start(period.end, every)
    months = (last.year - first.year) * 12 + last.month - first.month
    return months // _MONTHS[every] + 1


def unreported_from(*, issued_on: date, last_reported_on: date | None, every: ReportEvery) -> date:
    """The first day on which a whole reporting period lies behind without a report.

    The period in which the task was issued, or last reported, does not count as missed.
    """
    known = max(issued_on, last_reported_on) if last_reported_on else issued_on
    return next_period_start(next_period_start(known, every), every)
