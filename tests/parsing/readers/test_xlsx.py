from datetime import date
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.fuzz.bombs import sheet
from tests.parsing.readers.test_grid import shown
from tracker.parsing.document import Document
from tracker.parsing.readers import read_document

STRICT = b"http://purl.oclc.org/ooxml"


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
        ["1", "新建学校\u2028两所", "2027年6月30日"],
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


def doubts(document: Document) -> list[tuple[str, str]]:
    return [(doubt.code, doubt.words) for doubt in document.doubts]


def filled() -> Workbook:
    """任务 and 单位 in three rows."""
    book = Workbook()
    for row in (["任务", "单位"], ["修路", "交通科"], ["架桥", "工程科"], ["种树", "园林科"]):
        book.active.append(row)
    return book


def test_hidden_rows_and_columns_are_left_out_and_told():
    book = filled()
    book.active["C2"] = "旧"
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    document = saved(book)
    assert rows(document) == [["任务", "单位"], ["修路", "交通科"], ["种树", "园林科"]]
    assert doubts(document) == [("plan.hidden-cells", "第3行，第C列")]


def test_hidden_rows_without_words_are_not_worth_telling():
    book = filled()
    book.active.row_dimensions[9].hidden = True
    assert doubts(saved(book)) == []


def test_a_merged_cell_that_opens_in_a_hidden_row_shows_below_it():
    book = filled()
    book.active.merge_cells("B2:B4")
    book.active.row_dimensions[2].hidden = True
    document = saved(book)
    assert shown(document) == [["任务", "单位"], ["架桥", "交通科"], ["种树", "^交通科"]]


def test_struck_out_rows_and_words_are_left_out_and_told():
    book = filled()
    for place in ("A3", "B3"):
        book.active[place].font = Font(strike=True)
    struck = TextBlock(InlineFont(strike=True), "旧村")
    book.active["A4"] = CellRichText("种树", struck, "百亩")
    document = saved(book)
    assert rows(document) == [["任务", "单位"], ["修路", "交通科"], ["种树百亩", "园林科"]]
    assert doubts(document) == [("plan.struck-out", "第3行")]


def test_numbers_are_read_as_the_sheet_shows_them():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    for place, value, code in (
        ("A1", 0.98, "0%"),
        ("B1", date(2026, 6, 30), 'yyyy"年"m"月"'),
        ("C1", date(2026, 6, 30), "yyyy-mm-dd"),
        ("D1", 120, '0"万元"'),
        ("E1", 0.1 + 0.2, "General"),
    ):
        book.active[place] = value
        book.active[place].number_format = code
    shown_row = ["98%", "2026年6月", "2026年6月30日", "120万元", "0.3"]
    assert rows(saved(book)) == [shown_row]


def test_each_visible_sheet_is_a_table_of_its_own_and_hidden_ones_are_told():
    book = filled()
    book.create_sheet("二").append(["任务", "单位"])
    book.create_sheet("旧").append(["停用", "无"])
    book["旧"].sheet_state = "hidden"
    book.create_sheet("空").sheet_state = "hidden"
    document = saved(book)
    assert [block.table for block in document.blocks] == [1, 1, 1, 1, 2]
    assert doubts(document) == [("plan.hidden-sheets", "旧")]


def test_a_formula_counts_by_its_result_and_one_without_is_told():
    with_result = (
        "<row><c r='A1'><f>1+1</f><v>2</v></c><c t='str' r='B1'><f>x</f><v>次</v></c></row>"
    )
    assert rows(read_document("", sheet(with_result))) == [["2", "次"]]
    without = "<row><c r='A1'><f>1+1</f></c><c r='B1'><v>1</v></c><c r='C1'><v>1</v></c></row>"
    assert doubts(read_document("", sheet(without))) == [("plan.formulas-without-results", "")]


def test_rows_and_cells_need_not_say_where_they_are():
    cells = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='4'><c r='B4'><v>3</v></c></row>"
    assert rows(read_document("", sheet(cells + "<row><c><v>4</v></c></row>"))) == [
        ["1", "2"],
        ["", "3"],
        ["4", ""],
    ]


def test_the_strict_family_of_names_is_read_and_any_name_of_the_main_part():
    usual = sheet("<row><c t='d'><v>2026-06-30T00:00:00</v></c><c><v>2</v></c></row>")
    parts = {}
    with ZipFile(BytesIO(usual)) as archive:
        for name in archive.namelist():
            parts[name.replace("workbook", "book2")] = (
                archive.read(name)
                .replace(
                    b"http://schemas.openxmlformats.org/spreadsheetml/2006",
                    STRICT + b"/spreadsheetml",
                )
                .replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006",
                    STRICT + b"/officeDocument",
                )
            )
    parts["_rels/.rels"] = (
        b'<Relationships><Relationship Id="r1" Target="/xl/book2.xml" '
        b'Type="%s/officeDocument/relationships/officeDocument"/></Relationships>' % STRICT
    )
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert rows(read_document("", out.getvalue())) == [["2026年6月30日", "2"]]
