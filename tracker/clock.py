"""What time it is, in one place. Below the doors nobody asks: `now` is an argument."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from tracker.domain.calendar_days import day_of

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The instant, aware, in UTC."""
    return _set.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day in Asia/Shanghai, which is what deadlines are written in."""
    return day_of(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside the block it is `moment` (aware). For tests, `--at` and the demo year."""
    token = _set.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(token)
