"""Instants and the calendar day they fall on in China."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_of(moment: datetime) -> date:
    """The day in Asia/Shanghai; `moment` must be aware."""
    return moment.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """The instant at which the day begins in Asia/Shanghai."""
    return datetime.combine(day, time.min, SHANGHAI)
