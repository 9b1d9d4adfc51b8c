"""When a login is locked: after 5 failures within 15 minutes, for 15 minutes (等保二级)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

MAX_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)


def locked_until(failures: Sequence[datetime]) -> datetime | None:
    """`failures`: of the last `LOCKED_FOR`, of one account or one address. None: not locked."""
    if len(failures) < MAX_FAILURES:
        return None
    return max(failures) + LOCKED_FOR


def minutes_left(until: datetime, now: datetime) -> int:
    """Whole minutes, at least one: "请 0 分钟后再试" helps nobody."""
    return max(1, -(-(until - now) // timedelta(minutes=1)))
