"""How people write a goal and a figure: 2.4万户, 前3位, 1–2个; never "不少于 1,000,000,000 元"."""

from decimal import Decimal
from typing import NamedTuple, Protocol

from tracker.domain.values import Op, TargetKind
from tracker.domain.words.labels import label

SCALES = (("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))
DECIMALS = Decimal(100)  # a figure is shortened where two decimals say it exactly: 2.4万, 1.35亿
PLAIN: tuple[str, Decimal] = ("", Decimal(1))
NEVER_SCALED = frozenset({"", "%", "‰", "分", "倍", "个百分点", "年", "天", "小时"})
KEPT = {TargetKind.KEEP_AT_LEAST: "不低于"}


class Goal(Protocol):
    """A target, wherever it comes from."""

    @property
    def kind(self) -> TargetKind: ...
    @property
    def op(self) -> Op: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def value_high(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...


class Measure(NamedTuple):
    """A figure in its plain unit: 3 of 万元 is 30000 of 元, which was written in 万."""

    value: Decimal
    unit: str
    written: Decimal


def plain_figure(value: Decimal) -> str:
    """30,000 or 3.5: as many decimals as the figure has, with a true minus."""
    return f"{value.normalize():z,f}".replace("-", "−")


def figure_words(value: Decimal, unit: str) -> str:
    """20,433户, 2.4万户, 10亿元."""
    measure = _measure(value, unit)
    scale, size = _common_scale(measure, measure)
    return f"{plain_figure(measure.value / size)}{scale}{measure.unit}"


def goal_words(goal: Goal) -> str:
    """不少于 2.4万户, 前3位, 80–100户, 办成."""
    if goal.kind is TargetKind.YES_NO:
        return "办成"
    if goal.kind is TargetKind.RANK:
        return _place_words(goal.value, goal.unit)
    if goal.value_high is not None:
        return _range_words(goal.value, goal.value_high, goal.unit)
    return f"{KEPT.get(goal.kind) or label(goal.op)} {figure_words(goal.value, goal.unit)}"


def reading_words(current: Decimal | None, goal: Goal) -> str:
    """What was reported, beside its goal: 20,433户, 第5位, 已办成, 未报."""
    if current is None:
        return "未报"
    if goal.kind is TargetKind.YES_NO:
        return "已办成" if current >= goal.value else "未办成"
    if goal.kind is TargetKind.RANK:
        return f"第{plain_figure(current)}{goal.unit or '位'}"
    return figure_words(current, goal.unit)


def reading_hint(goal: Goal) -> str:
    """Beside the field that asks for the figure."""
    if goal.kind is TargetKind.YES_NO:
        return "办成填 1，未办成填 0"
    return f"目标 {goal_words(goal)}"


def share_words(current: Decimal | None, goal: Goal) -> str:
    """Both in a cell: 20,433/24,000户, 8.12/10亿元, 第5位/前3位. The unit stands once."""
    if goal.kind in {TargetKind.YES_NO, TargetKind.RANK} or current is None:
        return f"{reading_words(current, goal)}/{_short_goal(goal)}"
    if goal.value_high is not None:
        return f"{plain_figure(current)}/{_short_goal(goal)}"
    now, aim = _measure(current, goal.unit), _measure(goal.value, goal.unit)
    scale, size = _common_scale(now, aim)
    return f"{plain_figure(now.value / size)}/{plain_figure(aim.value / size)}{scale}{aim.unit}"


def _short_goal(goal: Goal) -> str:
    is_plain = goal.kind not in {TargetKind.YES_NO, TargetKind.RANK} and goal.value_high is None
    return figure_words(goal.value, goal.unit) if is_plain else goal_words(goal)


def _place_words(value: Decimal, unit: str) -> str:
    return f"{'第' if value == 1 else '前'}{plain_figure(value)}{unit or '位'}"


def _range_words(low: Decimal, high: Decimal, unit: str) -> str:
    least, most = _measure(low, unit), _measure(high, unit)
    scale, size = _common_scale(least, most)
    return f"{plain_figure(least.value / size)}–{plain_figure(most.value / size)}{scale}{most.unit}"


def _measure(value: Decimal, unit: str) -> Measure:
    """The written scale is taken off the unit, so that 10,000 万元 can be 1亿元."""
    for scale, size in SCALES:
        if unit.startswith(scale) and len(unit) > len(scale):
            return Measure(value * size, unit.removeprefix(scale), size)
    return Measure(value, unit, Decimal(1))


def _common_scale(one: Measure, other: Measure) -> tuple[str, Decimal]:
    """The largest scale in which both stay exact and the goal is at least 1; else as written."""
    if other.unit in NEVER_SCALED:
        return _as_written(other)
    for scale, size in SCALES:
        if abs(other.value) >= size and all(_is_exact(each.value, size) for each in (one, other)):
            return scale, size
    return _as_written(other)


def _as_written(measure: Measure) -> tuple[str, Decimal]:
    return next((each for each in SCALES if each[1] == measure.written), PLAIN)


def _is_exact(value: Decimal, size: Decimal) -> bool:
    hundredths = value / size * DECIMALS
    return hundredths == hundredths.to_integral_value()
