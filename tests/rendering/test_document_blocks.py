"""A document to be read: whole, in order, with headings and tables told from paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.values import SourceSpan
from tracker.rendering.document_blocks import Block, Marking, document_blocks

TABLE = "序号\t事项\t单位\n1\t培训\t食品科\n\t演练\t\n"
TEXT = f"工作要点\n一、守牢底线\n（一）检查食堂120家。\n{TABLE}结束。"


def blocks(text: str = TEXT, start: int = 0, **marking) -> list[Block]:
    return list(document_blocks(text, start, Marking(**marking)))


def span(words: str, text: str = TEXT) -> SourceSpan:
    return SourceSpan(text.index(words), text.index(words) + len(words))


def words_of(block: Block) -> str:
    return "".join(piece.text for piece in block.pieces())


def marked(found: list[Block]) -> list[str]:
    return [p.text for block in found for p in block.pieces() if p.is_marked]


def test_a_text_falls_into_headings_paragraphs_and_tables():
    found = blocks()
    assert [block.is_heading for block in found] == [False, True, False, False, False]
    cells = [["".join(p.text for p in cell) for cell in row] for row in found[3].rows]
    assert cells == [["序号", "事项", "单位"], ["1", "培训", "食品科"], ["", "演练", ""]]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("1\t检查食堂\u2028登记造册\t食品科", ["1", "检查食堂\u2028登记造册", "食品科"]),
        ("\u20281\u2028\t甲\u2028\u2028乙\t\u2028", ["1", "甲\u2028\u2028乙", ""]),
        ("一、检查\u2028二、登记\t", ["一、检查\u2028二、登记", ""]),
        ("\t\u2028一、检查\u2028", ["", "一、检查"]),
    ],
)
def test_the_lines_of_a_cell_stay_in_it(row, cells):
    table = blocks(f"序号\t事项\t单位\n{row}\n2\t培训\t食品科\n二、结束\u2028完")
    rows = [["".join(p.text for p in cell) for cell in each] for each in table[0].rows]
    assert rows == [["序号", "事项", "单位"], cells, ["2", "培训", "食品科"]]
    assert [words_of(block) for block in table[1:]] == ["二、结束", "完"]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("一、守牢安全底线", True),
        ("（三）开展专项行动", True),
        ("第二部分 重点任务", True),
        ("　　二、优化服务　", True),
        ("一、守牢底线。检查食堂120家。", False),
        ("一、" + "很长" * 20, False),
        ("1.检查食堂", False),
        ("一季度检查食堂", False),
        ("强化监管", False),
    ],
)
def test_a_short_numbered_line_without_a_sentence_is_a_heading(line, is_heading):
    assert [block.is_heading for block in blocks(line)] == [is_heading]


def test_what_the_draft_knows_as_a_heading_is_one_without_a_number_but_not_before_more_words():
    text = "强化监管\n强化监管：检查食堂。"
    known = [SourceSpan(0, 4), SourceSpan(5, 9)]
    assert [block.is_heading for block in blocks(text, headings=known)] == [True, False]


@pytest.mark.parametrize("start", [0, 7, 3_000_000])
def test_a_sentence_is_marked_where_it_stands_in_the_whole_document(start):
    at = span("检查食堂120家。")
    moved = SourceSpan(at.start + start, at.end + start)
    assert marked(blocks(start=start, marked=[moved])) == ["检查食堂120家。"]


def test_a_sentence_over_several_lines_and_cells_is_marked_in_each():
    whole = SourceSpan(TEXT.index("120家"), TEXT.index("科"))
    assert marked(blocks(marked=[whole])) == [
        "120家。",
        "序号",
        "事项",
        "单位",
        "1",
        "培训",
        "食品",
    ]


def test_a_heading_that_is_a_task_is_marked_and_no_heading():
    found = blocks(marked=[span("一、守牢底线")])
    assert marked(found) == ["一、守牢底线"]
    assert not found[1].is_heading


def test_a_piece_begins_where_a_task_begins():
    at = span("检查食堂").start
    assert at in {piece.start for block in blocks(cuts=[at]) for piece in block.pieces()}


texts = st.text("甲一、。\t\n\r \u3000\u2028", max_size=60)
spans = st.builds(lambda a, n: SourceSpan(a, a + n), st.integers(0, 70), st.integers(0, 20))


@given(texts, st.integers(0, 9), st.lists(spans, max_size=3), st.lists(st.integers(0, 70)))
def test_every_sign_that_is_no_blank_is_shown_once_where_it_stands(text, start, marks, cuts):
    found = blocks(text, start, marked=marks, cuts=cuts)
    pieces = [piece for block in found for piece in block.pieces()]
    assert all(text[p.start - start :].startswith(p.text) for p in pieces)
    shown = "".join(piece.text for piece in pieces)
    assert "".join(shown.split()) == "".join(text.split())
    assert [p.start for p in pieces] == sorted({p.start for p in pieces})
    for piece in pieces:
        ends = (piece.start, piece.start + len(piece.text))
        assert piece.is_marked is any(m.start < ends[1] and ends[0] < m.end for m in marks)
