"""Instants and the calendar day they fall on in China."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_of(moment: datetime) -> date:
    """The day in Asia/Shanghai; `moment` must be aware."""
    return moment.astimezone(SHANGHAI).date()
