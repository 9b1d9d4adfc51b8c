"""Goals and figures stand on a page as people write them."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.values import Op, TargetKind
from tracker.domain.words.goals import (
    figure_words,
    goal_words,
    plain_figure,
    reading_hint,
    reading_words,
    share_words,
)

D = Decimal


@dataclass
class Goal:
    value: Decimal
    unit: str
    kind: TargetKind = TargetKind.REACH
    op: Op = Op.AT_LEAST
    value_high: Decimal | None = None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "0"),
        ("0.00", "0"),
        ("-0.0", "0"),
        ("30000", "30,000"),
        ("1E+5", "100,000"),
        ("3.50", "3.5"),
        ("-12.05", "−12.05"),
        ("1234567.125", "1,234,567.125"),
    ],
)
def test_a_figure_has_the_decimals_that_it_needs(value, words):
    assert plain_figure(D(value)) == words


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("24000", "户", "2.4万户"),
        ("20433", "户", "20,433户"),
        ("9999", "家", "9,999家"),
        ("10000", "家", "1万家"),
        ("123400", "人次", "12.34万人次"),
        ("1000000000", "元", "10亿元"),
        ("812350000", "元", "81,235万元"),
        ("100000", "万元", "10亿元"),
        ("3.5", "万元", "3.5万元"),
        ("0.5", "万元", "0.5万元"),
        ("3", "万元", "3万元"),
        ("12.5", "亿元", "12.5亿元"),
        ("1200000", "", "1,200,000"),
        ("20000", "分", "20,000分"),
        ("98.5", "%", "98.5%"),
        ("-3", "个百分点", "−3个百分点"),
        ("-24000", "吨", "−2.4万吨"),
        ("0", "件", "0件"),
    ],
)
def test_a_large_figure_is_shortened_where_nothing_is_lost(value, unit, written):
    assert figure_words(D(value), unit) == written


@pytest.mark.parametrize(
    ("goal", "written"),
    [
        (Goal(D(24000), "户"), "不少于 2.4万户"),
        (Goal(D(98), "%", TargetKind.KEEP_AT_LEAST), "不低于 98%"),
        (Goal(D(5), "%", TargetKind.KEEP_AT_MOST, Op.AT_MOST), "不超过 5%"),
        (Goal(D(8), "%", TargetKind.INCREASE, Op.INCREASE), "增长 8%"),
        (Goal(D(3), "位", TargetKind.RANK, Op.AT_MOST), "前3位"),
        (Goal(D(3), "名", TargetKind.RANK, Op.AT_MOST), "前3名"),
        (Goal(D(10), "", TargetKind.RANK, Op.AT_MOST), "前10位"),
        (Goal(D(1), "位", TargetKind.RANK, Op.EQUAL), "第1位"),
        (Goal(D(1), "个", op=Op.RANGE, value_high=D(2)), "1–2个"),
        (Goal(D(10000), "家", op=Op.RANGE, value_high=D(12000)), "1–1.2万家"),
        (Goal(D(8000), "家", op=Op.RANGE, value_high=D(12000)), "0.8–1.2万家"),
        (Goal(D(1), "", TargetKind.YES_NO, Op.EQUAL), "办成"),
        (Goal(D(12), "场", op=Op.EQUAL), "等于 12场"),
    ],
)
def test_a_goal_reads_as_people_write_it(goal, written):
    assert goal_words(goal) == written


@pytest.mark.parametrize(
    ("current", "goal", "alone", "share"),
    [
        ("20433", Goal(D(24000), "户"), "20,433户", "20,433/24,000户"),
        ("12000", Goal(D(24000), "户"), "1.2万户", "1.2/2.4万户"),
        ("812350000", Goal(D(10) ** 9, "元"), "81,235万元", "81,235/100,000万元"),
        ("2.5", Goal(D(10), "万亩"), "2.5万亩", "2.5/10万亩"),
        (None, Goal(D(24000), "户"), "未报", "未报/2.4万户"),
        ("5", Goal(D(3), "位", TargetKind.RANK, Op.AT_MOST), "第5位", "第5位/前3位"),
        ("1", Goal(D(1), "", TargetKind.YES_NO, Op.EQUAL), "已办成", "已办成/办成"),
        ("0", Goal(D(1), "", TargetKind.YES_NO, Op.EQUAL), "未办成", "未办成/办成"),
        ("68", Goal(D(80), "户", op=Op.RANGE, value_high=D(100)), "68户", "68/80–100户"),
    ],
)
def test_a_reading_stands_beside_its_goal_in_the_same_scale(current, goal, alone, share):
    current = None if current is None else D(current)
    assert reading_words(current, goal) == alone
    assert share_words(current, goal) == share


@given(
    st.decimals(min_value=0, max_value=10**12, places=2),
    st.sampled_from(["元", "万元", "亿元", "户", "%", "", "万亩"]),
)
def test_what_is_written_means_the_figure_to_the_last_digit(value, unit):
    text = figure_words(value, unit)
    plain = unit.removeprefix("万").removeprefix("亿")
    number = text.removesuffix(plain).replace(",", "")
    scales = {"万": D(10) ** 4, "亿": D(10) ** 8}
    size = scales.get(number[-1], D(1))
    assert D(number.rstrip("万亿")) * size == value * scales.get(unit[:1], D(1))


def test_beside_the_field_stands_what_is_asked_for():
    assert reading_hint(Goal(D(24000), "户")) == "目标 不少于 2.4万户"
    assert reading_hint(Goal(D(1), "", TargetKind.YES_NO, Op.EQUAL)) == "办成填 1，未办成填 0"
