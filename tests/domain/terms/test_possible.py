"""What a figure can be: refused where it is impossible, asked back where it is only unlikely."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from tracker.domain.terms.possible import impossible, unlikely
from tracker.domain.values import TargetKind

FINE, ASKED, REFUSED = "fine", "asked back", "refused"
REACH, AT_LEAST, AT_MOST = TargetKind.REACH, TargetKind.KEEP_AT_LEAST, TargetKind.KEEP_AT_MOST
RANK, INCREASE, YES_NO = TargetKind.RANK, TargetKind.INCREASE, TargetKind.YES_NO


@dataclass(frozen=True)
class Measured:
    metric: str
    kind: TargetKind
    unit: str


def judged(value: str, metric: str, kind: TargetKind, unit: str) -> str:
    measure = Measured(metric, kind, unit)
    if impossible(Decimal(value), measure, "value"):
        return REFUSED
    return ASKED if unlikely(Decimal(value), measure, "sure") else FINE


@pytest.mark.parametrize(
    ("value", "metric", "kind", "unit", "expected"),
    [
        ("0", "新增示范店", REACH, "家", FINE),
        ("-1", "新增示范店", REACH, "家", REFUSED),
        ("-0.5", "办理时间", AT_MOST, "个工作日", REFUSED),
        ("-3", "净增企业", REACH, "户", FINE),
        ("-3", "企业数", INCREASE, "户", FINE),
        ("-3", "企业数", REACH, "万户", REFUSED),
        ("-200", "税收收入", REACH, "万元", ASKED),
        ("-200", "利润总额", REACH, "万元", FINE),
        ("-4", "平安建设考评", AT_LEAST, "分", ASKED),
        ("-4", "平均气温", AT_LEAST, "℃", ASKED),
        ("-4", "综合情况", REACH, "", ASKED),
        ("-2", "满意率提高", INCREASE, "个百分点", FINE),
        ("-2", "单位能耗", AT_MOST, "个百分点", FINE),
    ],
)
def test_a_count_is_never_negative_and_a_balance_or_a_change_may_be(
    value, metric, kind, unit, expected
) -> None:
    assert judged(value, metric, kind, unit) == expected


@pytest.mark.parametrize(
    ("value", "metric", "expected"),
    [
        ("100", "投诉办结率", FINE),
        ("100.01", "投诉办结率", REFUSED),
        ("140", "抽检合格率", REFUSED),
        ("-1", "抽检合格率", REFUSED),
        ("140", "群众满意度", REFUSED),
        ("140", "规上企业占比", REFUSED),
        ("140", "提升抽检合格率", REFUSED),
        ("140", "合格率提升", FINE),
        ("140", "整改率同比增幅", FINE),
        ("140", "拨备覆盖率", FINE),
        ("-1", "拨备覆盖率", ASKED),
        ("140", "债务余额占GDP比重", ASKED),
        ("140", "投资额占年度计划比重", ASKED),
        ("140", "检查任务完成率", FINE),
        ("140", "毛入园率", FINE),
        ("140", "资产负债率", FINE),
        ("140", "规上工业增加值增速", FINE),
        ("-1", "地区生产总值增长", FINE),
        ("-12.5", "单位能耗下降率", FINE),
        ("-3", "销售利润率", FINE),
        ("140", "产能利用率", ASKED),
        ("-1", "产能利用率", ASKED),
        ("140", "居民消费价格指数", FINE),
        ("140", "数量", ASKED),
        ("140", "", ASKED),
    ],
)
def test_a_share_of_a_whole_ends_at_all_of_it_and_growth_nowhere(value, metric, expected) -> None:
    assert judged(value, metric, AT_LEAST, "%") == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("140", "％", REFUSED),  # in full width
        ("140", " % ", REFUSED),
        ("140", "‰", FINE),
        ("1001", "‰", REFUSED),
        ("140", "分", FINE),
        ("140", "家", FINE),
    ],
)
def test_the_whole_is_that_of_the_unit(value, unit, expected) -> None:
    assert judged(value, "合格率", AT_MOST, unit) == expected


@pytest.mark.parametrize(
    ("value", "kind", "unit", "expected"),
    [
        ("1", RANK, "位", FINE),
        ("0", RANK, "位", REFUSED),
        ("-3", RANK, "名", REFUSED),
        ("2.5", RANK, "", REFUSED),
        ("10", RANK, "%", FINE),
        ("0", RANK, "%", REFUSED),
        ("101", RANK, "%", REFUSED),
        ("0", YES_NO, "", FINE),
        ("1", YES_NO, "", FINE),
        ("0.5", YES_NO, "", REFUSED),
        ("100", YES_NO, "%", REFUSED),
        ("-1", INCREASE, "%", FINE),
        ("140", INCREASE, "%", FINE),
    ],
)
def test_places_are_whole_and_begin_with_one_and_done_is_done(value, kind, unit, expected) -> None:
    assert judged(value, "综合考评", kind, unit) == expected


def test_the_sentence_names_the_whole() -> None:
    share = Measured("合格率", AT_LEAST, "‰")
    (fault,) = impossible(Decimal(1200), share, "value")
    assert (fault.code, fault.parameters["whole"]) == ("figure.above-whole", Decimal(1000))
