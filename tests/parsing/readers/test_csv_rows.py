import pytest

from tests.parsing.readers.test_grid import shown
from tracker.parsing.document import Document
from tracker.parsing.readers import read_document

TABLE = '序号,任务,单位\r\n1,"修路,架桥",交通科\r\n2,"种树\r\n浇水",园林科\r\n'
CELLS = [["序号", "任务", "单位"], ["1", "修路,架桥", "交通科"], ["2", "种树\u2028浇水", "园林科"]]


def read(text: str, name: str = "plan.csv", encoding: str = "utf-8") -> Document:
    return read_document(name, text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_is_read_in_every_encoding(encoding: str):
    assert shown(read(TABLE, encoding=encoding)) == CELLS


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_marks_stand_between_cells(mark: str):
    text = TABLE.replace(",", mark)
    assert shown(read(text))[0] == CELLS[0]
    assert shown(read(text))[2] == CELLS[2]


def test_the_first_line_may_tell_the_mark():
    assert shown(read("sep=;\n任务;单位\n修路,架桥;交通科")) == [
        ["任务", "单位"],
        ["修路,架桥", "交通科"],
    ]


def test_rows_may_be_ragged_and_titled():
    text = "任务表,,\n任务,单位,备注\n修路,交通科\n种树,园林科,急,另附\n"
    assert shown(read(text)) == [
        [],
        ["任务", "单位", "备注", ""],
        ["修路", "交通科", "", ""],
        ["种树", "园林科", "急", "另附"],
    ]


def test_a_quote_that_is_never_closed_takes_in_no_other_row():
    text = '任务,单位\n"修路,交通科\n种树,园林科\n'
    assert [row[-1] for row in shown(read(text))] == ["单位", "交通科", "园林科"]


def test_rows_of_one_length_are_a_table_whatever_the_name():
    assert shown(read(TABLE, "plan.txt")) == CELLS


TEXTS = (
    "一、修路, 架桥。\n二、种树, 浇水, 施肥。\n三、挖河。",
    "一、修路,架桥。\n二、种树,浇水。\n三、挖河,清淤。\n四、建校,招生。",
    "任务\t单位\n修路\t交通科\n种树\t园林科",
)


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_with_commas_are_no_table(text: str):
    document = read(text, "plan.txt")
    assert document.text == text
    assert {block.table for block in document.blocks} == {0}


def test_a_csv_of_one_column_is_read_as_lines():
    assert [block.cells for block in read("一、修路。\n二、架桥。").blocks] == [(), ()]


def test_a_cell_of_monstrous_length_is_read_as_text():
    assert "架桥" in read(f"任务,单位\n{'修' * 200_000},科\n架桥,科\n").text
