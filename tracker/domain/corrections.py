"""What a reviewer may correct in a draft: each correction is a function from review to review."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.errors import NotFound, RuleBroken, raise_all
from tracker.domain.review import Review, ReviewItem, ReviewTarget, find
from tracker.domain.values import Period, ReportEvery, TaskKind

MAX_TITLE = 200
MAX_METRIC = 60


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reviewer typed for one item; None leaves a thing as it is."""

    title: str | None = None
    lead: str | None = None
    supporting: tuple[str, ...] | None = None
    due_on: date | None = None
    strategy: int | None = None
    kind: TaskKind | None = None
    report_every: ReportEvery | None = None
    targets: tuple[ReviewTarget, ...] | None = None


def correct(review: Review, key: int, correction: Correction, *, by: str) -> Review:
    """A corrected item counts as checked: a person has looked at it."""
    item = find(review, key)
    typed = {
        name: value
        for name in Correction.__slots__
        if (value := getattr(correction, name)) is not None
    }
    if "title" in typed:
        typed["title"] = typed["title"].strip()
    changed = replace(item, **typed)
    raise_all(faults_of(review, changed))
    if correction.targets is None:
        changed = _due(changed, item.due_on)
    return put(review, replace(changed, is_checked=True), by=by)


def faults_of(review: Review, item: ReviewItem) -> tuple[RuleBroken, ...]:
    """All that is wrong with an item as it stands."""
    faults = []
    if not item.title:
        faults.append(RuleBroken("draft.title-missing", field="title"))
    if len(item.title) > MAX_TITLE:
        faults.append(
            RuleBroken("text.too-long", field="title", limit=MAX_TITLE, length=len(item.title))
        )
    if not _is_near(item.due_on, review.period):
        faults.append(_due_outside(review.period))
    if item.strategy not in {strategy.key for strategy in review.strategies}:
        faults.append(RuleBroken("draft.strategy-gone", field="strategy"))
    faults += [
        RuleBroken("draft.metric-missing", field="targets")
        for target in item.targets
        if not target.metric.strip()
    ]
    return tuple(faults)


def _due_outside(period: Period) -> RuleBroken:
    return RuleBroken("draft.due-outside", field="due_on", start=period.start, end=period.end)


def _is_near(day: date, period: Period) -> bool:
    """A plan may reach a year beyond its period; a date further away is a slip of the pen."""
    return period.start <= day and day.year <= period.end.year + 1


def _due(item: ReviewItem, before: date) -> ReviewItem:
    """Figures that were due with the task go on being due with it; none is due after it."""
    targets = tuple(
        replace(target, due_on=item.due_on)
        if target.due_on == before or target.due_on > item.due_on
        else target
        for target in item.targets
    )
    return replace(item, targets=targets)


def check(review: Review, keys: Collection[int], *, by: str) -> Review:
    """接受: these are right as they are."""
    return each(review, keys, lambda item: replace(item, is_checked=True), by=by)


def check_rest(review: Review, *, by: str) -> Review:
    """接受其余: everything that nobody has looked at yet."""
    rest = [item.key for item in review.kept if not item.is_checked]
    return check(review, rest, by=by)


def set_lead(review: Review, keys: Collection[int], lead: str, *, by: str) -> Review:
    return each(review, keys, lambda item: replace(item, lead=lead, is_checked=True), by=by)


def set_due(review: Review, keys: Collection[int], due_on: date, *, by: str) -> Review:
    if not _is_near(due_on, review.period):
        raise _due_outside(review.period)

    def dated(item: ReviewItem) -> ReviewItem:
        return _due(replace(item, due_on=due_on, is_checked=True), item.due_on)

    return each(review, keys, dated, by=by)


def drop_target(review: Review, key: int, place: int, *, by: str) -> Review:
    """不是指标: one figure is taken out."""
    targets = find(review, key).targets
    if not 0 <= place < len(targets):
        raise NotFound("draft.item-gone", key=key)
    rest = targets[:place] + targets[place + 1 :]
    return correct(review, key, Correction(targets=rest), by=by)


def drop(review: Review, keys: Collection[int], *, by: str) -> Review:
    return each(review, keys, lambda item: replace(item, is_dropped=True), by=by)


def restore(review: Review, keys: Collection[int], *, by: str) -> Review:
    return each(review, keys, lambda item: replace(item, is_dropped=False), by=by)


def move(review: Review, keys: Collection[int], strategy: int, *, by: str) -> Review:
    """To the end of another strategy."""
    _check_strategy(review, strategy)
    moved = each(review, keys, lambda item: replace(item, strategy=strategy), by=by)
    chosen = [item for item in moved.items if item.key in keys]
    others = [item for item in moved.items if item.key not in keys]
    return replace(moved, items=(*others, *chosen))


def rename_strategy(review: Review, strategy: int, title: str) -> Review:
    _check_strategy(review, strategy)
    title = title.strip()
    if not title:
        raise RuleBroken("draft.title-missing", field="title")
    if len(title) > MAX_TITLE:
        raise RuleBroken("text.too-long", field="title", limit=MAX_TITLE, length=len(title))
    strategies = tuple(
        replace(each, title=title) if each.key == strategy else each for each in review.strategies
    )
    return replace(review, strategies=strategies)


def check_ready(review: Review) -> None:
    """A plan is made when somebody has looked at every task and each has its lead unit."""
    if not review.kept:
        raise RuleBroken("plan.no-tasks")
    unchecked = len(review.kept) - review.checked
    if unchecked:
        raise RuleBroken("draft.unchecked", count=unchecked)
    missing = [item.title for item in review.kept if not item.lead]
    if missing:
        raise RuleBroken("draft.lead-missing", count=len(missing), title=missing[0])


def _check_strategy(review: Review, strategy: int) -> None:
    if strategy not in {each.key for each in review.strategies}:
        raise NotFound("draft.item-gone", key=strategy)


def each(
    review: Review,
    keys: Collection[int],
    change: Callable[[ReviewItem], ReviewItem],
    *,
    by: str,
) -> Review:
    """The change made to each of them, in turn."""
    for key in keys:
        review = put(review, change(find(review, key)), by=by)
    return review


def put(review: Review, item: ReviewItem, *, by: str) -> Review:
    return replace_item(review, item.key, (item,), by=by)


def replace_item(review: Review, key: int, items: Sequence[ReviewItem], *, by: str) -> Review:
    """In the place of one item; each counts one correction more, by that person."""
    signed = [replace(item, revision=item.revision + 1, by=by) for item in items]
    changed: list[ReviewItem] = []
    for item in review.items:
        changed += signed if item.key == key else [item]
    return replace(review, items=tuple(changed))
