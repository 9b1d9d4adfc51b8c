import pytest

from tests.parsing.readers.pdffile import lines, pdf, rule, text
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.readers import read_document
from tracker.parsing.readers.pdf import read_pdf

WORDS = (
    ("修路", "建桥", "通车", "养护"),
    ("招生", "办学", "评教", "体检"),
    ("种树", "护林", "防火", "巡山"),
    ("清淤", "疏河", "治污", "供水"),
)


def read(data: bytes) -> list[str]:
    document = read_document("plan.pdf", data)
    return [document.text[block.start : block.end] for block in document.blocks]


def test_lines_broken_by_the_page_become_paragraphs():
    page = lines(
        "一、办好图书馆",
        "  全年开放三百二十天以上，延长夜间开放时间，为读者提供",
        "自习座位五百个，把服务送到社区和学校，让更多的居民就近",
        "借书还书，十月底前完成。",
        "  （一）扩建分馆。在城东和城西各建一座分馆，面积不少于两",
        "千平方米，年底前开放。",
        "  （二）更新图书。采购新书三万册，其中少儿读物占比不低于",
        "百分之三十。",
    )
    assert read(pdf(page)) == [
        "一、办好图书馆",
        (
            "全年开放三百二十天以上，延长夜间开放时间，为读者提供自习座位五百个，"
            "把服务送到社区和学校，让更多的居民就近借书还书，十月底前完成。"
        ),
        "（一）扩建分馆。在城东和城西各建一座分馆，面积不少于两千平方米，年底前开放。",
        "（二）更新图书。采购新书三万册，其中少儿读物占比不低于百分之三十。",
    ]


def test_page_numbers_and_running_heads_are_left_out():
    bodies = [[f"{n}、{word}" for word in words] for n, words in enumerate(WORDS, 1)]
    pages = [
        "\n".join((text(60, 820, "河湾区文件"), lines(*body), text(290, 30, f"- {n} -")))
        for n, body in enumerate(bodies)
    ]
    assert read(pdf(*pages)) == [line for body in bodies for line in body]


def test_a_ruled_table_becomes_rows_of_cells():
    grid = [rule(60, y, 360, y) for y in (700, 670, 640)]
    grid += [rule(x, 640, x, 700) for x in (60, 210, 360)]
    words = [text(70, 680, "任务"), text(220, 680, "牵头单位")]
    words += [text(70, 650, "修路"), text(220, 650, "交通科")]
    document = read_document("", pdf("\n".join((*grid, *words))))
    rows = [[document.text[c.start : c.end] for c in block.cells] for block in document.blocks]
    assert rows == [["任务", "牵头单位"], ["修路", "交通科"]]


def test_a_page_without_words_says_so():
    with pytest.raises(UnreadableDocument) as caught:
        read_document("", pdf("0 0 m 10 10 l S"))
    assert caught.value.code == "document.empty"


@pytest.mark.parametrize("cut", [20, 300])
def test_a_cut_file_is_called_broken_or_empty(cut: int):
    with pytest.raises(UnreadableDocument) as caught:
        read_document("", pdf(lines("一、办好图书馆"))[:cut])
    assert caught.value.code in ("document.broken", "document.empty")


WORDS = (
    "继续办好全民阅读活动面向学校和社区举办讲座邀请作者与读者见面把新书送到田间地头让"
    "老人孩子都有书读还要在每个村设一处书角由村里的老师照看"
)


def filled(*lengths: int) -> list[str]:
    """Lines of words with as many characters as wanted, the first of them indented by two."""
    rows = [WORDS[: length - 2 * (not number)] for number, length in enumerate(lengths)]
    return ["  " + rows[0], *rows[1:]]


def test_a_line_that_a_long_figure_was_pushed_out_of_goes_on_in_the_next():
    """But a word that had room enough begins a paragraph."""
    pushed = lines(*filled(26, 26, 21), "2000000人次以上")
    assert [len(words) for words in read(pdf(pushed))] == [24 + 26 + 21 + 11]
    free = lines(*filled(26, 26, 21), "人次以上")
    assert [len(words) for words in read(pdf(free))] == [24 + 26 + 21, 4]


def test_an_indented_line_begins_a_paragraph_though_the_one_before_is_full():
    page = lines(*filled(26, 26, 26, 9), *filled(26), *filled(26, 26, 9))
    assert [len(words) for words in read(pdf(page))] == [85, 24, 59]


def test_short_lines_are_not_run_together():
    page = lines("河湾区图书馆", "二〇二七年工作要点", "办好讲座", "更新图书", "扩建分馆")
    assert len(read(pdf(page))) == 5


def test_pages_beyond_the_limit_are_left_out_with_a_doubt():
    document = read_pdf(pdf(*(lines(f"一、办好讲座第{n}场") for n in "甲乙丙")), most=2)
    assert "丙" not in document.text
    assert [(doubt.code, doubt.words) for doubt in document.doubts] == [("plan.cut-off", "2页")]
