"""Finds the quantities that a plan commits to reach."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tracker.domain.drafts import Doubt, TargetDraft
from tracker.domain.values import Op, SourceSpan
from tracker.parsing.measure_units import RATES
from tracker.parsing.metrics import metric_of
from tracker.parsing.numerals import folded
from tracker.parsing.quantities import Quantity, find_quantities
from tracker.parsing.quotes import inside_quotes
from tracker.parsing.target_context import Context, context_of
from tracker.parsing.target_cues import comparator, kind_of
from tracker.parsing.target_traps import is_no_target
from tracker.parsing.wordy_targets import find_wordy_targets

_STEP_TO = re.compile(
    r"[^,。;]{0,6}?(?:提[高升]|增[加长]|扩大|下降|压[缩减]|缩[短减]|降低?|减少|上?调整?|升)(?:到|至|为)"
)
_STEP_FROM = re.compile(r"[由从][^,。;]{0,24}$")
_LISTED = re.compile(r"\s?(?:、|和|及|以及|与|,)\s?$")
_SPOKEN, _BARE = 0.7, 0.6


def find_targets(text: str, start: int, end: int) -> list[TargetDraft]:
    """The targets in text[start:end] in its order; only 三个100% gives several on one span."""
    body = folded(text)
    wordy = list(find_wordy_targets(body, start, end))
    taken = {target.span for target in wordy}
    counted = (
        target
        for target in _counted(body, start, end)
        if not any(_overlap(target.span, span) for span in taken)
    )
    return sorted([*wordy, *counted], key=lambda target: target.span.start)


def _overlap(one: SourceSpan, other: SourceSpan) -> bool:
    return one.start < other.end and other.start < one.end


def _counted(body: str, start: int, end: int) -> Iterator[TargetDraft]:
    previous: TargetDraft | None = None
    baseline: Decimal | None = None
    for quantity in find_quantities(body, start, end):
        context = context_of(body, start, end, quantity)
        if _STEP_FROM.search(context.before) and _STEP_TO.match(context.after):
            baseline = quantity.value
            continue
        target = _read(body, start, end, quantity, context, previous)
        if target is None:
            continue
        yield replace(target, baseline=baseline)
        previous, baseline = target, None


def _read(
    body: str, start: int, end: int, quantity: Quantity, context: Context,
    previous: TargetDraft | None,
) -> TargetDraft | None:  # fmt: skip
    op = _inherited(body, quantity, previous) or comparator(quantity, context)
    if is_no_target(quantity, context, op) or inside_quotes(body, start, quantity.start, end):
        return None
    unit = quantity.unit or ("元" if "亿" in quantity.magnitude else "")
    metric = metric_of(
        context, quantity, previous.metric if _follows(body, quantity, previous) else ""
    )
    confidence, doubts = _doubts(body, quantity)
    return TargetDraft(
        SourceSpan(quantity.start, quantity.end), metric or "数量", kind_of(op, unit, metric), op,
        quantity.value, quantity.high, unit, confidence=confidence, doubts=doubts,
    )  # fmt: skip


def _follows(body: str, quantity: Quantity, previous: TargetDraft | None) -> bool:
    return (
        previous is not None
        and 0 <= quantity.start - previous.span.end <= 12
        and not re.search(r"[。;\n]", body[previous.span.end : quantity.start])
    )


def _inherited(body: str, quantity: Quantity, previous: TargetDraft | None) -> Op | None:
    """分别增长3.5%左右、6%左右: the second number has its verb from the first."""
    if previous is None or quantity.unit not in RATES or previous.unit not in RATES:
        return None
    if quantity.start - previous.span.end > 3:
        return None
    between = body[previous.span.end : quantity.start]
    same = previous.op in (Op.INCREASE, Op.AT_MOST)
    return previous.op if same and _LISTED.fullmatch(between) else None


def _doubts(body: str, quantity: Quantity) -> tuple[float, tuple[Doubt, ...]]:
    words = body[quantity.start : quantity.end]
    if quantity.bare:
        return _BARE, (Doubt("target.no-unit", words),)
    if quantity.spoken and quantity.unit not in RATES:
        return _SPOKEN, (Doubt("target.in-characters", words),)
    return 1.0, ()
