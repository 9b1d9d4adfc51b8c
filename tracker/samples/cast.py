"""Who acts in the demo year, and the moments at which something happens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.values import Actor


@dataclass(frozen=True, slots=True)
class Cast:
    """`chiefs` by unit id. `shown`: the units whose chiefs have a demo login, the first first."""

    chiefs: Mapping[int, Actor]
    office: Actor
    leader: Actor
    shown: tuple[int, ...]

    def rank(self, unit_id: int) -> int:
        """What is worth seeing happens to those who are looked at."""
        return self.shown.index(unit_id) if unit_id in self.shown else len(self.shown)


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    happens: Callable[[datetime], object]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), SHANGHAI)
