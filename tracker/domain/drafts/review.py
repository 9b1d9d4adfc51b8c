"""核对: a draft while people correct it, and how a fresh one looks.

Items keep their key for as long as the review lives, so that a page, an undo and a second
reviewer all mean the same item. What was dropped stays, marked, and can come back.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tracker.domain.drafts.draft import (
    DeadlineDraft,
    Doubt,
    HeadingLevel,
    MeasureDraft,
    PlanDraft,
    StrategyDraft,
    TargetDraft,
    TaskDraft,
    UnitSuggestion,
)
from tracker.domain.drafts.hints import NO_HINTS, Hints
from tracker.domain.drafts.issuing import target_due_on, terms
from tracker.domain.errors import NotFound, StaleWrite
from tracker.domain.terms.targets import goal_doubts, goal_faults
from tracker.domain.values import (
    Op,
    Period,
    ReportEvery,
    SourceSpan,
    TargetKind,
    TaskKind,
)
from tracker.domain.words.goals import figure_words

NO_LEAD = "task.no-unit"
STRANGE_LEAD = "task.lead-unknown"  # the text names a unit that is not of this bureau
LEAD_DOUBTS = {NO_LEAD, STRANGE_LEAD}

_OF_THE_LAYOUT = {"task.by-sentence", "task.by-head"}
_FEW = 3

_OPS = {
    TargetKind.REACH: Op.AT_LEAST,
    TargetKind.KEEP_AT_LEAST: Op.AT_LEAST,
    TargetKind.KEEP_AT_MOST: Op.AT_MOST,
    TargetKind.RANK: Op.AT_MOST,
    TargetKind.INCREASE: Op.INCREASE,
    TargetKind.YES_NO: Op.EQUAL,
}


@dataclass(frozen=True, slots=True)
class ReviewTarget:
    """An indicator as it would be accepted. Without a span: a person added it."""

    metric: str
    kind: TargetKind
    op: Op
    value: Decimal
    value_high: Decimal | None
    unit: str
    baseline: Decimal | None
    due_on: date
    span: SourceSpan | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class SubTask:
    """举措: a measure that a reviewer made a sub-task of its own."""

    title: str
    span: SourceSpan


@dataclass(frozen=True, slots=True)
class ReviewStrategy:
    key: int
    number: str
    title: str
    span: SourceSpan


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A task as it would be accepted now. `revision` counts its corrections; `by` made the last."""

    key: int
    strategy: int
    title: str
    content: str
    span: SourceSpan
    lead: str  # empty: nobody is chosen yet
    suggestions: tuple[UnitSuggestion, ...]
    supporting: tuple[str, ...]
    starts_on: date
    due_on: date
    kind: TaskKind
    report_every: ReportEvery
    targets: tuple[ReviewTarget, ...]
    deadlines: tuple[DeadlineDraft, ...]
    measures: tuple[MeasureDraft, ...]
    sub_tasks: tuple[SubTask, ...]
    doubts: tuple[Doubt, ...]
    dropped_targets: tuple[ReviewTarget, ...] = ()  # 不算指标: a person said no
    is_checked: bool = False
    is_dropped: bool = False
    revision: int = 1
    by: str = ""

    @property
    def is_doubtful(self) -> bool:
        return bool(self.doubts) and not self.is_checked

    @property
    def is_recommended(self) -> bool:
        """The lead is the best suggestion, and the text names none."""
        best = self.suggestions[0] if self.suggestions else None
        is_named = any(unit.named for unit in self.suggestions)
        return best is not None and not is_named and best.name == self.lead


@dataclass(frozen=True, slots=True)
class Review:
    title: str
    organisation: str
    year: int
    period: Period
    plan_span: SourceSpan
    strategies: tuple[ReviewStrategy, ...]
    items: tuple[ReviewItem, ...]  # those of one strategy in the order in which they will be tasks
    doubts: tuple[Doubt, ...]
    goals: tuple[ReviewTarget, ...]
    next_key: int
    levels: tuple[HeadingLevel, ...] = ()
    level: str = ""  # of the headings that are the strategies
    hints: Hints = NO_HINTS  # what people have said of the document
    is_named: bool = False  # by a person: another reading leaves the names alone

    @property
    def kept(self) -> tuple[ReviewItem, ...]:
        return tuple(item for item in self.items if not item.is_dropped)

    @property
    def checked(self) -> int:
        return sum(item.is_checked for item in self.kept)

    def items_of(self, strategy: int) -> tuple[ReviewItem, ...]:
        return tuple(item for item in self.kept if item.strategy == strategy)


def begin(draft: PlanDraft, names: Mapping[str, str]) -> Review:
    """Nothing is checked yet; the lead is the first suggestion that is a unit of this bureau.

    `names`: from every name and alias of a unit to the name that it goes by.
    """
    strategies: list[ReviewStrategy] = []
    items: list[ReviewItem] = []
    key = 1
    for strategy in draft.strategies:
        strategies.append(_strategy(key, strategy))
        for place, task in enumerate(strategy.tasks, start=key + 1):
            items.append(_item(place, key, task, draft.period, names))
        key += 1 + len(strategy.tasks)
    shared = _shared_doubts(items)
    return Review(
        title=draft.title,
        organisation=draft.organisation,
        year=draft.year,
        period=draft.period,
        plan_span=draft.plan_span,
        strategies=tuple(strategies),
        items=tuple(_without(item, shared) for item in items),
        doubts=(*draft.doubts, *shared),
        goals=tuple(_target(goal, draft.period.end) for goal in draft.goals),
        next_key=key,
        levels=draft.levels,
        level=draft.level,
    )


def _shared_doubts(items: Iterable[ReviewItem]) -> tuple[Doubt, ...]:
    """What is true of most items, such as that the text has no numbers, is one doubt of the whole:
    said of each it would hide the others."""
    items = tuple(items)
    counts = Counter(doubt for item in items for doubt in item.doubts)
    return tuple(
        doubt
        for doubt, times in counts.items()
        if doubt.code in _OF_THE_LAYOUT and times >= _FEW and times * 2 > len(items)
    )


def _without(item: ReviewItem, doubts: Collection[Doubt]) -> ReviewItem:
    return replace(item, doubts=tuple(doubt for doubt in item.doubts if doubt not in doubts))


def _strategy(key: int, draft: StrategyDraft) -> ReviewStrategy:
    return ReviewStrategy(key, draft.number, draft.title, draft.span)


def _item(
    key: int, strategy: int, task: TaskDraft, period: Period, names: Mapping[str, str]
) -> ReviewItem:
    agreed = terms(task, period)
    lead = _first_lead(task, names)
    targets = tuple(
        _target(target, target_due_on(task, target.span.start, period)) for target in task.targets
    )
    return ReviewItem(
        key=key,
        strategy=strategy,
        title=task.title,
        content=task.content,
        span=task.span,
        lead=lead,
        suggestions=task.lead_units,
        supporting=tuple(names.get(name, name) for name in task.supporting_units),
        starts_on=agreed.starts_on,
        due_on=agreed.due_on,
        kind=agreed.kind,
        report_every=agreed.report_every,
        targets=targets,
        deadlines=task.deadlines,
        measures=task.measures,
        sub_tasks=(),
        doubts=(*_lead_doubts(task, lead), *_doubts(task, targets)),
    )


def _first_lead(task: TaskDraft, names: Mapping[str, str]) -> str:
    """Where the text names who leads, nobody else is put in their place."""
    named = [unit for unit in task.lead_units if unit.named]
    return next((names[u.name] for u in named or task.lead_units if u.name in names), "")


def _target(draft: TargetDraft, due_on: date) -> ReviewTarget:
    """A figure of the text that cannot be, or hardly, is asked back like one misread."""
    target = ReviewTarget(
        metric=draft.metric,
        kind=draft.kind,
        op=draft.op,
        value=draft.value,
        value_high=draft.value_high,
        unit=draft.unit,
        baseline=draft.baseline,
        due_on=due_on,
        span=draft.span,
        doubts=draft.doubts,
    )
    if draft.doubts or not (goal_faults(target) or goal_doubts(target)):
        return target
    words = f"{target.metric} {figure_words(target.value, target.unit)}"
    return replace(target, doubts=(Doubt("target.odd-figure", words),))


def _lead_doubts(task: TaskDraft, lead: str) -> tuple[Doubt, ...]:
    """No plan is made without a lead, so an item that has none says why."""
    if lead or any(doubt.code == NO_LEAD for doubt in task.doubts):
        return ()
    strangers = "、".join(unit.name for unit in task.lead_units if unit.named)
    return (Doubt(STRANGE_LEAD, strangers),) if strangers else (Doubt(NO_LEAD),)


def _doubts(task: TaskDraft, targets: Sequence[ReviewTarget]) -> tuple[Doubt, ...]:
    """The task's own and those of its figures and dates, each once."""
    of_targets = (doubt for target in targets for doubt in target.doubts)
    of_deadlines = (doubt for deadline in task.deadlines for doubt in deadline.doubts)
    return tuple(dict.fromkeys((*task.doubts, *of_targets, *of_deadlines)))


def find(review: Review, key: int) -> ReviewItem:
    for item in review.items:
        if item.key == key:
            return item
    raise NotFound("draft.item-gone", key=key)


def check_revision(review: Review, key: int, revision: int) -> None:
    """Two reviewers: the second hears of the first before anything is overwritten."""
    item = find(review, key)
    if item.revision != revision:
        raise StaleWrite("draft.item-changed", by=item.by, title=item.title)


def strangers(review: Review, units: Collection[str]) -> tuple[str, ...]:
    """Supporting units that the text names and this bureau does not have: they get no task."""
    named = (name for item in review.kept for name in item.supporting)
    return tuple(dict.fromkeys(name for name in named if name not in units))


def op_of(kind: TargetKind, *, is_range: bool) -> Op:
    """How a figure of that kind is compared, when a person enters it."""
    if is_range:
        return Op.RANGE
    return _OPS[kind]
