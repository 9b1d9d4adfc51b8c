from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parsing.figures.no_target_cases import NONE
from tests.parsing.figures.target_cases import FOUND
from tests.parsing.figures.target_notation import all_short, short, targets_in
from tracker.domain.values import TargetKind
from tracker.domain.words.doubts import DOUBTS
from tracker.parsing.figures.targets import find_targets
from tracker.parsing.text.normalise import fold


def _cases() -> list[tuple[str, list[str]]]:
    table = FOUND.replace("\n    =>", " =>").strip().splitlines()
    return [
        (text.strip(), said.split()) for text, _, said in (row.partition("=>") for row in table)
    ]


_WIDE = str.maketrans("0123456789%.,;:()/-", "０１２３４５６７８９％．，；：（）／－")
_SENTENCES = [text for text, _ in _cases()] + NONE.strip().splitlines()


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_it_finds_the_targets_of_a_sentence(text: str, expected: list[str]) -> None:
    assert all_short(text) == expected


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_it_leaves_names_tallies_classes_and_what_is_there_already(text: str) -> None:
    assert all_short(text) == []


@pytest.mark.parametrize("text", [text for text, expected in _cases() if expected])
def test_the_width_of_digits_and_marks_changes_nothing(text: str) -> None:
    assert all_short(text.translate(_WIDE)) == all_short(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("新建村卫生室12所", [TargetKind.REACH]),
        ("合格率稳定在98%以上", [TargetKind.KEEP_AT_LEAST]),
        ("失业率控制在4%以内", [TargetKind.KEEP_AT_MOST]),
        ("城镇调查失业率5%左右", [TargetKind.KEEP_AT_MOST]),
        ("综合排名进入全省前5位", [TargetKind.RANK]),
        ("工业投资增长9%", [TargetKind.INCREASE]),
        ("企业资质提升至二级", [TargetKind.RANK]),
        ("完成培训，抽查实现全覆盖", [TargetKind.KEEP_AT_LEAST]),
    ],
)
def test_the_kind_says_how_progress_is_computed(text: str, kinds: list[TargetKind]) -> None:
    assert [target.kind for target in targets_in(text)] == kinds


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("保费由每人每年40元提高至60元", 40),
        ("覆盖率从30%提高到50%", 30),
        ("达标率60%提升至70%", 60),
        ("办理时限由8个工作日压缩到3个工作日", 8),
        ("新建驿站8座", None),
    ],
)
def test_where_things_stand_becomes_the_baseline(text: str, baseline: int | None) -> None:
    assert [target.baseline for target in targets_in(text)] == [
        None if baseline is None else Decimal(baseline)
    ]


def test_three_rates_of_one_figure_are_three_targets_on_one_span() -> None:
    text = "平台注册率、填报率、核验率“三个100%”"
    targets = targets_in(text)
    assert [target.metric for target in targets] == ["平台注册率", "填报率", "核验率"]
    assert len({target.span for target in targets}) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("群众满意度达到95以上", "target.no-unit"),
        ("全年举办两场推介会", "target.in-characters"),
    ],
)
def test_a_doubtful_target_says_why(text: str, code: str) -> None:
    (target,) = targets_in(text)
    assert target.confidence < 1
    assert [doubt.code for doubt in target.doubts] == [code]
    assert DOUBTS[code]


def test_only_the_asked_range_is_read() -> None:
    text = "新建公园3个。新建驿站8座。改造厕所5处。"
    start, end = text.index("新建驿站"), text.index("改造")
    assert [short(target) for target in find_targets(text, start, end)] == [">=8座"]


@given(
    st.lists(st.sampled_from([*_SENTENCES, "\n", "。", "3", "万", "“", "（"]), max_size=6),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_spans_lie_in_the_range_in_order_and_hold_their_number(
    pieces: list[str], skip: int, leave: int
) -> None:
    text = "".join(pieces)
    start, end = min(skip, len(text)), max(min(skip, len(text)), len(text) - leave)
    last = start
    for target in find_targets(fold(text), start, end):
        assert start <= target.span.start < target.span.end <= end
        assert target.span.start >= last
        assert target.metric
        last = target.span.start
        words = text[target.span.start : target.span.end]
        assert any(
            sign in "0123456789０零一二两三四五六七八九十百全" or sign.isdigit() for sign in words
        )


@pytest.mark.parametrize("piece", ["1-", "“", "（", "1,000", "三个", "第", "达到", "%", "12月"])
def test_a_long_row_of_the_same_words_is_read_in_linear_time(piece: str) -> None:
    text = piece * 4_000
    assert isinstance(find_targets(text, 0, len(text)), list)


@pytest.mark.parametrize(
    ("before", "sign"),
    [("覆盖", "="), ("占比达到", ">="), ("占比提高到", ">="), ("占比控制在", "<=")],
)
@pytest.mark.parametrize("figure", ["75%", "百分之七十五", "四分之三"])
def test_about_is_an_equality_however_the_figure_is_written(before: str, figure: str, sign: str):
    """Unless the word before 左右 says to which side it binds."""
    for about in ("左右", "上下"):
        assert all_short(f"{before}{figure}{about}") == [f"{sign}75%"]
