"""指标: what the plan office may commit a task to, and where its percent then comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.figures import figure_faults
from tracker.domain.terms.texts import MAX_SHORT, required_faults, text_faults
from tracker.domain.values import Op, ProgressMode, TargetKind

MAX_TARGETS = 20


@dataclass(frozen=True, slots=True)
class TargetTerms:
    """`id` of a target that is there; None adds one."""

    metric: str
    kind: TargetKind
    op: Op
    value: Decimal
    due_on: date
    unit: str = ""
    value_high: Decimal | None = None
    baseline: Decimal | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class MeasuredFacts:
    """What the rules may know of the task that is measured; `read` are targets with readings."""

    starts_on: date
    due_on: date
    known: tuple[tuple[int, str], ...] = ()
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
        RuleBroken("target.has-readings", metric=metric)
        for target_id, metric in task.known
        if target_id in task.read and target_id not in kept
    ]
    if kept - {target_id for target_id, _ in task.known} - {None}:
        faults.append(RuleBroken("reading.unknown-target"))
    return faults


def _target_faults(task: MeasuredFacts, target: TargetTerms, *, prefix: str) -> list[RuleBroken]:
    faults = goal_faults(target, prefix=prefix)
    if not task.starts_on <= target.due_on <= task.due_on:
        faults.append(RuleBroken("target.due-outside", field=f"{prefix}due_on"))
    if target.baseline is not None:
        faults += figure_faults(target.baseline, f"{prefix}baseline")
    if target.kind is TargetKind.REACH and target.baseline == target.value:
        faults.append(RuleBroken("target.baseline-equal", field=f"{prefix}baseline"))
    return faults


class Goal(Protocol):
    """What a figure is committed to, in a draft as in a task."""

    @property
    def metric(self) -> str: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def value_high(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...


def goal_faults(goal: Goal, *, prefix: str = "") -> list[RuleBroken]:
    faults = [
        *required_faults(
            {f"{prefix}metric": goal.metric}, limit=MAX_SHORT, missing="target.metric-missing"
        ),
        *text_faults({f"{prefix}unit": goal.unit}, limit=MAX_SHORT),
        *figure_faults(goal.value, f"{prefix}value"),
    ]
    if goal.value_high is not None:
        faults += figure_faults(goal.value_high, f"{prefix}value_high")
        if goal.value_high < goal.value:
            faults.append(RuleBroken("target.range-turned", field=f"{prefix}value_high"))
    return faults
