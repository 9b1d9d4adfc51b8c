"""重读: a document is read once more, and what people corrected in its draft is kept.

A task that somebody corrected, accepted, cut, joined or dropped stays as long as its words are in
the plan part; all else is as the new reading has it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from tracker.domain.drafts.draft import Doubt
from tracker.domain.drafts.redating import redated
from tracker.domain.drafts.review import Review, ReviewItem, ReviewStrategy
from tracker.domain.values import SourceSpan

OVERLAPS = "task.overlaps-kept"
_HEADING = 45  # characters: what stands over tasks and is none itself


@dataclass(frozen=True, slots=True)
class Rereading:
    """What a new reading makes of a draft. `kept` are the tasks that people had worked on;
    `outside` those whose words are no longer in the plan part, whether they stay or not.
    """

    before: Review
    after: Review
    kept: tuple[ReviewItem, ...]
    outside: tuple[ReviewItem, ...]


def reread(before: Review, fresh: Review, *, stay: Collection[int] = ()) -> Rereading:
    """`fresh` is the new reading; `stay`: keys of items that stay though they are outside."""
    inside = [item for item in before.items if _is_inside(item, fresh.plan_span)]
    here = {item.key for item in inside}
    gone = [item for item in before.kept if is_worked_on(item) and item.key not in here]
    deadlines = {each.span: each for item in fresh.items for each in item.deadlines}
    old = [
        redated(item, before.period, fresh.period, deadlines)
        for item in (*inside, *(item for item in gone if item.key in stay))
    ]
    return Rereading(
        before,
        _joined(before, fresh, list(_mixed(old, fresh.items))),
        kept=tuple(item for item in old if is_worked_on(item) and not item.is_dropped),
        outside=tuple(gone),
    )


def is_worked_on(item: ReviewItem) -> bool:
    return bool(item.by)


def _is_inside(item: ReviewItem, part: SourceSpan) -> bool:
    return part.start <= item.span.start and item.span.end <= part.end


@dataclass(frozen=True, slots=True)
class _Choice:
    item: ReviewItem
    is_old: bool


def _mixed(old: Iterable[ReviewItem], new: Iterable[ReviewItem]) -> Iterator[_Choice]:
    """In the order of the text. Of items that share words the old ones, where somebody has worked
    on one of them, so that no words stand in two tasks; else the new ones.
    """
    choices = [*(_Choice(item, True) for item in old), *(_Choice(item, False) for item in new)]
    for cluster in _clusters(choices):
        known = [choice.item for choice in cluster if choice.is_old]
        worked_on = next((item for item in known if is_worked_on(item)), None)
        for choice in cluster:
            if worked_on is None and not choice.is_old:
                twin = next((item for item in known if _says_the_same(item, choice.item)), None)
                yield _Choice(twin, True) if twin else choice
            elif worked_on and choice.is_old:
                yield choice
            elif worked_on and _says_more(choice.item, known):
                doubt = Doubt(OVERLAPS, worked_on.title)
                yield replace(
                    choice, item=replace(choice.item, doubts=(*choice.item.doubts, doubt))
                )


def _clusters(choices: Iterable[_Choice]) -> Iterator[list[_Choice]]:
    """Runs of items of which each shares words with one before it."""
    cluster: list[_Choice] = []
    reach = 0
    for choice in sorted(choices, key=lambda choice: choice.item.span.start):
        if cluster and choice.item.span.start >= reach:
            yield cluster
            cluster = []
        cluster.append(choice)
        reach = max(reach, choice.item.span.end)
    if cluster:
        yield cluster


def _says_the_same(old: ReviewItem, new: ReviewItem) -> bool:
    """Whatever step it came with."""
    return replace(new, key=old.key, strategy=old.strategy, revision=old.revision) == old


def _says_more(new: ReviewItem, old: Sequence[ReviewItem]) -> bool:
    """Whether more than a heading of its words is in none of the old ones."""
    position = new.span.start
    for item in sorted(old, key=lambda item: item.span.start):
        if item.span.start - position > _HEADING:
            return True
        position = max(position, item.span.end)
    return new.span.end - position > _HEADING


def _joined(before: Review, fresh: Review, choices: Sequence[_Choice]) -> Review:
    """Keys are never used again: a page from before means no other task."""
    keys = count(before.next_key)
    strategies = _strategies(before, fresh, keys)
    by_fresh = {own.key: new.key for own, new in zip(fresh.strategies, strategies, strict=True)}
    items, moved = [], []
    for choice in choices:
        item = choice.item
        if not choice.is_old:
            items.append(replace(item, key=next(keys), strategy=by_fresh[item.strategy]))
        elif _was_moved(item, before) and item.strategy in {each.key for each in strategies}:
            moved.append(item)
        else:
            items.append(replace(item, strategy=_home(item, strategies)))
    after = replace(
        fresh,
        strategies=strategies,
        items=(*items, *moved),
        next_key=next(keys),
        is_named=before.is_named,
    )
    if not before.is_named:
        return after
    return replace(after, title=before.title, organisation=before.organisation)


def _strategies(before: Review, fresh: Review, keys: Iterator[int]) -> tuple[ReviewStrategy, ...]:
    """One that begins at the same place is the same one, with the name that people gave it."""
    known = list(before.strategies)
    found = []
    for strategy in fresh.strategies:
        same = next((each for each in known if each.span.start == strategy.span.start), None)
        if same is None:
            found.append(replace(strategy, key=next(keys)))
        else:
            known.remove(same)
            found.append(replace(strategy, key=same.key, title=same.title))
    return tuple(found)


def _was_moved(item: ReviewItem, before: Review) -> bool:
    return item.strategy != _home(item, before.strategies)


def _home(item: ReviewItem, strategies: Sequence[ReviewStrategy]) -> int:
    """The strategy whose words it stands among: the narrowest that holds it, else the last one
    that begins before it.
    """
    start = item.span.start
    holding = [each for each in strategies if each.span.start <= start < each.span.end]
    if holding:
        return min(holding, key=lambda each: each.span.end - each.span.start).key
    before = [each for each in strategies if each.span.start <= start]
    return (before[-1] if before else strategies[0]).key
