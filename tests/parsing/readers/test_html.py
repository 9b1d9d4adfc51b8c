import pytest

from tests.parsing.readers.test_grid import shown
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.readers import read_document

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>首页</title>
<style>p {{color: red}}</style></head><body>
<div class="top-nav"><a href="/">首页</a><a href="/zwgk">政务公开</a></div>
<div id="content"><h1>河湾区2027年工作要点</h1><p>　　一、办好<b>学校</b></p>
<p>新建<span>学校</span>两所。<br>改造食堂十个。</p>
<ul><li><a href="/a">相关链接</a></li></ul></div>
<div class="footer">版权所有：河湾区</div><script>alert(1)</script></body></html>"""


def lines(data: bytes) -> list[str]:
    document = read_document("", data)
    return [document.text[block.start : block.end] for block in document.blocks]


WANTED = ["河湾区2027年工作要点", "一、办好学校", "新建学校两所。", "改造食堂十个。"]


def test_the_words_are_read_without_the_furniture():
    assert lines(PAGE.format(charset="utf-8").encode()) == WANTED


def test_the_declared_encoding_counts():
    assert lines(PAGE.format(charset="gb2312").encode("gb18030")) == WANTED


def test_an_undeclared_encoding_is_found():
    page = PAGE.replace('<meta charset="{charset}">', "").replace("{{", "{").replace("}}", "}")
    assert lines(page.encode("gb18030")) == WANTED


def test_a_heading_knows_its_level():
    document = read_document("", PAGE.format(charset="utf-8").encode())
    assert document.blocks[0].level == 0


def test_a_table_becomes_rows_and_merged_cells_are_carried():
    page = (
        "<html><body><table><tr><th>任务</th><th>牵头单位</th></tr>"
        "<tr><td rowspan=2>修路</td><td>交通科</td></tr><tr><td>规划科</td></tr></table></body>"
    )
    rows = [block.cells for block in read_document("", page.encode()).blocks]
    assert [[cell.carried for cell in row] for row in rows] == [
        [False, False],
        [False, False],
        [True, False],
    ]


def test_a_table_that_lays_out_the_page_is_no_table():
    page = f"<html><body><table><tr><td>{'<p>一、修路。</p>' * 3}</td></tr></table></body></html>"
    assert lines(page.encode()) == ["一、修路。"] * 3


def test_deeply_nested_parts_are_read():
    page = "<html><body>" + "<div>" * 200 + "一、修路。" + "</div>" * 200 + "</body></html>"
    assert lines(page.encode()) == ["一、修路。"]


def test_thousands_of_nested_parts_are_refused():
    page = "<html><body>" + "<div>" * 5000 + "一、修路。" + "</div>" * 5000 + "</body></html>"
    with pytest.raises(UnreadableDocument):
        read_document("", page.encode())


def test_an_ordered_list_keeps_its_numbers_and_its_start():
    page = (
        "<html><body><ol start=3><li>修路。</li><li><p>架桥。</p><p>含引道。</p></li></ol></body>"
    )
    assert lines(page.encode()) == ["3. 修路。", "4. 架桥。", "含引道。"]


def test_lists_in_lists_are_numbered_by_the_scale_of_official_documents():
    inner = "<ol><li>修路。<ul><li>主干道。</li></ul></li><li>架桥。</li></ol>"
    page = f"<html><body><ol><li>城建{inner}</li><li>绿化</li></ol><ol><li>附</li></ol></body>"
    shown = ["一、城建", "（一）修路。", "主干道。", "（二）架桥。", "二、绿化", "1. 附"]
    assert lines(page.encode()) == shown


def test_a_list_with_typed_numbers_is_not_numbered_twice():
    page = "<html><body><ol><li>一、修路。</li><li>（二）架桥。</li></ol></body>"
    assert lines(page.encode()) == ["一、修路。", "（二）架桥。"]


PIECES = (
    "<p>一、修路。</p><p>二、架桥。</p>",
    "\ufeff <!-- 摘自网页 --> <!-- 二 -->\n<div><p>一、修路。</p><p>二、架桥。</p></div>",
    '<?xml version="1.0" encoding="utf-8"?><html><p>一、修路。</p><p>二、架桥。</p></html>',
    "一、修路。<br/>二、架桥。<br/><br/>",
    "<span>一、修路。</span><br>二、架桥。",
    '<font size="3">一、修路。<br>二、架桥。</font>',
    "<BODY><P>一、修路。<P>二、架桥。",
    "<li>一、修路。<li>二、架桥。",
)


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_of_a_page_is_a_page(piece: str):
    assert lines(piece.encode()) == ["一、修路。", "二、架桥。"]


TEXTS = (
    "一、修路。\n二、<重点>架桥。",
    "一、把 <p> 和 </p> 标签改掉。\n二、架桥 a<b。",
    "<<要点>>\n一、修路。",
    "<-- 一、修路。",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_with_angles_is_a_text(text: str):
    assert lines(text.encode()) == text.split("\n")


def test_an_utf_16_page_is_read():
    assert lines("<html><p>一、修路。</p></html>".encode("utf-16")) == ["一、修路。"]


ROW = "<tr><td>修路<td>交通科"


def table(page: str) -> list[list[str]]:
    return shown(read_document("", f"<table>{page}</table>".encode()))


@pytest.mark.parametrize("body", ["{}", "<tbody>{}</tbody>", "<thead>{}</thead><tbody></tbody>"])
def test_a_table_is_read_with_and_without_a_body(body: str):
    assert table(body.format(ROW * 2)) == [["修路", "交通科"]] * 2


def test_lines_in_a_cell_stay_apart():
    page = "<tr><td>修路<br>架桥<p>种树</p>浇水<td><b>交通</b>科" + ROW
    assert table(page)[0] == ["修路\u2028架桥\u2028种树\u2028浇水", "交通科"]


def test_a_table_in_a_cell_is_words_of_the_cell():
    inner = "<table><tr><td>上半年<td>三公里</table>"
    assert table(f"<tr><td>修路{inner}<td>交通科{ROW}{ROW}")[0] == [
        "修路\u2028上半年\u2028三公里",
        "交通科",
    ]


def test_a_table_that_frames_a_table_is_a_frame():
    inner = f"<table>{ROW}{ROW}</table>"
    page = f"<tr><td>栏目<td>{inner}</tr><tr><td>一<td>二</tr>"
    assert shown(read_document("", f"<table>{page}</table>".encode()))[1:3] == [
        ["修路", "交通科"],
        ["修路", "交通科"],
    ]


def test_hidden_rows_and_cells_are_not_shown():
    hidden = '<tr style="display: none"><td>旧<td>科</tr><tr hidden><td>旧<td>科</tr>'
    assert table(ROW + hidden + ROW) == [["修路", "交通科"]] * 2


def test_what_is_struck_out_is_left_out_and_told():
    page = (
        "<p>一、修路<s>十</s>八公里。</p><p><del>二、架桥。</del></p>"
        '<table><tr style="text-decoration:line-through"><td>种树<td>园林科</tr>'
        f"{ROW}<tr><td>挖河<strike>沟</strike><td>水务科</table>"
    )
    document = read_document("", page.encode())
    text = [document.text[block.start : block.end] for block in document.blocks]
    assert text == ["一、修路八公里。", "修路\t交通科", "挖河\t水务科"]
    assert [(doubt.code, doubt.words) for doubt in document.doubts] == [
        ("plan.struck-out", "十、二、架桥。、种树、园林科、沟")
    ]
