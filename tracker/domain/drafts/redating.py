"""The dates of a corrected task when its plan turns out to be for another year or other months."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tracker.domain.drafts.draft import DeadlineDraft
from tracker.domain.drafts.review import ReviewItem, ReviewTarget
from tracker.domain.values import Period, SourceSpan


def redated(
    item: ReviewItem,
    before: Period,
    after: Period,
    deadlines: Mapping[SourceSpan, DeadlineDraft],
) -> ReviewItem:
    """`deadlines`: as the new reading has them. Who saw the old dates must look again before he
    saves, so it counts as a change.
    """
    if before == after:
        return item

    def moved(target: ReviewTarget) -> ReviewTarget:
        return replace(target, due_on=_moved(target.due_on, before, after))

    return replace(
        item,
        starts_on=_moved(item.starts_on, before, after),
        due_on=_moved(item.due_on, before, after),
        targets=tuple(moved(target) for target in item.targets),
        dropped_targets=tuple(moved(target) for target in item.dropped_targets),
        deadlines=tuple(deadlines.get(each.span, each) for each in item.deadlines),
        revision=item.revision + 1,
    )


def _moved(day: date, before: Period, after: Period) -> date:
    """The plan's first and last day stay such; a day that does not fit is the same one of the new
    year.
    """
    if day in (before.start, before.end):
        return after.start if day == before.start else after.end
    if after.start <= day <= after.end:
        return day
    same = _in_year(day, day.year + after.start.year - before.start.year)
    return min(max(same, after.start), after.end)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)
