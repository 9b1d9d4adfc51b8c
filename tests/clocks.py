"""The time as tests set it."""

from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker import clock

HERE = ZoneInfo("Asia/Shanghai")
MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=HERE)


class TestClock:
    """Stands still until it is moved."""

    __test__ = False

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.move_to(MONDAY_MORNING)

    def now(self) -> datetime:
        return clock.now()

    def today(self) -> date:
        return clock.today()

    def move_to(self, moment: datetime | date) -> datetime:
        """A date means nine in the morning there. Gives back the instant in UTC."""
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time(9), HERE)
        self._stack.close()
        self._stack.enter_context(clock.at(moment))
        return moment.astimezone(UTC)

    def forward(self, **by: float) -> datetime:
        """`clock.forward(minutes=31)`."""
        return self.move_to(self.now() + timedelta(**by))
