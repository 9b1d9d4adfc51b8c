"""When a login is locked, for 15 minutes (等保二级): an account after 5 failures, and an address,
which may be a whole house behind one proxy, after failures on many accounts."""

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST_OF_ACCOUNT = 5
MOST_OF_ADDRESS = 30  # accounts, each counted once
LOCKED_FOR = timedelta(minutes=15)
# Failures count together when they lie this close; older ones lock nothing any more.
COUNTED_WITHIN = timedelta(minutes=15)
LOOKED_BACK = LOCKED_FOR + COUNTED_WITHIN
# So far the clocks of two machines may differ. A failure that lies further ahead was written
# before the clock was set back, and counts no more.
CLOCKS_DIFFER = timedelta(seconds=5)


def locked_until(newest: Sequence[datetime], most: int, now: datetime) -> datetime | None:
    """`newest`: the failures, newest first. None: not locked."""
    if len(newest) < most or newest[0] - newest[most - 1] > COUNTED_WITHIN:
        return None
    until = min(newest[0], now) + LOCKED_FOR
    return until if until > now else None


def minutes_left(until: datetime, now: datetime) -> int:
    """Whole minutes, at least one: "请 0 分钟后再试" helps nobody."""
    return max(1, -(-(until - now) // timedelta(minutes=1)))
