"""How a task of the demo year goes: its pace, its reports and its close, always the same."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from tracker.domain.values import Confidence, TargetKind, TaskKind
from tracker.queries.stories import StoryTarget, StoryTask


class Pace(StrEnum):
    AHEAD = "ahead"
    STEADY = "steady"
    SLOW = "slow"
    STALLED = "stalled"  # stops half way
    SILENT = "silent"  # stops reporting


_PACES = {Pace.AHEAD: 22, Pace.STEADY: 62, Pace.SLOW: 10, Pace.STALLED: 4, Pace.SILENT: 2}
_SPEED = {
    Pace.AHEAD: (1.12, 1.35),
    Pace.STEADY: (1.0, 1.08),
    Pace.SLOW: (0.72, 0.9),
    Pace.STALLED: (0.9, 1.05),
    Pace.SILENT: (0.9, 1.0),
}
_LIMITS = {TargetKind.KEEP_AT_MOST, TargetKind.RANK}
_RATES = {TargetKind.KEEP_AT_LEAST, TargetKind.KEEP_AT_MOST, TargetKind.RANK}
_FEW = 5  # so few are reached one by one and rounded up
_FORGETS = 0.05  # share of months in which a busy unit does not report


@dataclass(frozen=True, slots=True)
class Chapter:
    """One report: the day, how far the task is (0 to 1), and the readings that say so."""

    on: date
    done: float
    confidence: Confidence
    readings: dict[int, Decimal]


def rng_for(task: StoryTask) -> random.Random:
    return random.Random(f"{task.plan_id}/{task.number}/{task.title}")  # noqa: S311 -- a story


def pace_of(rng: random.Random) -> Pace:
    return rng.choices(list(_PACES), list(_PACES.values()))[0]


def chapters(task: StoryTask, rng: random.Random, *, since: date, until: date) -> Iterator[Chapter]:
    """A report toward the end of each month, until the work is done."""
    pace = pace_of(rng)
    speed = rng.uniform(*_SPEED[pace])
    gives_up_after = rng.randint(2, 4) if pace is Pace.SILENT else 99
    best, known = 0.0, dict[int, Decimal]()
    for count, on in enumerate(_report_days(rng, since, until)):
        if count >= gives_up_after:
            return
        if rng.random() < _FORGETS and task.kind is TaskKind.ONCE:
            continue
        best = max(best, _done(task, pace, speed, on))
        known = _readings(task, rng, best, known)
        yield Chapter(on, best, _confidence(task, best, on), known)
        if best >= 1 and task.kind is TaskKind.ONCE:
            return


def _report_days(rng: random.Random, since: date, until: date) -> Iterator[date]:
    month = date(since.year, since.month, 1)
    while month <= until:
        on = month + timedelta(days=rng.randint(18, 26))
        if since < on <= until:
            yield on
        month = (month + timedelta(days=32)).replace(day=1)


def _done(task: StoryTask, pace: Pace, speed: float, on: date) -> float:
    whole = max(1, (task.due_on - task.starts_on).days)
    passed = max(0, (on - task.starts_on).days) / whole * speed
    if pace is Pace.STALLED:
        passed = min(passed, 0.55)
    return min(1.0, passed)


def _confidence(task: StoryTask, done: float, on: date) -> Confidence:
    whole = max(1, (task.due_on - task.starts_on).days)
    behind = min(1.0, max(0, (on - task.starts_on).days) / whole) - done
    if behind > 0.3:
        return Confidence.UNLIKELY
    return Confidence.AT_RISK if behind > 0.1 else Confidence.SURE


def _readings(
    task: StoryTask, rng: random.Random, done: float, known: Mapping[int, Decimal]
) -> dict[int, Decimal]:
    """Readings never fall. Only a limit may move both ways."""
    readings = {}
    for target in task.targets:
        fresh = _reading(target, rng, done)
        is_known = target.id in known
        if target.kind in _RATES and not is_known and rng.random() > done:
            continue  # rates are not counted every month from the first on
        falls = is_known and target.kind not in _LIMITS and fresh < known[target.id]
        readings[target.id] = known[target.id] if falls else fresh
    return readings


def _reading(target: StoryTarget, rng: random.Random, done: float) -> Decimal:
    """A plausible figure: counts follow the work, rates and ranks stay close to the target."""
    value = target.value
    if target.kind is TargetKind.REACH:
        baseline = target.baseline or Decimal(0)
        reached = baseline + (value - baseline) * Decimal(str(round(done, 4)))
        if value - baseline <= _FEW:
            reached += Decimal("0.5")
        return value if done >= 1 else min(value, _like(value, reached))
    if target.kind is TargetKind.YES_NO:
        return Decimal(1 if done >= 1 else 0)
    if target.kind is TargetKind.RANK:
        return max(Decimal(1), value - rng.randint(0, 1))
    if target.kind is TargetKind.KEEP_AT_MOST:
        return _like(Decimal("0.1"), value * Decimal(str(rng.uniform(0.75, 0.98))))
    if target.kind is TargetKind.KEEP_AT_LEAST:
        above = value * Decimal(str(rng.uniform(1.0, 1.01)))
        return min(Decimal(100), _like(Decimal("0.1"), above)) if target.unit == "%" else value
    share = Decimal(str(round(rng.uniform(0.9, 1.05) * (0.5 + done / 2), 3)))
    return value if done >= 1 else _like(Decimal("0.1"), value * share)


def _like(pattern: Decimal, value: Decimal) -> Decimal:
    """As many decimals as the target itself has, rounded down: nobody reports half a shop."""
    step = Decimal(1) if pattern == pattern.to_integral() else Decimal("0.1")
    return value // step * step
