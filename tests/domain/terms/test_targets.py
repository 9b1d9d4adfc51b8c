"""Targets of a task: every fault at once, each on its field; what was read stays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.terms.targets import MeasuredFacts, TargetTerms, check_targets
from tracker.domain.values import Op, ProgressMode, TargetKind

START, DUE = date(2026, 3, 1), date(2026, 9, 30)
TASK = MeasuredFacts(START, DUE)
NOTHING = ("target.nothing-to-reach", "target-1-value")
ZERO = ("target.zero-doubt", "target-1-sure")
ASKED_NEGATIVE = ("figure.negative-doubt", "target-1-sure")
ASKED_ABOVE = ("figure.above-whole-doubt", "target-1-sure")
CHECKS = TargetTerms("检查户次", TargetKind.REACH, Op.AT_LEAST, Decimal(100), DUE, "户次")


def faults(*targets: TargetTerms, task: MeasuredFacts = TASK, mode=ProgressMode.TARGETS):
    return [(fault.code, fault.field) for fault in check_targets(task, targets, mode)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"metric": " "}, [("target.metric-missing", "target-1-metric")]),
        ({"metric": "长" * 61}, [("text.too-long", "target-1-metric")]),
        ({"unit": "户\x00"}, [("text.control-characters", "target-1-unit")]),
        ({"value": Decimal("1e16")}, [("reading.out-of-range", "target-1-value")]),
        ({"value": Decimal("0.1234567")}, [("reading.too-fine", "target-1-value")]),
        ({"value_high": Decimal(99)}, [("target.range-turned", "target-1-value_high")]),
        ({"baseline": Decimal(100)}, [("target.baseline-equal", "target-1-baseline")]),
        ({"baseline": Decimal(40)}, []),
        ({"kind": TargetKind.RANK, "baseline": Decimal(100)}, []),
        ({"value": Decimal(0)}, [("target.nothing-to-reach", "target-1-value")]),
        ({"value": Decimal(0), "baseline": Decimal(40)}, []),  # 清零
        ({"value": Decimal(0), "kind": TargetKind.KEEP_AT_MOST}, []),
        ({"value": Decimal(0), "kind": TargetKind.YES_NO}, [NOTHING]),
        ({"value": Decimal(0), "kind": TargetKind.KEEP_AT_LEAST}, [ZERO]),
        ({"value": Decimal(0), "kind": TargetKind.RANK}, [("figure.no-place", "target-1-value")]),
        ({"value": Decimal(-5)}, [("figure.negative", "target-1-value")]),
        ({"value": Decimal(-5), "unit": "万元"}, [NOTHING]),
        ({"value": Decimal(-5), "unit": "万元", "baseline": Decimal(-90)}, [ASKED_NEGATIVE]),
        ({"baseline": Decimal(-1)}, [("figure.negative", "target-1-baseline")]),
        (
            {"metric": "办结率", "unit": "%", "value": Decimal(120)},
            [("figure.above-whole", "target-1-value")],
        ),
        (
            {"metric": "办结率", "unit": "%", "value": Decimal(90), "value_high": Decimal(120)},
            [("figure.above-whole", "target-1-value_high")],
        ),
        ({"metric": "设备利用率", "unit": "%", "value": Decimal(120)}, [ASKED_ABOVE]),
        ({"metric": "任务完成率", "unit": "%", "value": Decimal(120)}, []),
        ({"due_on": date(2026, 10, 1)}, [("target.due-outside", "target-1-due_on")]),
        ({"due_on": START}, []),
    ],
)
def test_what_a_target_may_be(changes, expected) -> None:
    assert faults(replace(CHECKS, **changes)) == expected


def test_a_task_is_measured_by_targets_only_where_it_has_one() -> None:
    assert faults() == [("target.none-to-count", "mode")]
    assert faults(mode=ProgressMode.REPORTED) == []
    assert faults(*[CHECKS] * 21) == [("target.too-many", None)]


def test_a_target_that_was_read_can_be_changed_and_not_removed() -> None:
    known = (replace(CHECKS, id=7), replace(CHECKS, id=8, metric="整改率"))
    task = replace(TASK, known=known, read=frozenset({7}))
    assert faults(replace(CHECKS, id=7), task=task) == []
    assert faults(replace(CHECKS, id=8), task=task) == [("target.has-readings", None)]
    assert faults(replace(CHECKS, id=7), replace(CHECKS, id=9), task=task) == [
        ("reading.unknown-target", None)
    ]


def test_an_unlikely_goal_passes_when_it_is_meant_and_an_impossible_one_does_not() -> None:
    unlikely = replace(CHECKS, metric="设备利用率", unit="%", value=Decimal(120))
    assert faults(unlikely) == [ASKED_ABOVE]
    assert faults(replace(unlikely, is_sure=True)) == []
    impossible = replace(unlikely, metric="设备合格率", is_sure=True)
    assert faults(impossible) == [("figure.above-whole", "target-1-value")]


def test_what_stands_already_is_not_asked_again_until_it_is_changed() -> None:
    odd = replace(CHECKS, id=7, metric="设备合格率", unit="%", value=Decimal(120))
    task = replace(TASK, known=(odd,))
    assert faults(replace(odd, due_on=START), task=task) == []
    assert faults(replace(odd, value=Decimal(130)), task=task) == [
        ("figure.above-whole", "target-1-value")
    ]
