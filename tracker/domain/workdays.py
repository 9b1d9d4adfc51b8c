"""Working days: is this one, which day is n further on, how many lie between two."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Workdays:
    """Monday to Friday, less the days off, plus the working weekends 调休.

    Both tuples are sorted and hold only days that differ from Monday to Friday, so that a year
    about which nothing is known simply falls back to the plain week.
    """

    days_off: tuple[date, ...] = ()
    working_weekends: tuple[date, ...] = ()
    announced_years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        listed = self.working_weekends if is_weekend(day) else self.days_off
        return _holds(listed, day) == is_weekend(day)

    def shift(self, day: date, count: int) -> date:
        """The working day `count` working days after `day` (before it, when negative)."""
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def between(self, after: date, until: date) -> int:
        """Working days after the first day up to and with the last; negative when it lies back."""
        return self._up_to(until) - self._up_to(after)

    def is_estimated(self, year: int) -> bool:
        """估算: the State Council has not announced that year's days off yet."""
        return year not in self.announced_years

    def _up_to(self, day: date) -> int:
        """Working days from the beginning of the calendar to the day, without walking them."""
        weeks, rest = divmod(day.toordinal(), 7)  # day 1 was a Monday
        plain = weeks * 5 + min(rest, 5)
        return plain - bisect_right(self.days_off, day) + bisect_right(self.working_weekends, day)


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def workdays(
    statutory: Mapping[date, bool], exceptions: Mapping[date, bool], announced: Iterable[int]
) -> Workdays:
    """Joins the statutory calendar (day to works or not) with the administrator's table, which
    wins. A year in which the administrator has entered a working weekend counts as announced:
    only the State Council's notice makes such days."""
    days = {**statutory, **exceptions}
    entered = {day.year for day, works in exceptions.items() if works and is_weekend(day)}
    return Workdays(
        days_off=tuple(sorted(d for d, works in days.items() if not works and not is_weekend(d))),
        working_weekends=tuple(sorted(d for d, works in days.items() if works and is_weekend(d))),
        announced_years=frozenset(announced) | entered,
    )


def _holds(days: tuple[date, ...], day: date) -> bool:
    at = bisect_right(days, day)
    return at > 0 and days[at - 1] == day
