"""进展: what a report may say, and the percent that follows from readings and sub-tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tracker.domain.errors import RuleBroken
from tracker.domain.lights import Light
from tracker.domain.rounding import hundredth
from tracker.domain.terms.figures import figure_faults
from tracker.domain.terms.possible import impossible, unlikely
from tracker.domain.terms.texts import text_faults
from tracker.domain.values import Confidence, ProgressMode, TargetKind, TaskState

HUNDRED = Decimal(100)
FROM_ABOVE = frozenset({TargetKind.KEEP_AT_MOST, TargetKind.RANK})  # smaller is better
_CENT = Decimal("0.01")
LEAP = 10  # so many times the last reading is more likely a mistake in the unit


@dataclass(frozen=True, slots=True)
class TargetFacts:
    id: int
    kind: TargetKind
    value: Decimal
    value_high: Decimal | None
    baseline: Decimal | None
    current: Decimal | None
    metric: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TaskProgressFacts:
    state: TaskState
    mode: ProgressMode
    percent: Decimal | None
    targets: Sequence[TargetFacts] = ()
    has_sub_tasks: bool = False
    is_ongoing: bool = False
    light: Light = Light.NORMAL  # before the report


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """What a unit states, as typed; `readings` is by target id."""

    narrative: str
    percent: Decimal | None = None
    problem: str = ""
    next_step: str = ""
    help_wanted: str = ""
    setback_reason: str = ""
    confidence: Confidence | None = None
    readings: Mapping[int, Decimal] = field(default_factory=dict)
    sure_of: frozenset[int] = frozenset()  # targets whose odd reading was confirmed


def target_percent(target: TargetFacts, current: Decimal | None) -> Decimal | None:
    """How far one target is, 0 to 100. None: nothing to judge yet.

    A cumulative figure that nobody has read yet stands at its baseline; a rate, a rank or a growth
    that nobody has read is unknown and is left out of the mean.
    """
    if is_reached(target, current):
        return HUNDRED
    if target.kind is TargetKind.REACH:
        start = target.baseline or Decimal(0)
        return _ratio(_counted(target, current) - start, target.value - start)
    if target.kind is TargetKind.YES_NO:
        return Decimal(0)
    if current is None:
        return None
    if target.kind in FROM_ABOVE:
        return _share(_limit(target), current)
    return _share(current, target.value)


def is_reached(target: TargetFacts, current: Decimal | None) -> bool:
    """By the figures themselves: 99.999 of 100 is not there yet. Unread is not reached."""
    if target.kind is TargetKind.REACH:
        counted = _counted(target, current)
        falls = target.baseline is not None and target.value < target.baseline
        return counted <= target.value if falls else counted >= target.value
    if current is None:
        return False
    if target.kind is TargetKind.YES_NO:
        return current >= 1
    if target.kind in FROM_ABOVE:
        return current <= _limit(target)
    return current >= target.value


def level(target: TargetFacts) -> Decimal | None:
    """What a rate, a rank or a growth is to be at any time: no ramp leads up to it. None of what
    counts up or is done once."""
    if target.kind.starts_at_zero:
        return None
    return _limit(target) if target.kind in FROM_ABOVE else target.value


def _counted(target: TargetFacts, current: Decimal | None) -> Decimal:
    return (target.baseline or Decimal(0)) if current is None else current


def _limit(target: TargetFacts) -> Decimal:
    return target.value if target.value_high is None else target.value_high


def _share(part: Decimal, whole: Decimal) -> Decimal:
    """Of what is short of its level. Below zero there are no shares: −2 % is not twice −1 %."""
    return _ratio(part, whole) if part > 0 and whole > 0 else Decimal(0)


def _ratio(part: Decimal, whole: Decimal) -> Decimal:
    if whole == 0:
        return Decimal(0)
    return _cut(part * 100 / whole)


def _cut(percent: Decimal) -> Decimal:
    """Over 100 never counts as more than 100 (one over-achiever cannot hide a failure), and what
    is short of it is not rounded up to it."""
    if percent >= HUNDRED:
        return HUNDRED
    return min(HUNDRED - _CENT, hundredth(max(Decimal(0), percent)))


def percent_of_targets(
    targets: Sequence[TargetFacts], readings: Mapping[int, Decimal]
) -> Decimal | None:
    """Mode `targets`: the mean over its targets, each with its newest reading."""
    parts = [
        percent
        for target in targets
        if (percent := target_percent(target, readings.get(target.id, target.current))) is not None
    ]
    return mean([(part, 1) for part in parts])


def mean(parts: Sequence[tuple[Decimal, int]]) -> Decimal | None:
    """Weighted mean of (percent, weight) with two decimals; None of nothing."""
    weight = sum(part[1] for part in parts)
    if not weight:
        return None
    return hundredth(sum((percent * w for percent, w in parts), Decimal(0)) / weight)


def percent_of_periods(reported: int, periods: int) -> Decimal:
    """常态化: the share of the plan's periods that are reported."""
    return _cut(Decimal(reported) * 100 / periods)


def percent_after(facts: TaskProgressFacts, report: ProgressReport) -> Decimal | None:
    """The percent that the report leads to, for a task that is neither ongoing nor split."""
    if facts.mode is ProgressMode.TARGETS:
        by_targets = percent_of_targets(facts.targets, report.readings)
        return report.percent if by_targets is None else by_targets
    return report.percent


def check_report(facts: TaskProgressFacts, report: ProgressReport) -> tuple[RuleBroken, ...]:
    """Every fault of the report, so that the form can show them all at once."""
    reading_faults = _reading_faults(facts, report)
    faults = [*_report_text_faults(report), *_problem_faults(facts, report), *reading_faults]
    doubts = [] if reading_faults else _reading_doubts(facts, report)
    counted = facts.is_ongoing or facts.has_sub_tasks
    if report.percent is not None and not 0 <= report.percent <= HUNDRED:
        faults.append(RuleBroken("percent.out-of-range", field="percent"))
    elif not counted and not faults:
        faults += _percent_faults(facts, report)
    return (*faults, *doubts)


def wants_problem(light: Light, percent: Decimal | None, confidence: Confidence | None) -> bool:
    """存在问题 is asked of a unit whose task is red, unless it reports 100 %, or that itself says
    that it will not make it."""
    is_finished = percent is not None and percent >= HUNDRED
    return confidence is Confidence.UNLIKELY or (light.is_red and not is_finished)


def check_supplement(report: ProgressReport) -> tuple[RuleBroken, ...]:
    """A supporting unit adds words; percent and figures stay the lead unit's."""
    faults = _report_text_faults(report)
    if report.percent is not None or report.readings:
        faults.append(RuleBroken("percent.not-yours", field="percent"))
    return tuple(faults)


def _percent_faults(facts: TaskProgressFacts, report: ProgressReport) -> list[RuleBroken]:
    percent = percent_after(facts, report)
    if percent is None:
        return [RuleBroken("percent.missing", field="percent")]
    went_back = facts.percent is not None and percent < facts.percent
    if went_back and not report.setback_reason.strip():
        return [RuleBroken("percent.went-back", field="setback_reason", before=facts.percent)]
    return []


def _report_text_faults(report: ProgressReport) -> list[RuleBroken]:
    faults = text_faults(
        {
            "narrative": report.narrative,
            "problem": report.problem,
            "next_step": report.next_step,
            "help_wanted": report.help_wanted,
            "setback_reason": report.setback_reason,
        }
    )
    if not report.narrative.strip():
        faults.append(RuleBroken("narrative.missing", field="narrative"))
    return faults


def _problem_faults(facts: TaskProgressFacts, report: ProgressReport) -> list[RuleBroken]:
    counted = facts.is_ongoing or facts.has_sub_tasks
    percent = facts.percent if counted else percent_after(facts, report)
    if report.problem.strip() or not wants_problem(facts.light, percent, report.confidence):
        return []
    code = "problem.missing-red" if facts.light.is_red else "problem.missing-unlikely"
    return [RuleBroken(code, field="problem")]


def _reading_faults(facts: TaskProgressFacts, report: ProgressReport) -> list[RuleBroken]:
    known = {target.id: target for target in facts.targets}
    faults = []
    for target_id, value in report.readings.items():
        if target_id in known:
            faults += _figure_faults(value, known[target_id])
        else:
            faults.append(RuleBroken("reading.unknown-target", target=target_id))
    return faults


def _figure_faults(value: Decimal, target: TargetFacts) -> list[RuleBroken]:
    field_name = f"reading-{target.id}"
    return figure_faults(value, field_name) or impossible(value, target, field_name)


def _reading_doubts(facts: TaskProgressFacts, report: ProgressReport) -> list[RuleBroken]:
    """Not wrong, but worth a second look: the unit says that it is sure, and it passes."""
    return [
        doubt
        for target in facts.targets
        if target.id in report.readings and target.id not in report.sure_of
        if (doubt := _doubt(target, report.readings[target.id])) is not None
    ]


def _doubt(target: TargetFacts, value: Decimal) -> RuleBroken | None:
    last, field_name = target.current, f"sure-{target.id}"
    if value == last:  # confirmed when it was reported
        return None
    if odd := unlikely(value, target, field_name):
        return odd[0]
    if target.kind is TargetKind.REACH and last is not None and value < last:
        return RuleBroken("reading.falls", field=field_name, before=_plain(last))
    if target.kind is TargetKind.YES_NO or target.kind is TargetKind.RANK:
        return None
    if last and value >= LEAP * last > 0:
        return RuleBroken("reading.leaps", field=field_name, before=_plain(last), times=LEAP)
    if not last and value >= LEAP * target.value > 0:
        return RuleBroken("reading.far-beyond", field=field_name, aim=_plain(target.value))
    return None


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"
