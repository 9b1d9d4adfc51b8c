"""What a reviewer may correct in a draft: each correction is a function from review to review."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.drafts.review import Review, ReviewItem, ReviewTarget, find
from tracker.domain.errors import NotFound, RuleBroken, StaleWrite, raise_all
from tracker.domain.terms.dates import period_faults
from tracker.domain.terms.targets import goal_faults
from tracker.domain.terms.texts import MAX_TITLE, required_faults
from tracker.domain.values import ReportEvery, TaskKind


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
    return put(review, replace(corrected(review, key, correction), is_checked=True), by=by)


def keep_typed(review: Review, key: int, correction: Correction, *, by: str) -> Review:
    """What stands in the form when another button of it is pressed: kept, and not yet checked."""
    changed = corrected(review, key, correction)
    return review if changed == find(review, key) else put(review, changed, by=by)


def corrected(review: Review, key: int, correction: Correction) -> ReviewItem:
    """The item as it was typed, or all that is wrong with it."""
    item = find(review, key)
    typed = {
        name: value
        for name in Correction.__slots__
        if (value := getattr(correction, name)) is not None
    }
    if "title" in typed:
        typed["title"] = typed["title"].strip()
    changed = replace(item, **typed)
    raise_all(_faults(review, item, changed))
    changed = _due(changed, item.due_on)
    gone = _gone(item.targets, changed.targets)
    return replace(changed, dropped_targets=(*item.dropped_targets, *gone))


def _gone(before: Sequence[ReviewTarget], after: Sequence[ReviewTarget]) -> list[ReviewTarget]:
    """Figures of the text that are no target any more; one that a person added is just gone."""
    kept = {target.span for target in after}
    return [target for target in before if target.span and target.span not in kept]


def _faults(review: Review, item: ReviewItem, changed: ReviewItem) -> tuple[RuleBroken, ...]:
    """All that is wrong with what was changed; what stands in the text is accepted as it is."""
    faults = []
    if changed.title != item.title or not changed.title:
        faults += _name_faults(changed.title, "title")
    if changed.due_on != item.due_on:
        faults += period_faults({"due_on": changed.due_on}, review.period)
    if changed.strategy not in {strategy.key for strategy in review.strategies}:
        faults.append(RuleBroken("draft.strategy-gone", field="strategy"))
    for target in changed.targets:
        if target not in item.targets:
            faults += [
                RuleBroken(fault.code, field="targets", **fault.parameters)
                for fault in goal_faults(target)
            ]
    return tuple(faults)


def _due(item: ReviewItem, before: date) -> ReviewItem:
    """Figures that were due with the task go on being due with it; none is due after it."""
    targets = tuple(
        replace(target, due_on=item.due_on)
        if target.due_on == before or target.due_on > item.due_on
        else target
        for target in item.targets
    )
    return replace(item, targets=targets)


def is_done(review: Review, key: int, correction: Correction) -> bool:
    """Whether all of it stands already: the same form came twice."""
    item = find(review, key)
    if not item.is_checked:
        return False
    try:
        return corrected(review, key, correction) == item
    except RuleBroken:  # so nobody can have done it
        return False


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
    raise_all(period_faults({"due_on": due_on}, review.period))

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


def restore_target(review: Review, key: int, place: int, *, by: str) -> Review:
    """A figure that was taken out becomes a target again, where it was."""
    item = find(review, key)
    if not 0 <= place < len(item.dropped_targets):
        raise NotFound("draft.item-gone", key=key)
    back = item.dropped_targets[place]
    dropped = item.dropped_targets[:place] + item.dropped_targets[place + 1 :]
    targets = tuple(sorted((*item.targets, back), key=_target_place))
    return put(review, replace(item, targets=targets, dropped_targets=dropped), by=by)


def _target_place(target: ReviewTarget) -> tuple[bool, int]:
    """In the order of the text, those that a person added last."""
    return target.span is None, target.span.start if target.span else 0


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


def rename_strategy(review: Review, strategy: int, title: str, *, was: str) -> Review:
    """`was`: the title that the reviewer saw, so that another's new one is not overwritten."""
    _check_strategy(review, strategy)
    before = next(each for each in review.strategies if each.key == strategy)
    if before.title not in {was, title.strip()}:
        raise StaleWrite("draft.name-changed", name=before.title)
    raise_all(_name_faults(title, "title"))
    strategies = tuple(
        replace(each, title=title.strip()) if each.key == strategy else each
        for each in review.strategies
    )
    return replace(review, strategies=strategies)


@dataclass(frozen=True, slots=True)
class Names:
    """What a plan and the body whose plan it is are called."""

    title: str
    organisation: str


def rename(review: Review, names: Names, *, was: Names) -> Review:
    here = Names(review.title, review.organisation)
    typed = Names(names.title.strip(), names.organisation.strip())
    if here not in (was, typed):
        raise StaleWrite("draft.name-changed", name=f"{here.title}（{here.organisation}）")
    raise_all(
        [*_name_faults(typed.title, "plan"), *_name_faults(typed.organisation, "organisation")]
    )
    return replace(review, title=typed.title, organisation=typed.organisation, is_named=True)


def _name_faults(name: str, field: str) -> list[RuleBroken]:
    return required_faults({field: name.strip()}, limit=MAX_TITLE, missing="draft.title-missing")


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
