"""Targets of a task: every fault at once, each on its field; what was read stays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.terms.targets import MeasuredFacts, TargetTerms, check_targets
from tracker.domain.values import Op, ProgressMode, TargetKind

START, DUE = date(2026, 3, 1), date(2026, 9, 30)
TASK = MeasuredFacts(START, DUE)
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
    known = ((7, "检查户次"), (8, "整改率"))
    task = replace(TASK, known=known, read=frozenset({7}))
    assert faults(replace(CHECKS, id=7), task=task) == []
    assert faults(replace(CHECKS, id=8), task=task) == [("target.has-readings", None)]
    assert faults(replace(CHECKS, id=7), replace(CHECKS, id=9), task=task) == [
        ("reading.unknown-target", None)
    ]
