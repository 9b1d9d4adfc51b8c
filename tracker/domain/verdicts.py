"""The sentence at the head of a board: where the plan stands, in the words of a bulletin."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tracker.domain.lights import Colour
from tracker.domain.rollup import Figures
from tracker.domain.rounding import is_far_behind
from tracker.domain.subjects import WHOLE, Subject

LEVEL_WITHIN = Decimal("0.5")  # points: neither ahead nor behind


def verdict(
    plan: Figures,
    on: date,
    strategies: Sequence[tuple[str, Figures]],
    subject: Subject = WHOLE,
    units: Sequence[tuple[str, Decimal | None]] = (),
) -> str:
    """Progress against the calendar; red lights; the strategies that are furthest behind, or the
    units where no strategy is."""
    if not plan.tasks:
        return subject.nothing
    behind = _furthest_behind(on, strategies) or _units_behind(units)
    parts = [_progress(plan, on, subject), _lights(plan), behind]
    return "；".join(part for part in parts if part)


def _progress(plan: Figures, on: date, subject: Subject) -> str:
    gap = plan.gap(on)
    if plan.done == plan.tasks:
        return f"{subject.name}{plan.tasks} 项任务全部办结"
    if gap is None:
        return f"{subject.name}{plan.tasks} 项任务已交办，还没有报送进展"
    if abs(gap) < LEVEL_WITHIN:
        return f"{subject.progress}与序时持平"
    word = "超前" if gap > 0 else "落后"
    return f"{subject.progress}{word}序时 {abs(gap):.1f} 个百分点"


def _lights(plan: Figures) -> str:
    """Those that were submitted late are late, too, but wait for their verifier."""
    red = plan.by_colour()[Colour.RED]
    late = plan.overdue + plan.submitted_late
    if not red:
        return "没有红灯"
    if not late:
        return f"{red} 项红灯"
    if plan.submitted_late:
        told = f"{late} 项逾期，其中 {plan.submitted_late} 项待核查"
        return told if late == red else f"{red} 项红灯：{told}"
    return f"{red} 项红灯，均为逾期" if late == red else f"{red} 项红灯，其中 {late} 项逾期"


def _furthest_behind(on: date, strategies: Sequence[tuple[str, Figures]]) -> str:
    gaps = [(f"“{title}”", figures.gap(on)) for title, figures in strategies]
    return _behind(gaps)


def _units_behind(units: Sequence[tuple[str, Decimal | None]]) -> str:
    """Of one unit alone all of the sentence speaks already."""
    return _behind(units) if len(units) > 1 else ""


def _behind(gaps: Sequence[tuple[str, Decimal | None]]) -> str:
    """At most two names, the furthest behind first."""
    known = sorted((gap, name) for name, gap in gaps if gap is not None)
    worst = [name for gap, name in known[:2] if is_far_behind(gap)]
    if not worst:
        return ""
    return f"{'、'.join(worst)}落后{'最多' if len(worst) > 1 else '较多'}"


def shares(counts: Sequence[int]) -> tuple[Decimal, ...]:
    """Percent with one decimal each, adding up to exactly 100 (largest remainders are rounded up).

    Of nothing, all are 0.
    """
    whole = sum(counts)
    if not whole:
        return tuple(Decimal(0) for _ in counts)
    tenths = [divmod(count * 1000, whole) for count in counts]
    missing = 1000 - sum(part for part, _ in tenths)
    raised = sorted(range(len(counts)), key=lambda i: (-tenths[i][1], i))[:missing]
    return tuple(Decimal(tenths[i][0] + (i in raised)) / 10 for i in range(len(counts)))
