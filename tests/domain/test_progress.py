"""进展: percent from figures, and what a report may not say."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tracker.domain.errors import RuleBroken
from tracker.domain.lights import Light
from tracker.domain.progress import (
    ProgressReport,
    TargetFacts,
    TaskProgressFacts,
    check_report,
    check_supplement,
    level,
    mean,
    percent_after,
    percent_of_periods,
    percent_of_targets,
    target_percent,
)
from tracker.domain.values import Confidence, ProgressMode, TargetKind, TaskState


def number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def target(
    kind: TargetKind, value: str, *, baseline: str | None = None, high: str | None = None
) -> TargetFacts:
    return TargetFacts(1, kind, Decimal(value), number(high), number(baseline), None)


@pytest.mark.parametrize(
    ("kind", "value", "baseline", "current", "percent"),
    [
        (TargetKind.REACH, "12", None, "9", "75"),
        (TargetKind.REACH, "12", None, "15", "100"),
        (TargetKind.REACH, "12", None, None, "0"),
        (TargetKind.REACH, "100", "80", "90", "50"),
        (TargetKind.REACH, "100", "80", "70", "0"),
        (TargetKind.REACH, "80", "100", "90", "50"),
        (TargetKind.REACH, "5", "5", "5", "100"),
        (TargetKind.KEEP_AT_LEAST, "98", None, "98.6", "100"),
        (TargetKind.KEEP_AT_LEAST, "98", None, "49", "50"),
        (TargetKind.KEEP_AT_LEAST, "98", None, None, None),
        (TargetKind.KEEP_AT_MOST, "3", None, "2.4", "100"),
        (TargetKind.KEEP_AT_MOST, "3", None, "4", "75"),
        (TargetKind.KEEP_AT_MOST, "0", None, "4", "0"),
        (TargetKind.RANK, "3", None, "2", "100"),
        (TargetKind.RANK, "3", None, "6", "50"),
        (TargetKind.INCREASE, "6", None, "3", "50"),
        (TargetKind.INCREASE, "6", None, "-1", "0"),
        (TargetKind.INCREASE, "0", None, "-1", "0"),
        (TargetKind.KEEP_AT_LEAST, "-1", None, "-2", "0"),
        (TargetKind.KEEP_AT_LEAST, "-2", None, "-1", "100"),
        (TargetKind.KEEP_AT_MOST, "-3", None, "-1", "0"),
        (TargetKind.YES_NO, "1", None, "1", "100"),
        (TargetKind.YES_NO, "1", None, None, "0"),
    ],
)
def test_how_far_a_target_is(kind, value, baseline, current, percent) -> None:
    found = target_percent(target(kind, value, baseline=baseline), number(current))
    assert found == number(percent)


def test_the_upper_end_of_a_range_is_what_must_not_be_passed() -> None:
    between = target(TargetKind.KEEP_AT_MOST, "2", high="3")
    assert target_percent(between, Decimal("2.8")) == 100


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (TargetKind.REACH, None),
        (TargetKind.YES_NO, None),
        (TargetKind.KEEP_AT_LEAST, "2"),
        (TargetKind.KEEP_AT_MOST, "3"),
        (TargetKind.RANK, "3"),
        (TargetKind.INCREASE, "2"),
    ],
)
def test_what_is_kept_has_a_level_at_the_end_of_its_range_that_binds(kind, expected) -> None:
    assert level(target(kind, "2", high="3")) == number(expected)


def test_the_percent_of_targets_is_their_mean_over_those_that_can_be_judged() -> None:
    targets = (
        TargetFacts(1, TargetKind.REACH, Decimal(12), None, None, Decimal(6)),
        TargetFacts(2, TargetKind.KEEP_AT_LEAST, Decimal(98), None, None, None),
        TargetFacts(3, TargetKind.REACH, Decimal(4), None, None, Decimal(4)),
    )
    assert percent_of_targets(targets, {}) == Decimal("75.00")
    assert percent_of_targets(targets, {1: Decimal(12), 2: Decimal(98)}) == Decimal("100.00")


def test_the_mean_of_nothing_is_unknown_and_weights_count() -> None:
    assert mean([]) is None
    assert mean([(Decimal(0), 1), (Decimal(90), 2)]) == Decimal("60.00")


@pytest.mark.parametrize(
    ("reported", "periods", "percent"), [(0, 12, 0), (3, 12, 25), (14, 12, 100)]
)
def test_an_ongoing_task_is_as_far_as_its_periods_are_reported(reported, periods, percent) -> None:
    assert percent_of_periods(reported, periods) == percent


READ = TargetFacts(7, TargetKind.REACH, Decimal(30), None, None, Decimal(27), "示范店", "家")
USE = TargetFacts(8, TargetKind.KEEP_AT_LEAST, Decimal(80), None, None, None, "设备利用率", "%")
ASKED = ("figure.above-whole-doubt", "sure-8")
ASKED_NEGATIVE = ("figure.negative-doubt", "sure-8")


def facts(**changes) -> TaskProgressFacts:
    known = {"state": TaskState.IN_PROGRESS, "mode": ProgressMode.REPORTED, "percent": Decimal(60)}
    return TaskProgressFacts(**known | changes)


def report(percent: str | None = "70", **changes) -> ProgressReport:
    known = {"narrative": "本月新增两家，累计二十九家。", "percent": number(percent)}
    return ProgressReport(**known | changes)


def codes(faults: tuple[RuleBroken, ...]) -> list[tuple[str, str | None]]:
    return [(fault.code, fault.field) for fault in faults]


BY_TARGETS = {"mode": ProgressMode.TARGETS, "percent": Decimal(90), "targets": (READ,)}
BY_USE = {"mode": ProgressMode.TARGETS, "percent": None, "targets": (USE,)}


@pytest.mark.parametrize(
    ("of", "said", "faults"),
    [
        (facts(), report("60"), []),
        (facts(), report("100"), []),
        (facts(), report("101"), [("percent.out-of-range", "percent")]),
        (facts(), report("-1"), [("percent.out-of-range", "percent")]),
        (facts(), report("1e9"), [("percent.out-of-range", "percent")]),
        (facts(), report(None), [("percent.missing", "percent")]),
        (facts(), report("59.99"), [("percent.went-back", "setback_reason")]),
        (facts(), report("20", setback_reason="上月误报"), []),
        (facts(percent=None), report("0"), []),
        (facts(), report(narrative="  \n"), [("narrative.missing", "narrative")]),
        (facts(), report(problem="长" * 4001), [("text.too-long", "problem")]),
        (facts(), report(next_step="一\x00二"), [("text.control-characters", "next_step")]),
        (facts(), report(readings={9: Decimal(1)}), [("reading.unknown-target", None)]),
        (facts(light=Light.SEVERE), report("70"), [("problem.missing-red", "problem")]),
        (facts(light=Light.OVERDUE), report(problem=" \n"), [("problem.missing-red", "problem")]),
        (facts(light=Light.OVERDUE), report(problem="人手不足"), []),
        (facts(light=Light.OVERDUE), report("100"), []),
        (facts(light=Light.LAGGING), report("70"), []),
        (facts(light=Light.LAGGING), report(confidence=Confidence.AT_RISK), []),
        (
            facts(),
            report(confidence=Confidence.UNLIKELY),
            [("problem.missing-unlikely", "problem")],
        ),
        (facts(), report(confidence=Confidence.UNLIKELY, problem="经费未落实"), []),
        (
            facts(light=Light.MISSED, is_ongoing=True, percent=Decimal(50)),
            report(None),
            [("problem.missing-red", "problem")],
        ),
        (
            facts(**BY_TARGETS, light=Light.OVERDUE),
            report(None, readings={7: Decimal(29)}),
            [("problem.missing-red", "problem")],
        ),
        (facts(**BY_TARGETS, light=Light.OVERDUE), report(None, readings={7: Decimal(30)}), []),
        (facts(**BY_TARGETS), report(None, readings={7: Decimal(29)}), []),
        (
            facts(**BY_TARGETS),
            report(None, readings={7: Decimal(20)}),
            [("percent.went-back", "setback_reason"), ("reading.falls", "sure-7")],
        ),
        (
            facts(**BY_TARGETS),
            report(None, readings={7: Decimal(20)}, setback_reason="误报", sure_of={7}),
            [],
        ),
        (
            facts(**BY_TARGETS),
            report(None, readings={7: Decimal(270)}),
            [("reading.leaps", "sure-7")],
        ),
        (
            facts(**BY_TARGETS),
            report(None, readings={7: Decimal("1e16")}),
            [("reading.out-of-range", "reading-7")],
        ),
        (facts(**BY_TARGETS), report(None, readings={7: Decimal(34)}), []),  # 34 of 30
        (
            facts(**BY_TARGETS),
            report(None, readings={7: Decimal(-1)}, sure_of={7}),
            [("figure.negative", "reading-7")],
        ),
        (facts(**BY_USE), report(None, readings={8: Decimal(140)}), [ASKED]),
        (facts(**BY_USE), report(None, readings={8: Decimal(140)}, sure_of={8}), []),
        (facts(**BY_USE), report(None, readings={8: Decimal(-1)}), [ASKED_NEGATIVE]),
        (
            facts(**{**BY_USE, "targets": (replace(USE, current=Decimal(140)),)}),
            report(None, readings={8: Decimal(140)}),  # as it stands
            [],
        ),
        (facts(is_ongoing=True, percent=Decimal(50)), report(None), []),
        (facts(has_sub_tasks=True), report(None), []),
    ],
)
def test_what_a_report_may_not_say(of, said, faults) -> None:
    assert codes(check_report(of, said)) == faults


def test_all_faults_are_told_at_once() -> None:
    faults = check_report(facts(), report("101", narrative="", problem="长" * 5000))
    assert len(faults) == 3


def test_a_supporting_unit_adds_words_and_no_percent() -> None:
    assert codes(check_supplement(report(None))) == []
    assert codes(check_supplement(report("70"))) == [("percent.not-yours", "percent")]


def test_targets_that_cannot_be_judged_leave_the_percent_to_the_chief() -> None:
    rate = TargetFacts(1, TargetKind.KEEP_AT_LEAST, Decimal(98), None, None, None)
    unread = facts(mode=ProgressMode.TARGETS, targets=(rate,))
    assert percent_after(unread, report("70")) == 70
