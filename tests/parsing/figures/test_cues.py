import pytest

from tracker.domain.values import Op, TargetKind
from tracker.parsing.figures.context import Surroundings
from tracker.parsing.figures.cues import comparator, is_committed, kind_of
from tracker.parsing.figures.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("新建8座", Op.AT_LEAST),
        ("不少于8座", Op.AT_LEAST),
        ("8座以上", Op.AT_LEAST),
        ("突破8亿元", Op.AT_LEAST),
        ("城镇化率达59%左右", Op.AT_LEAST),
        ("覆盖率提高到60%", Op.AT_LEAST),
        ("能耗下降3%", Op.AT_LEAST),
        ("不超过8起", Op.AT_MOST),
        ("控制在3%", Op.AT_MOST),
        ("浓度低于35%", Op.AT_MOST),
        ("压缩至2天", Op.AT_MOST),
        ("3%以内", Op.AT_MOST),
        ("负债率降至60%", Op.AT_MOST),
        ("≤5%", Op.AT_MOST),
        ("≥5%", Op.AT_LEAST),
        ("新增就业9000人左右", Op.EQUAL),
        ("补助标准为2万元", Op.EQUAL),
        ("给予每户3000元", Op.EQUAL),
        ("标准提高到每人每月900元", Op.EQUAL),
        ("安排补助资金500万元", Op.AT_LEAST),
        ("投资增长6%左右", Op.INCREASE),
        ("增速达到9%", Op.INCREASE),
        ("产值增长了5%", Op.INCREASE),
        ("覆盖率提高到了85%", Op.AT_LEAST),
        ("满意度≥95%", Op.AT_LEAST),
        ("差错率<1%", Op.AT_MOST),
        ("提高2个百分点", Op.INCREASE),
        ("降低2个百分点", Op.AT_LEAST),
        ("增长5万人", Op.AT_LEAST),
        ("3-5家", Op.RANGE),
    ],
)
def test_the_words_around_the_number_say_how_it_binds(text: str, op: Op) -> None:
    quantity = next(find_quantities(text, 0, len(text)))
    assert comparator(quantity, Surroundings(text, 0, len(text)).of(quantity)) is op


@pytest.mark.parametrize(
    ("before", "committed"),
    [("至少", True), ("不得低于", True), ("控制在", True), ("落实", False), ("推进", False)],
)
def test_a_cue_commits(before: str, *, committed: bool) -> None:
    assert is_committed(before) is committed


@pytest.mark.parametrize(
    ("op", "unit", "metric", "kind"),
    [
        (Op.AT_MOST, "位", "排名", TargetKind.RANK),
        (Op.AT_MOST, "起", "事故", TargetKind.KEEP_AT_MOST),
        (Op.EQUAL, "%", "调查失业率", TargetKind.KEEP_AT_MOST),
        (Op.EQUAL, "%", "参保率", TargetKind.KEEP_AT_LEAST),
        (Op.RANGE, "家", "企业", TargetKind.REACH),
    ],
)
def test_kinds_follow_from_op_unit_and_metric(
    op: Op, unit: str, metric: str, kind: TargetKind
) -> None:
    assert kind_of(op, unit, metric) is kind
