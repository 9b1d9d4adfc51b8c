"""A merged cell stands once, and each of its places knows where."""

import pytest

from tests.parsing.readers.wordfile import cell, docx, table
from tracker.parsing.document import Document
from tracker.parsing.readers import read_document
from tracker.parsing.readers.builder import DocumentBuilder
from tracker.parsing.readers.grid import LAST_COLUMN, LAST_ROW, Grid


def shown(document: Document) -> list[list[str]]:
    """Each place of the rows with the words that belong to it, a mark before those from elsewhere:
    ^ above, < on the left."""
    text = document.text
    found = []
    for block in document.blocks:
        row = []
        for place in block.cells:
            if place.origin is None:
                row.append(text[place.start : place.end])
            else:
                mark = "^" if place.origin[0] < block.start else "<"
                row.append(mark + text[slice(*place.origin)])
        found.append(row)
    return found


def laid_down(grid: Grid, *, titled: bool = False) -> Document:
    builder = DocumentBuilder()
    builder.table(grid, titled=titled)
    return builder.document()


def test_a_merged_cell_belongs_to_all_its_places_and_is_written_once():
    grid = Grid()
    grid.put(0, 0, "供水", height=2, width=2)
    grid.put(0, 2, "换管")
    grid.put(1, 2, "建站")
    document = laid_down(grid)
    assert document.text == "供水\t\t换管\n\t\t建站\n"
    assert shown(document) == [["供水", "<供水", "换管"], ["^供水", "^供水", "建站"]]


def test_an_empty_merged_cell_has_no_words_to_point_at():
    grid = Grid()
    grid.put(0, 0, "", height=2)
    grid.put(0, 1, "换管")
    grid.put(1, 1, "建站")
    assert [block.cells[0].origin for block in laid_down(grid).blocks] == [None, None]


def test_rows_that_have_nothing_of_their_own_are_not_rows():
    grid = Grid()
    grid.put(0, 0, "供水", height=2)
    grid.put(0, 1, "换管", height=2)
    assert len(laid_down(grid).blocks) == 1


def test_rows_of_a_table_know_which_table_they_are_of():
    builder = DocumentBuilder()
    for goes_on in (False, False, True):
        grid = Grid()
        grid.put(0, 0, "换管")
        grid.put(0, 1, "工程科")
        builder.table(grid, goes_on=goes_on)
    assert [block.table for block in builder.document().blocks] == [1, 2, 2]


def test_lines_above_the_table_of_a_sheet_are_titles():
    grid = Grid()
    for row, words in enumerate((["任务分解表"], ["任务", "单位"], ["换管"])):
        for column, word in enumerate(words):
            grid.put(row, column, word)
    assert [len(block.cells) for block in laid_down(grid, titled=True).blocks] == [0, 2, 2]


@pytest.mark.parametrize("place", [(LAST_ROW, 0), (0, LAST_COLUMN)])
def test_what_lies_too_far_out_is_left_out(place):
    grid = Grid()
    grid.put(*place, " ")
    assert not grid.is_cut
    grid.put(*place, "远")
    assert grid.is_cut
    assert list(grid.rows()) == []


def test_a_merge_over_the_whole_sheet_fills_no_more_than_its_share():
    grid = Grid()
    for _ in range(5):
        grid.put(2, 0, "", 1_048_576, 16_384)
    assert sum(len(cells) for _, cells in grid.rows()) < 300_000


def test_cells_merged_down_in_word_that_skip_columns():
    rows = (
        cell("板块", span=2) + cell("任务"),
        cell("供水", merge="restart", span=2) + cell("换管"),
        cell("", merge="continue", span=2) + cell("建站"),
    )
    assert shown(read_document("", docx(table(*rows)))) == [
        ["板块", "<板块", "任务"],
        ["供水", "<供水", "换管"],
        ["^供水", "^供水", "建站"],
    ]


def test_cells_merged_both_ways_on_a_page():
    page = (
        "<html><body><table><tr><th rowspan=2>任务<th colspan=2>节点<th>单位"
        "<tr><td>上半年<td>下半年<td>甲<tr><td>换管<td>一半<td>全部<td>乙</table></body>"
    )
    assert shown(read_document("", page.encode())) == [
        ["任务", "节点", "<节点", "单位"],
        ["^任务", "上半年", "下半年", "甲"],
        ["换管", "一半", "全部", "乙"],
    ]
