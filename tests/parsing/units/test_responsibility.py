import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.parsing.text.normalise import fold
from tracker.parsing.units.responsibility import Responsibility, find_responsibility


def _all(text: str) -> list[Responsibility]:
    return find_responsibility(fold(text), 0, len(text))


@pytest.mark.parametrize(
    ("text", "lead", "supporting"),
    [
        ("（牵头单位：甲科；责任单位：乙科、丙科）", ("甲科",), ("乙科", "丙科")),
        ("(牵头单位:甲科;配合单位:乙科)", ("甲科",), ("乙科",)),
        ("(牵头:甲科,配合:乙科)", ("甲科",), ("乙科",)),
        ("（甲科牵头，乙科、丙科配合）", ("甲科",), ("乙科", "丙科")),
        ("（甲科负责，乙科协助）", ("甲科",), ("乙科",)),
        ("（责任科室：甲科、乙科）", ("甲科", "乙科"), ()),
        ("（甲局、乙局按职责分工负责）", ("甲局", "乙局"), ()),
        ("（甲局牵头，乙局、各镇政府按职责分工负责）", ("甲局",), ("乙局", "各镇政府")),
        ("责任单位：区甲局、乙局\n", ("区甲局", "乙局"), ()),
        ("【责任部门：教务处；配合部门：各院系】", ("教务处",), ("各院系",)),
        ("（牵头领导：张某；牵头单位：甲科；完成时限：6月底前）", ("甲科",), ()),
        (
            "分管领导：张某；牵头单位：甲办；配合单位：乙办；计划进度：5月开工，11月底前竣工。",
            ("甲办",),
            ("乙办",),
        ),
        (
            "（牵头单位：；配合单位：各乡镇人民政府（街道办事处））",
            (),
            ("各乡镇人民政府(街道办事处)",),
        ),
        ("（责任单位：市发展和改革委、市财政局）", ("市发展和改革委", "市财政局"), ()),
        ("（责任单位：甲局和乙局）", ("甲局", "乙局"), ()),
        ("（局属各单位负责落实）", ("局属各单位",), ()),
        ("推进登记改革。（不动产登记局，2026年12月）", ("不动产登记局",), ()),
        ("（市教育局、市财政局）", ("市教育局", "市财政局"), ()),
        ("（市水务局、图书馆、文化馆）", ("市水务局", "图书馆", "文化馆"), ()),
        ("【教务处牵头，各院系配合】", ("教务处",), ("各院系",)),
        ("【牵头单位】教务处【配合单位】各院系", ("教务处",), ("各院系",)),
        ("牵头单位（部门）：教务处；配合单位：学工处", ("教务处",), ("学工处",)),
        ("（主办单位：甲局 协办单位：乙局）", ("甲局",), ("乙局",)),
        ("（主要责任单位：甲局；配合单位：乙局）", ("甲局",), ("乙局",)),
        ("（牵头大队：甲大队；配合单位：乙所）", ("甲大队",), ("乙所",)),
        ("（责任单位：甲局；联系人：张某）", ("甲局",), ()),
        ("（6月底前完成；责任单位：甲局）", ("甲局",), ()),
        ("（责任单位：甲局（牵头）、乙局）", ("甲局",), ("乙局",)),
        ("牵头单位：甲局。责任单位：乙局。", ("甲局",), ("乙局",)),
        ("牵头单位：甲局\n责任单位：乙局", ("甲局",), ("乙局",)),
        ("（甲局牵头，6月底前完成）", ("甲局",), ()),
        ("（市甲局，6月底前完成）", ("市甲局",), ()),
    ],
)
def test_a_clause_says_who_leads_and_who_helps(
    text: str, lead: tuple[str, ...], supporting: tuple[str, ...]
) -> None:
    (clause,) = _all("推进改造。" + text)
    assert (clause.lead, clause.supporting) == (lead, supporting)


@pytest.mark.parametrize(
    "text",
    [
        "（以下简称甲局）",
        "（一季度完成）",
        "（由专业人员负责）",
        "(含街道)",
        "（含管委会）。",
        "（试行）",
        "牵头推进",
        "责任重大",
        "完成时限：6月底",
    ],
)
def test_other_brackets_and_words_are_no_clause(text: str) -> None:
    assert _all(text) == []


def test_the_span_covers_the_clause_with_its_brackets() -> None:
    text = "完善设施（责任单位：甲局）。下一项"
    (clause,) = _all(text)
    assert text[clause.span.start : clause.span.end] == "（责任单位：甲局）"


def test_each_clause_of_a_range_is_found_and_none_outside() -> None:
    text = "一（责任单位：甲局）。二（责任单位：乙局）。三（责任单位：丙局）。"
    start, end = text.index("二"), text.index("三")
    assert [clause.lead for clause in find_responsibility(fold(text), start, end)] == [("乙局",)]


@given(
    st.lists(
        st.sampled_from(
            ["（", "）", "牵头单位：", "甲局", "、", "；", "配合", "。", "\n", "(", "负责"]
        )
    )
)
def test_clauses_lie_in_the_text_and_do_not_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    last = 0
    for clause in _all(text):
        assert last <= clause.span.start < clause.span.end <= len(text)
        last = clause.span.end


@pytest.mark.parametrize(
    "piece",
    ["（", "（甲）", "牵头单位：", "（甲局、", "（责任单位：甲局）", "（甲局牵头）", "甲局、"],
)
def test_a_long_row_of_the_same_words_does_not_hang(piece: str) -> None:
    text = piece * 4_000
    assert isinstance(_all(text), list)
