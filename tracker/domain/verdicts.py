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
) -> str:
    """Progress against the calendar; red lights; the strategies that are furthest behind."""
    if not plan.tasks:
        return subject.nothing
    parts = [_progress(plan, on, subject), _lights(plan), _furthest_behind(on, strategies)]
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
    gaps = [(gap, title) for title, figures in strategies if (gap := figures.gap(on)) is not None]
    worst = [title for gap, title in sorted(gaps)[:2] if is_far_behind(gap)]
    if not worst:
        return ""
    names = "、".join(f"“{title}”" for title in worst)
    return f"{names}落后最多" if len(worst) > 1 else f"{names}落后较多"


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
