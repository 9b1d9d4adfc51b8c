"""Whatever kind of file holds them, the same paragraphs and rows come out of the readers."""

import pytest

from tests.parsing.files_of import WRITERS, Rows, can_print, csv_file, printed
from tests.parsing.readers.test_grid import shown
from tracker.parsing.document import Document
from tracker.parsing.readers import read_document

PARAGRAPHS = (
    "河湾区水务局2027年工作要点",
    "一、保障供水",
    (
        "（一）改造管网。年底前更换管道30公里，漏损率控制在9%以内，做好老旧小区二次供水设施改造，"
        "确保群众用上放心水、安全水、稳定水，满意度达到95%以上。（责任单位：工程科）"
    ),
    "（二）6月底前建成泵站3座。",
    "二、防御洪涝",
    (
        "汛前完成险段加固，全面排查隐患，落实防汛物资储备，组织开展应急演练，确保安全度汛，"
        "不发生重大险情。10月底前完成水毁工程修复。（责任单位：水政科）"
    ),
)
TABLE = Rows(
    (
        ("序号", "板块", "重点任务", "牵头单位", "完成时限"),
        ("1", "供水", "更换管道30公里", "工程科", "年底前"),
        ("2", "", "建成泵站3座，同步完成自动化改造并接入平台，实现无人值守", "", "6月底前"),
        ("3", "防洪", "加固堤防5公里", "水政科", ""),
    ),
    merges=((1, 1, 2, 1), (1, 3, 2, 1)),
)
MERGED = [
    [*TABLE.rows[0]],
    [*TABLE.rows[1]],
    ["2", "^供水", TABLE.rows[2][2], "^工程科", "6月底前"],
    [*TABLE.rows[3]],
]
TABBED = ("txt", "gb18030", "utf-16", "wrapped")  # a merged cell is an empty one there
WHOLE = [kind for kind in WRITERS if kind != "one line"]


def paragraphs(document: Document) -> list[str]:
    text = document.text
    lines = [text[block.start : block.end] for block in document.blocks if not block.cells]
    return ["".join(line.splitlines()) for line in lines]


def rows(document: Document) -> list[list[str]]:
    return [row for row in shown(document) if row]


@pytest.mark.parametrize("kind", WHOLE)
def test_paragraphs_are_the_same_in_every_kind_of_file(kind: str):
    assert paragraphs(read_document("plan", WRITERS[kind](PARAGRAPHS))) == [*PARAGRAPHS]


@pytest.mark.parametrize("kind", [kind for kind in WHOLE if kind not in TABBED])
def test_rows_and_merged_cells_are_the_same_in_every_kind_of_file(kind: str):
    document = read_document("plan", WRITERS[kind]((*PARAGRAPHS[:2], TABLE)))
    assert paragraphs(document) == [*PARAGRAPHS[:2]]
    assert rows(document) == MERGED


@pytest.mark.parametrize("kind", TABBED)
def test_rows_of_a_text_have_their_cells(kind: str):
    document = read_document("plan", WRITERS[kind]((*PARAGRAPHS[:2], TABLE)))
    assert rows(document) == TABLE.shown()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_rows_of_a_csv_have_their_cells(encoding: str):
    document = read_document("plan.csv", csv_file((PARAGRAPHS[0], TABLE), encoding))
    assert paragraphs(document) == [PARAGRAPHS[0]]
    assert rows(document) == TABLE.shown()


@pytest.mark.browser
@pytest.mark.skipif(not can_print(), reason="Chromium is not installed")
def test_a_page_that_a_browser_printed_holds_the_same(sleep_allowed):
    document = read_document("plan.pdf", printed((*PARAGRAPHS, TABLE)))
    assert paragraphs(document) == [*PARAGRAPHS]
    assert rows(document) == MERGED
