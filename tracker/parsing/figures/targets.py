"""Finds the quantities that a plan commits to reach."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from operator import itemgetter

from tracker.domain.drafts.draft import Doubt, TargetDraft
from tracker.domain.values import Op, SourceSpan
from tracker.parsing.figures.context import Context, Surroundings
from tracker.parsing.figures.cues import kind_of
from tracker.parsing.figures.in_characters import has_verb_before
from tracker.parsing.figures.measure_units import PERCENT, RATES
from tracker.parsing.figures.metrics import metric_of, name_in
from tracker.parsing.figures.quantities import Quantity, find_quantities
from tracker.parsing.figures.verdicts import judge
from tracker.parsing.figures.wordy_targets import find_wordy_targets
from tracker.parsing.text.told_past import is_of_year_gone, past_stretches

_LISTED = re.compile(r"\s?(?:、|和|及|以及|与|,)?\s?(?:力争|争取|确保|达到?|冲刺)*\s?$")
_NEXT_ONE = re.compile(r"[\u4e00-\u9fff“”]{1,10}(?:、|和|及|以及)")
_A_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_A_DATE = re.compile(r"\s?[年月日号:]|[A-Za-z]")
_RATES_NAMED = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,12}率(?:(?:、|和|及|与)[\u4e00-\u9fff]{2,12}率)+)"
    r"(?:均|都|全部|分别)?(?:要|应|力争|确保)?(?:达到?|不低于|保持在?|稳定在|控制在|超过|高于|低于)?$"
)
_BETWEEN_NAMES = re.compile(r"(?<=率)(?:、|和|及|与)")
_FULL_STOP = re.compile(r"[。;\n]")
_CLAUSE_MARK = re.compile(r"[。;:,!?\n\t]")
_CLAUSE = 30
_NEAR = 12
# In one task; a text made to be slow is cut off here.
_MOST = 20_000
_UNSURE = 0.7


def find_targets(body: str, start: int, end: int, *, year: int | None = None) -> list[TargetDraft]:
    """The targets in body[start:end] (folded), in its order.

    Only 三个100% gives several on one span. With the plan's `year` figures of the years before it
    are told apart.
    """
    found = list(find_wordy_targets(body, start, end))
    taken = {at for target in found for at in range(target.span.start, target.span.end)}
    for target in islice(_counted(body, start, end), _MOST):
        if not taken or taken.isdisjoint(range(target.span.start, target.span.end)):
            found.append(target)
    if not found:
        return []
    found.sort(key=lambda target: target.span.start)
    last = found[-1].span.end
    past = past_stretches(body, start, last, year)
    found = list(_outside(past, found)) if past else found
    if body.find("20", start, last) < 0:
        return found
    return [target for target in found if not _is_of_year_gone(body, start, target, year)]


def _is_of_year_gone(body: str, start: int, target: TargetDraft, year: int | None) -> bool:
    at = target.span.start
    return is_of_year_gone(body[max(start, at - _CLAUSE) : at], year)


def _outside(
    stretches: Sequence[tuple[int, int]], targets: Sequence[TargetDraft]
) -> Iterator[TargetDraft]:
    for target in targets:
        before = bisect_right(stretches, target.span.start, key=itemgetter(0))
        if before == 0 or target.span.start >= stretches[before - 1][1]:
            yield target


def _counted(body: str, start: int, end: int) -> Iterator[TargetDraft]:
    previous: TargetDraft | None = None
    baseline: Decimal | None = None
    passed: Quantity | None = None
    surroundings: Surroundings | None = None
    for quantity in find_quantities(body, start, end):
        if _is_passed_over(body, start, quantity):
            continue
        surroundings = surroundings or Surroundings(body, start, end)
        context = surroundings.of(quantity)
        verdict = judge(quantity, context)
        if verdict.is_baseline:
            baseline = quantity.value
            continue
        if _goes_on(body, passed, quantity):
            passed = quantity
            continue
        if verdict.is_no_target or surroundings.is_quoted(quantity):
            passed = quantity
            continue
        target = _read(body, quantity, context, previous, verdict.op)
        target = target if baseline is None else target._replace(baseline=baseline)
        yield from _for_each_rate(target, context)
        previous, baseline = target, None


def _for_each_rate(target: TargetDraft, context: Context) -> Iterator[TargetDraft]:
    """访视率、体检率达到92%: each of the rates named is a target."""
    several = target.unit in PERCENT and context.before.count("率") > 1
    named = _RATES_NAMED.search(context.before) if several else None
    if named is None:
        yield target
        return
    for name in _BETWEEN_NAMES.split(named["names"]):
        yield target._replace(metric=name)


def _goes_on(body: str, passed: Quantity | None, quantity: Quantity) -> bool:
    """全区8个乡镇、12个社区: what is said of the first of a list is said of the next."""
    if passed is None or quantity.unit != passed.unit or quantity.unit in RATES:
        return False
    is_near = quantity.start - passed.end <= _NEAR
    return is_near and _NEXT_ONE.fullmatch(body, passed.end, quantity.start) is not None


def _is_passed_over(body: str, start: int, quantity: Quantity) -> bool:
    """Most numbers of a text are dates and names: they are told apart before any closer look."""
    if quantity.bare:
        at = quantity.end
        goes_on = not quantity.tail and "亿" not in quantity.magnitude and _A_WORD.match(body, at)
        return bool(goes_on or _A_DATE.match(body, at))
    if quantity.spoken and quantity.unit not in RATES:
        return not has_verb_before(body, start, quantity)
    return False


def _read(
    body: str, quantity: Quantity, context: Context, previous: TargetDraft | None, op: Op
) -> TargetDraft:
    op = _inherited(body, quantity, previous) or op
    unit = quantity.unit or ("元" if "亿" in quantity.magnitude else "")
    metric = metric_of(context, quantity.unit, _metric_before(body, quantity, previous))
    metric = metric or _name_of_clause_before(body, quantity, context)
    doubt = _doubt(body, quantity, metric)
    return TargetDraft(
        span=SourceSpan(quantity.start, quantity.end),
        metric=metric or "数量",
        kind=kind_of(op, unit, metric),
        op=op,
        value=quantity.value,
        value_high=quantity.high,
        unit=unit,
        confidence=_UNSURE if doubt else 1.0,
        doubts=(doubt,) if doubt else (),
    )


def _metric_before(body: str, quantity: Quantity, previous: TargetDraft | None) -> str:
    """The target just before may lend its name: 示范单位省级20家、市级100家."""
    if previous is None:
        return ""
    behind, at = previous.span.end, quantity.start
    is_near = at - behind <= _NEAR and _FULL_STOP.search(body, behind, at) is None
    return previous.metric if is_near else ""


def _name_of_clause_before(body: str, quantity: Quantity, context: Context) -> str:
    """设定合理的负债率,一般控制在65%以内: the clause with the figure has no subject of its own."""
    at = quantity.start - len(context.before) - 1
    if at < 0 or body[at] != ",":
        return ""
    return name_in(_CLAUSE_MARK.split(body[max(0, at - _CLAUSE) : at])[-1])


def _inherited(body: str, quantity: Quantity, previous: TargetDraft | None) -> Op | None:
    """分别增长3.5%左右、6%左右: the second number has its verb from the first."""
    if previous is None or quantity.unit not in RATES or previous.unit not in RATES:
        return None
    if quantity.start - previous.span.end > 6 or previous.op not in (Op.INCREASE, Op.AT_MOST):
        return None
    listed = _LISTED.fullmatch(body[previous.span.end : quantity.start])
    return previous.op if listed else None


def _doubt(body: str, quantity: Quantity, metric: str) -> Doubt | None:
    words = body[quantity.start : quantity.end]
    if quantity.bare:
        return Doubt("target.no-unit", words)
    if quantity.spoken and quantity.unit not in RATES:
        return Doubt("target.in-characters", words)
    return None if metric else Doubt("target.no-metric", words)
