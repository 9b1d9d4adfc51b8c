"""指标逾期: which targets are past their date, and what is still missing."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.progress import TargetFacts
from tracker.domain.target_dates import DatedTarget, overdue_words, unmet_on
from tracker.domain.values import TargetKind

JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)
REACH, AT_MOST = TargetKind.REACH, TargetKind.KEEP_AT_MOST


def dated(
    kind: TargetKind,
    current: str | None,
    due_on: date = JUNE,
    value: str = "10000",
    unit: str = "户",
) -> DatedTarget:
    read = None if current is None else Decimal(current)
    facts = TargetFacts(1, kind, Decimal(value), None, None, read, "新增经营主体", unit)
    return DatedTarget(facts, due_on)


@pytest.mark.parametrize(
    ("targets", "day"),
    [
        ([], None),
        ([dated(REACH, "10000")], None),
        ([dated(REACH, "12000")], None),
        ([dated(REACH, "9999.9999")], JUNE),  # its percent would be rounded to 100
        ([dated(REACH, None)], JUNE),
        ([dated(AT_MOST, "3", value="2")], JUNE),
        ([dated(AT_MOST, "2", value="2")], None),
        ([dated(AT_MOST, None, value="2")], JUNE),  # unread is not kept
        ([dated(REACH, "1", SEPTEMBER), dated(REACH, "1")], JUNE),
        ([dated(REACH, "1", SEPTEMBER), dated(REACH, "10000")], SEPTEMBER),
    ],
)
def test_the_first_date_by_which_a_figure_is_not_reached(targets, day) -> None:
    assert unmet_on(targets) == day


def test_a_target_is_overdue_after_its_date_and_not_on_it() -> None:
    short = dated(REACH, "1")
    assert [short.is_overdue(day) for day in (JUNE, date(2026, 7, 1))] == [False, True]
    assert not dated(REACH, "10000").is_overdue(SEPTEMBER)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (dated(REACH, "6433"), "时限6月30日已过，还差 3,567户"),
        (dated(REACH, None), "时限6月30日已过，还差 1万户"),
        (dated(REACH, "9999.5", unit=""), "时限6月30日已过，还差 0.5"),
        (dated(REACH, None, value="1000000000", unit="元"), "时限6月30日已过，还差 10亿元"),
        (dated(AT_MOST, "3", value="2", unit="%"), "时限6月30日已过，尚未达到"),
        (dated(AT_MOST, None, value="2", unit="%"), "时限6月30日已过，尚未报数"),
        (dated(TargetKind.YES_NO, None, value="1", unit=""), "时限6月30日已过，尚未达到"),
    ],
)
def test_it_is_said_what_is_still_missing(target, words) -> None:
    assert overdue_words(target) == words
