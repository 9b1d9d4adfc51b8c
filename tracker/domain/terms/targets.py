"""指标: what the plan office may commit a task to, and where its percent then comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.drafts.corrections import MAX_SHORT
from tracker.domain.errors import RuleBroken
from tracker.domain.progress import MAX_DECIMALS, MAX_FIGURE, decimals, text_faults
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
    faults = text_faults({f"{prefix}metric": target.metric, f"{prefix}unit": target.unit})
    if not target.metric.strip():
        faults.append(RuleBroken("draft.metric-missing", field=f"{prefix}metric"))
    for name, text in {"metric": target.metric, "unit": target.unit}.items():
        if len(text) > MAX_SHORT and not faults:
            faults.append(_too_long(text, f"{prefix}{name}"))
    if not task.starts_on <= target.due_on <= task.due_on:
        faults.append(RuleBroken("target.due-outside", field=f"{prefix}due_on"))
    return [*faults, *_figure_faults(target, prefix)]


def _too_long(text: str, field: str) -> RuleBroken:
    return RuleBroken("text.too-long", field=field, limit=MAX_SHORT, length=len(text))


def _figure_faults(target: TargetTerms, prefix: str) -> list[RuleBroken]:
    faults = []
    for name in ("value", "value_high", "baseline"):
        figure: Decimal | None = getattr(target, name)
        if figure is None:
            continue
        if figure.copy_abs() > MAX_FIGURE:
            faults.append(RuleBroken("reading.out-of-range", field=f"{prefix}{name}"))
        elif decimals(figure) > MAX_DECIMALS:
            field = f"{prefix}{name}"
            faults.append(RuleBroken("reading.too-fine", field=field, limit=MAX_DECIMALS))
    if target.value_high is not None and target.value_high < target.value:
        faults.append(RuleBroken("target.range-turned", field=f"{prefix}value_high"))
    if target.kind is TargetKind.REACH and target.baseline == target.value:
        faults.append(RuleBroken("target.baseline-equal", field=f"{prefix}baseline"))
    return faults
