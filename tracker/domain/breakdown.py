"""分解: what the sub-tasks 举措 and the milestones 节点 of a task may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.errors import RuleBroken
from tracker.domain.rounding import hundredth
from tracker.domain.terms.dates import span_faults
from tracker.domain.terms.tasks import weight_faults, word_faults
from tracker.domain.terms.texts import MAX_TITLE, text_faults
from tracker.domain.values import Period

MAX_PARTS = 30
MAX_MILESTONES = 24
QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True, slots=True)
class SubTaskTerms:
    title: str
    lead_unit_id: int
    starts_on: date
    due_on: date
    weight: int = 1
    content: str = ""
    starting_percent: Decimal | None = None  # None: where the task itself stands


@dataclass(frozen=True, slots=True)
class MilestoneTerms:
    on: date
    text: str = ""
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class WholeFacts:
    """What the rules may know of the task that is split."""

    starts_on: date
    due_on: date
    parts: int = 0


def check_split(
    whole: WholeFacts, parts: Sequence[SubTaskTerms], *, period: Period
) -> tuple[RuleBroken, ...]:
    """If there are some and not too many, every fault of every part."""
    if not parts:
        return (RuleBroken("parts.missing"),)
    if whole.parts + len(parts) > MAX_PARTS:
        return (RuleBroken("parts.too-many", limit=MAX_PARTS),)
    return tuple(
        fault
        for place, part in enumerate(parts, start=1)
        for fault in _part_faults(part, period, prefix=f"part-{place}-")
    )


def _part_faults(part: SubTaskTerms, period: Period, *, prefix: str) -> list[RuleBroken]:
    return [
        *word_faults({"title": part.title, "content": part.content}, prefix=prefix),
        *weight_faults(part.weight, prefix=prefix),
        *span_faults(part.starts_on, part.due_on, period, prefix=prefix),
        *_start_faults(part.starting_percent, prefix=prefix),
    ]


def _start_faults(percent: Decimal | None, *, prefix: str) -> list[RuleBroken]:
    if percent is None or 0 <= percent <= 100:
        return []
    return [RuleBroken("percent.out-of-range", field=f"{prefix}begins")]


def starting_percent(part: SubTaskTerms, whole: Decimal | None) -> Decimal | None:
    """A sub-task begins at what its task has reached, so that the split moves no figure, unless
    the office says otherwise. Where nobody has reported on the task, nothing is known of it."""
    stated = part.starting_percent
    return whole if stated is None else hundredth(stated)


def is_late(part_due_on: date, whole_due_on: date) -> bool:
    """Due after the task it belongs to: worth a warning, and sometimes meant."""
    return part_due_on > whole_due_on


def check_milestones(
    whole: WholeFacts, milestones: Sequence[MilestoneTerms]
) -> tuple[RuleBroken, ...]:
    """In the order typed; fields count from 1 in that order."""
    if len(milestones) > MAX_MILESTONES:
        return (RuleBroken("milestone.too-many", limit=MAX_MILESTONES),)
    faults = [
        fault
        for place, milestone in enumerate(milestones, start=1)
        for fault in _milestone_faults(whole, milestone, prefix=f"milestone-{place}-")
    ]
    return tuple(faults or _order_faults(milestones))


def _milestone_faults(
    whole: WholeFacts, milestone: MilestoneTerms, *, prefix: str
) -> list[RuleBroken]:
    faults = text_faults({f"{prefix}text": milestone.text}, limit=MAX_TITLE)
    if not whole.starts_on < milestone.on <= whole.due_on:
        faults.append(RuleBroken("milestone.outside", field=f"{prefix}on"))
    if milestone.percent is None:
        if not milestone.text.strip():
            faults.append(RuleBroken("milestone.empty", field=f"{prefix}text"))
    elif not 1 <= milestone.percent <= 100:
        faults.append(RuleBroken("milestone.out-of-range", field=f"{prefix}percent"))
    elif milestone.on == whole.due_on and milestone.percent < 100:
        faults.append(RuleBroken("milestone.short-at-end", field=f"{prefix}percent"))
    return faults


def _order_faults(milestones: Sequence[MilestoneTerms]) -> list[RuleBroken]:
    """Percents rise with their dates; a day stands for one milestone."""
    places = sorted(range(len(milestones)), key=lambda place: milestones[place].on)
    faults, last = [], 0
    for before, place in zip([None, *places], places, strict=False):
        milestone = milestones[place]
        if before is not None and milestones[before].on == milestone.on:
            faults.append(RuleBroken("milestone.same-day", field=f"milestone-{place + 1}-on"))
        if milestone.percent is not None:
            if milestone.percent <= last:
                field = f"milestone-{place + 1}-percent"
                faults.append(RuleBroken("milestone.not-rising", field=field))
            last = max(last, milestone.percent)
    return faults


def quarter_ends(starts_on: date, due_on: date) -> list[tuple[date, int]]:
    """A proposal: the ends of the quarters as far as they lie between the two, with the percent
    that the straight line has there, and all of it on the day due."""
    whole = (due_on - starts_on).days
    if whole <= 0:
        return []
    ends = (
        date(year, month, day)
        for year in range(starts_on.year, due_on.year + 1)
        for month, day in QUARTERS
    )
    points = [
        (day, round(100 * (day - starts_on).days / whole))
        for day in ends
        if starts_on < day < due_on
    ]
    return [point for point in points if 0 < point[1] < 100] + [(due_on, 100)]
