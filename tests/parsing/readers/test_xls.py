import io
from datetime import date

import pytest
import xlwt

from tests.parsing.readers.test_grid import shown
from tests.parsing.readers.test_xlsx import doubts
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers import read_document

ROWS = (["任务", "单位"], ["修路", "交通科"], ["架桥", "工程科"], ["种树", "园林科"])
STRUCK = xlwt.easyxf("font: struck_out on")


def saved(book: xlwt.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(book: xlwt.Workbook, name: str = "plan.et") -> Document:
    return read_document(name, saved(book))


def filled() -> tuple[xlwt.Workbook, xlwt.Worksheet]:
    book = xlwt.Workbook()
    sheet = book.add_sheet("计划")
    for number, row in enumerate(ROWS):
        for column, words in enumerate(row):
            sheet.write(number, column, words)
    return book, sheet


def test_rows_become_cells_and_merged_cells_belong_to_all_their_rows():
    book, sheet = filled()
    sheet.write_merge(4, 5, 0, 0, "挖河")
    sheet.write(4, 1, "水务科")
    sheet.write(5, 1, "环保科")
    assert shown(read(book))[-2:] == [["挖河", "水务科"], ["^挖河", "环保科"]]


def test_numbers_are_read_as_the_sheet_shows_them():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("计划")
    for column, (value, code) in enumerate(
        (
            (0.98, "0%"),
            (date(2026, 6, 30), "yyyy-mm-dd"),
            (date(2026, 6, 30), 'yyyy"年"m"月"'),
            (120, '0"万元"'),
            (120, "General"),
        )
    ):
        sheet.write(0, column, value, xlwt.easyxf(num_format_str=code))
    row = ["98%", "2026年6月30日", "2026年6月", "120万元", "120"]
    assert shown(read(book)) == [row]


def test_workbooks_may_count_from_1904():
    book = xlwt.Workbook()
    book.dates_1904 = True
    dated = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    book.add_sheet("计划").write(0, 0, 44741, dated)
    assert read(book).text == "2026年6月30日\n"


def test_hidden_rows_columns_and_sheets_are_left_out_and_told():
    book, sheet = filled()
    sheet.write(0, 2, "旧")
    sheet.row(2).hidden = True
    sheet.col(2).hidden = True
    hidden = book.add_sheet("旧表")
    hidden.write(0, 0, "停用")
    hidden.visibility = 1
    document = read(book)
    assert shown(document) == [ROWS[0], ROWS[1], ROWS[3]]
    assert doubts(document) == [
        ("plan.hidden-sheets", "旧表"),
        ("plan.hidden-cells", "第3行，第C列"),
    ]


def test_struck_out_rows_and_words_are_left_out_and_told():
    book, sheet = filled()
    sheet.write(4, 0, "停办", STRUCK)
    sheet.write(4, 1, "文旅科", STRUCK)
    sheet.write_rich_text(5, 0, ("种花", ("旧村", STRUCK.font), ("百亩", xlwt.Font())))
    sheet.write(5, 1, "园林科")
    document = read(book)
    assert shown(document)[4:] == [["种花百亩", "园林科"]]
    assert doubts(document) == [("plan.struck-out", "第5行")]


def test_a_cell_far_out_costs_little_and_is_told():
    book, sheet = filled()
    sheet.write(65535, 255, "远")
    document = read(book)
    assert shown(document) == [*ROWS]
    assert doubts(document) == [("plan.cut-off", "20000行、64列")]


@pytest.mark.parametrize("cut", [512, 800])
def test_a_damaged_workbook_is_refused(cut: int):
    data = saved(filled()[0])
    damaged = data[:cut] + b"\xff" * 64 + data[cut + 64 :]
    with pytest.raises(UnreadableDocument) as caught:
        read_document("", damaged)
    assert caught.value.code in ("document.old-sheet", "document.empty")
