from datetime import date
from io import BytesIO

from openpyxl import Workbook

from tests.fuzz.bombs import sheet
from tracker.parsing.document import Document
from tracker.parsing.readers import read_document


def saved(book: Workbook) -> Document:
    out = BytesIO()
    book.save(out)
    return read_document("plan.xls", out.getvalue())


def rows(document: Document) -> list[list[str]]:
    return [[document.text[c.start : c.end] for c in block.cells] for block in document.blocks]


def test_rows_become_cells_and_the_title_a_paragraph():
    book = Workbook()
    sheet = book.active
    sheet.append(["河湾区2027年任务分解表"])
    sheet.merge_cells("A1:C1")
    sheet.append(["序号", "重点任务", "完成时限"])
    sheet.append([1, "新建学校\n两所", date(2027, 6, 30)])
    document = saved(book)
    assert document.text.splitlines()[0] == "河湾区2027年任务分解表"
    assert rows(document) == [
        [],
        ["序号", "重点任务", "完成时限"],
        ["1", "新建学校\n两所", "2027年6月30日"],
    ]


def test_only_merged_cells_are_carried():
    book = Workbook()
    sheet = book.active
    for row in (["板块", "任务"], ["教育", "建校"], [None, "招聘"], ["交通", None], [None, "修路"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    cells = [[cell.carried for cell in block.cells] for block in saved(book).blocks]
    assert cells == [
        [False, False],
        [False, False],
        [True, False],
        [False, False],
        [False, False],
    ]


def test_a_hidden_sheet_is_left_out():
    book = Workbook()
    book.active.append(["一、修路。"])
    book.create_sheet("旧").append(["二、停用。"])
    book["旧"].sheet_state = "hidden"
    assert saved(book).text == "一、修路。\n"


def test_what_lies_too_far_out_is_left_out_with_a_doubt():
    book = Workbook()
    book.active["A1"], book.active["B1"], book.active["A20001"] = "任务", "单位", "远处"
    document = saved(book)
    assert rows(document) == [["任务", "单位"]]
    assert [(doubt.code, doubt.words) for doubt in document.doubts] == [
        ("plan.cut-off", "20000行、64列")
    ]


def test_coloured_cells_without_words_cost_nothing_and_hide_nothing():
    painted = "<row r='1' s='2'/><row r='2'><c r='A2' s='5'/><c r='B2' s='5'/></row>"
    words = "<row r='3'><c r='A3' s='5'/><c r='B3' t='inlineStr'><is><t>任务</t></is></c></row>"
    assert read_document("", sheet(painted + words)).text == "任务\n"
