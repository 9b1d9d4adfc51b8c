import pytest

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
