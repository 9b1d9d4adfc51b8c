"""亮灯: which light a task shows on a day, and when the light will change by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from tracker.domain.expected import Course
from tracker.domain.lifecycle import COUNTED_STATES
from tracker.domain.rounding import difference
from tracker.domain.values import TaskKind, TaskState


class Colour(StrEnum):
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    DONE = "done"
    GREY = "grey"


class Light(StrEnum):
    """The light and its reason in one; `colour` is what the reason is counted under."""

    OVERDUE = "overdue"
    SUBMITTED_LATE = "submitted_late"
    SEVERE = "severe"
    MISSED = "missed"
    LAGGING = "lagging"
    TARGET_OVERDUE = "target_overdue"
    DUE_SOON = "due_soon"
    UNREPORTED = "unreported"
    NORMAL = "normal"
    AWAITING = "awaiting"
    DONE = "done"
    NOT_STARTED = "not_started"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"

    @property
    def colour(self) -> Colour:
        return _COLOURS[self]

    @property
    def is_red(self) -> bool:
        return self.colour is Colour.RED

    @property
    def is_warning(self) -> bool:
        return self.colour in {Colour.RED, Colour.YELLOW}

    @property
    def is_counted(self) -> bool:
        """What is withdrawn is in no figure."""
        return self is not Light.WITHDRAWN


_COLOURS = {
    Light.OVERDUE: Colour.RED,
    Light.SUBMITTED_LATE: Colour.RED,
    Light.SEVERE: Colour.RED,
    Light.MISSED: Colour.RED,
    Light.LAGGING: Colour.YELLOW,
    Light.TARGET_OVERDUE: Colour.YELLOW,
    Light.DUE_SOON: Colour.YELLOW,
    Light.UNREPORTED: Colour.YELLOW,
    Light.NORMAL: Colour.GREEN,
    Light.AWAITING: Colour.GREEN,
    Light.DONE: Colour.DONE,
    Light.NOT_STARTED: Colour.GREY,
    Light.SUSPENDED: Colour.GREY,
    Light.WITHDRAWN: Colour.GREY,
}


def by_colour(counts: Mapping[Light, int]) -> dict[Colour, int]:
    """The counts of the five colours; what is withdrawn is in none."""
    colours = dict.fromkeys(Colour, 0)
    for light, count in counts.items():
        if light.is_counted:
            colours[light.colour] += count
    return colours


# Worst first: the order of every list that says 差的在前.
SEVERITY = {light: rank for rank, light in enumerate(Light)}


@dataclass(frozen=True, slots=True)
class LightPolicy:
    """Thresholds; the defaults are those of 银川's numeric lights (PRACTICE.md 2.1)."""

    lagging_points: int = 10
    severe_points: int = 30
    due_soon_days: int = 7


@dataclass(frozen=True, slots=True)
class LightFacts:
    """All that decides a light. `unreported_from`: the first day on which a whole reporting period
    has passed without a report; `missed_from`: the same for an ongoing task; `unmet_on`: the first
    date by which a target is to be reached and is not; `submitted_on`: when the verification
    that is still open was asked for."""

    state: TaskState
    kind: TaskKind
    course: Course
    percent: Decimal | None
    unreported_from: date | None = None
    missed_from: date | None = None
    unmet_on: date | None = None
    submitted_on: date | None = None


_BY_STATE = {
    TaskState.DONE: Light.DONE,
    TaskState.SUSPENDED: Light.SUSPENDED,
    TaskState.WITHDRAWN: Light.WITHDRAWN,
    TaskState.DRAFT: Light.NOT_STARTED,
}


def light(facts: LightFacts, on: date, policy: LightPolicy) -> Light:
    """The first rule that fits, in the order of severity that the design fixes."""
    if facts.state in _BY_STATE:
        return _BY_STATE[facts.state]
    if on < facts.course.starts_on:
        return Light.NOT_STARTED
    return _running(facts, on, policy)


def _running(facts: LightFacts, on: date, policy: LightPolicy) -> Light:
    if facts.submitted_on is not None:
        in_time = facts.submitted_on <= facts.course.due_on
        return Light.AWAITING if in_time else Light.SUBMITTED_LATE
    if on > facts.course.due_on:
        return Light.OVERDUE
    if _has_come(facts.missed_from, on):
        return Light.MISSED
    behind = _behind(facts, on)
    if behind > policy.severe_points:
        return Light.SEVERE
    if behind >= policy.lagging_points:
        return Light.LAGGING
    return _warned(facts, on, policy)


def _warned(facts: LightFacts, on: date, policy: LightPolicy) -> Light:
    """Neither late nor behind: what else may be missing."""
    if facts.unmet_on is not None and on > facts.unmet_on:
        return Light.TARGET_OVERDUE
    unfinished = facts.percent is None or facts.percent < 100
    if unfinished and facts.course.due_on - on <= timedelta(days=policy.due_soon_days):
        return Light.DUE_SOON
    if _has_come(facts.unreported_from, on):
        return Light.UNREPORTED
    return Light.NORMAL


def _has_come(day: date | None, on: date) -> bool:
    return day is not None and on >= day


def _behind(facts: LightFacts, on: date) -> Decimal:
    """Points behind expected, as they are printed. No report is not 0 percent, so it is not behind
    but 未报; an ongoing task is judged by its periods and not by a percentage."""
    if facts.percent is None or facts.kind is TaskKind.ONGOING:
        return Decimal(0)
    return -(difference(facts.percent, facts.course.expected(on)) or Decimal(0))


def days_late(due_on: date, submitted_on: date | None, on: date) -> int:
    """0 when in time. From the day on which it was submitted the days of a task stand still."""
    return max(0, ((submitted_on or on) - due_on).days)


def next_change_on(facts: LightFacts, after: date, policy: LightPolicy) -> date | None:
    """The first day after `after` on which the light, or the pace of expected progress, is another
    although nobody touched the task. None when it never will be.

    The light of a closed task is fixed, but its expected line still levels off at the due date:
    left alone, it would rise past 100 in the sums."""
    if facts.state not in COUNTED_STATES:
        return None
    now = light(facts, after, policy)
    pace = facts.course.segment(after)
    for day in sorted(set(_candidates(facts, after, policy))):
        if light(facts, day, policy) != now or facts.course.segment(day) != pace:
            return day
    return None


def _candidates(facts: LightFacts, after: date, policy: LightPolicy) -> Iterator[date]:
    """Days on which something may change; between two of them nothing can."""
    course = facts.course
    days = [
        course.starts_on,
        course.due_on - timedelta(days=policy.due_soon_days),
        course.due_on + timedelta(days=1),
        *course.turning_days(),
        *_lag_days(facts, after, policy),
    ]
    days += [day for day in (facts.unreported_from, facts.missed_from) if day is not None]
    if facts.unmet_on is not None:
        days.append(facts.unmet_on + timedelta(days=1))
    return (day for day in days if day > after)


def _lag_days(facts: LightFacts, after: date, policy: LightPolicy) -> Iterator[date]:
    """The days on which the lag passes a threshold; expected never falls, so halving finds them.

    Lags have one decimal, as they are printed: more than 30 points is 30.1 or more.
    """
    for limit in (Decimal(policy.lagging_points), policy.severe_points + Decimal("0.1")):
        low, high = after, facts.course.due_on
        if high <= low or _behind(facts, low) >= limit or _behind(facts, high) < limit:
            continue
        while (high - low).days > 1:
            middle = low + (high - low) // 2
            low, high = (low, middle) if _behind(facts, middle) >= limit else (middle, high)
        yield high
