"""指标: what the plan office may commit a task to, and where its percent then comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.figures import figure_faults
from tracker.domain.terms.possible import impossible, unlikely
from tracker.domain.terms.texts import MAX_SHORT, required_faults, text_faults
from tracker.domain.values import Op, ProgressMode, TargetKind

MAX_TARGETS = 20


@dataclass(frozen=True, slots=True)
class TargetTerms:
    """`id` of a target that is there; None adds one. `is_sure`: an unlikely figure is meant."""

    metric: str
    kind: TargetKind
    op: Op
    value: Decimal
    due_on: date
    unit: str = ""
    value_high: Decimal | None = None
    baseline: Decimal | None = None
    id: int | None = None
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredFacts:
    """What the rules may know of the task that is measured, with the targets that it has; `read`
    are the ids of those with readings."""

    starts_on: date
    due_on: date
    known: tuple[TargetTerms, ...] = ()
    read: frozenset[int] = frozenset()


def check_targets(
    task: MeasuredFacts, targets: Sequence[TargetTerms], mode: ProgressMode
) -> tuple[RuleBroken, ...]:
    """In the order typed; fields count from 1 in that order."""
    if len(targets) > MAX_TARGETS:
        return (RuleBroken("target.too-many", limit=MAX_TARGETS),)
    faults = [
        fault
        for place, target in enumerate(targets, start=1)
        for fault in _target_faults(task, target, prefix=f"target-{place}-")
    ]
    if mode is ProgressMode.TARGETS and not targets:
        faults.append(RuleBroken("target.none-to-count", field="mode"))
    return (*faults, *_gone_faults(task, targets))


def _gone_faults(task: MeasuredFacts, targets: Sequence[TargetTerms]) -> list[RuleBroken]:
    """What was read of a target stays on record, and so does the target."""
    kept = {target.id for target in targets}
    faults = [
        RuleBroken("target.has-readings", metric=target.metric)
        for target in task.known
        if target.id in task.read and target.id not in kept
    ]
    if kept - {target.id for target in task.known} - {None}:
        faults.append(RuleBroken("reading.unknown-target"))
    return faults


def _target_faults(task: MeasuredFacts, target: TargetTerms, *, prefix: str) -> list[RuleBroken]:
    faults = []
    if not task.starts_on <= target.due_on <= task.due_on:
        faults.append(RuleBroken("target.due-outside", field=f"{prefix}due_on"))
    if _figures_of(target) in map(_figures_of, task.known):
        return faults
    faults += goal_faults(target, prefix=prefix)
    if target.kind is TargetKind.REACH and target.baseline == target.value:
        faults.append(RuleBroken("target.baseline-equal", field=f"{prefix}baseline"))
    doubts = [] if faults or target.is_sure else goal_doubts(target, prefix=prefix)
    return [*faults, *doubts]


def _figures_of(target: TargetTerms) -> tuple[object, ...]:
    """What stands already was accepted once and is not judged again."""
    name = (target.id, target.metric.strip(), target.kind, target.unit.strip())
    return (*name, target.value, target.value_high, target.baseline)


class Goal(Protocol):
    """What a figure is committed to, in a draft as in a task."""

    @property
    def metric(self) -> str: ...
    @property
    def kind(self) -> TargetKind: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def value_high(self) -> Decimal | None: ...
    @property
    def baseline(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...


def goal_faults(goal: Goal, *, prefix: str = "") -> list[RuleBroken]:
    faults = [
        *required_faults(
            {f"{prefix}metric": goal.metric}, limit=MAX_SHORT, missing="target.metric-missing"
        ),
        *text_faults({f"{prefix}unit": goal.unit}, limit=MAX_SHORT),
    ]
    for name, value in _figures(goal).items():
        faults += figure_faults(value, prefix + name) or impossible(value, goal, prefix + name)
    if goal.value_high is not None and goal.value_high < goal.value:
        faults.append(RuleBroken("target.range-turned", field=f"{prefix}value_high"))
    if not faults and _is_reached_at_once(goal):
        faults.append(RuleBroken("target.nothing-to-reach", field=f"{prefix}value"))
    return faults


def goal_doubts(goal: Goal, *, prefix: str = "") -> list[RuleBroken]:
    """Of a goal without faults, at most one: 确认无误 answers it."""
    field = f"{prefix}sure"
    doubts = [doubt for value in _figures(goal).values() for doubt in unlikely(value, goal, field)]
    if goal.value == 0 and goal.kind in {TargetKind.KEEP_AT_LEAST, TargetKind.INCREASE}:
        doubts.append(RuleBroken("target.zero-doubt", field=field))
    return doubts[:1]


def _figures(goal: Goal) -> dict[str, Decimal]:
    typed = {"value": goal.value, "value_high": goal.value_high, "baseline": goal.baseline}
    return {name: value for name, value in typed.items() if value is not None}


def _is_reached_at_once(goal: Goal) -> bool:
    """What counts up from 0, and not to more."""
    return goal.kind.starts_at_zero and goal.baseline is None and goal.value <= 0
