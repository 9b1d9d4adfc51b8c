"""OFD as several programs write it; whole plans of several pages are read in test_formats."""

from pathlib import Path

import pytest

from tests.parsing.readers.ofdfile import (
    NAMESPACE,
    ofd,
    ofd_pages,
    page_of,
    rule_object,
    text_object,
)
from tests.parsing.readers.paper import Paper, Words
from tests.parsing.readers.test_grid import shown
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers import read_document

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "ofd"
LINE = Words(40, 50, 5, "一、办好图书馆")


def read(data: bytes) -> list[str]:
    document = read_document("plan.ofd", data)
    return [document.text[block.start : block.end] for block in document.blocks]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_document("plan.ofd", data)
    return caught.value.code


SENTENCE = "办好图书馆，全年开放三百二十天以上，延长夜间开放时间，为读者提供自习座位五百个。"


def test_lines_of_many_pages_become_paragraphs_without_heads_and_page_numbers():
    paper = Paper(head="河湾区文件")
    paragraphs = [f"（{number}）{SENTENCE * 3}" for number in "一二三四五六七八九十"]
    for paragraph in paragraphs:
        paper.paragraph(paragraph)
    assert len(paper.pages) > 2
    assert read(ofd_pages(paper.pages)) == paragraphs


def test_a_table_over_several_pages_is_one_table():
    paper = Paper()
    rows = [["序号", "重点任务", "牵头单位"]]
    rows += [[str(number), SENTENCE, "图书馆"] for number in range(1, 31)]
    paper.table(rows)
    assert len(paper.pages) > 1
    document = read_document("", ofd_pages(paper.pages))
    assert shown(document) == rows
    assert {block.table for block in document.blocks} == {1}


@pytest.mark.parametrize("shift", [0, 1, 2, 3, 4])
def test_stops_that_hang_over_the_edge_of_a_cell_belong_to_it(shift: int):
    rows = [
        ["序号", "重点任务", "牵头单位", "完成时限"],
        [
            "1",
            "办" * shift + "，".join(["加强管理"] * 9) + "“落实责任”。",
            "图书馆、文化馆、博物馆。",
            "6月。",
        ],
        ["2", "办" * shift + "、".join(["延长开放"] * 9) + "《办法》。", "图书馆）、文化馆", "9月"],
    ]
    paper = Paper()
    paper.table(rows)
    assert shown(read_document("", ofd_pages(paper.pages))) == rows


def test_merged_cells_belong_to_all_their_rows():
    paper = Paper()
    rows = [
        ["板块", "任务", "单位"],
        ["供水", "换管", "工程科"],
        ["", "建站", ""],
        ["防洪", "", ""],
    ]
    paper.table(rows, [(1, 0, 2, 1), (1, 2, 2, 1), (3, 0, 1, 3)])
    assert shown(read_document("", ofd_pages(paper.pages))) == [
        ["板块", "任务", "单位"],
        ["供水", "换管", "工程科"],
        ["^供水", "建站", "^工程科"],
        ["防洪", "<防洪", "<防洪"],
    ]


def test_a_title_of_larger_characters_ends_before_the_text():
    page = page_of(
        text_object(Words(30, 40, 8, "河湾区图书馆二〇二七年工作要点"))
        + text_object(Words(30, 55, 5, "各科室，各分馆，各街道图书室，各流动服务点：现将要点印发"))
    )
    assert len(read(ofd(page))) == 2


OTHER_NAMES = (("2016", "2020"), (NAMESPACE, "urn:other"), ("xmlns:ofd", "xmlns"))


@pytest.mark.parametrize(("usual", "other"), OTHER_NAMES)
def test_any_namespace_and_any_prefix_will_do(usual: str, other: str):
    page = page_of(text_object(LINE)).replace(usual, other)
    page = page.replace("ofd:", "") if other == "xmlns" else page
    assert read(ofd(page)) == [LINE.text]


STEPS = (
    ('X="1" Y="5" DeltaX="g 6 5"', "steps that repeat"),
    ('X="1" Y="5"', "no steps: as wide as the characters"),
    ('X="1" Y="5" DeltaX="5 5"', "too few steps"),
    ('X="1" Y="5" DeltaX="g 999999999 5"', "too many steps"),
    ('X="1" Y="5" DeltaX="5 x 5"', "a step that is no number"),
    ('X="1" DeltaX="5 5 5 5 5 5"', "no height"),
)


@pytest.mark.parametrize(("places", "why"), STEPS)
def test_characters_are_placed_by_their_steps(places: str, why: str):
    item = (
        '<ofd:TextObject Boundary="40 40 90 9" Size="5">'
        f"<ofd:TextCode {places}>{LINE.text}</ofd:TextCode></ofd:TextObject>"
    )
    assert read(ofd(page_of(item))) == [LINE.text], why


def test_characters_that_are_written_one_by_one_and_in_any_order_make_a_line():
    places = list(enumerate(LINE.text))
    items = [text_object(Words(40 + 5 * at, 50, 5, sign)) for at, sign in places]
    assert read(ofd(page_of("".join(reversed(items))))) == [LINE.text]


def test_a_matrix_moves_and_scales_the_characters():
    item = (
        '<ofd:TextObject Boundary="40 40 90 9" Size="50" CTM="0.1 0 0 0.1 1 1">'
        f'<ofd:TextCode X="0" Y="50">{LINE.text}</ofd:TextCode></ofd:TextObject>'
    )
    after = text_object(Words(41 + 7 * 5, 46.5, 5, "和书店"))
    assert read(ofd(page_of(item + after))) == [LINE.text + "和书店"]


def test_a_page_that_lies_on_its_side_is_read_as_one_would_hold_it():
    def down(x: float, words: str) -> str:
        return (
            f'<ofd:TextObject Boundary="{x} 40 9 90" Size="5" CTM="0 1 -1 0 5 0">'
            f'<ofd:TextCode X="0" Y="5">{words}</ofd:TextCode></ofd:TextObject>'
        )

    assert read(ofd(page_of(down(90, "二、更新图书") + down(120, LINE.text)))) == [
        LINE.text,
        "二、更新图书",
    ]


def test_what_stands_aslant_or_is_not_shown_is_not_read():
    slant = text_object(Words(40, 90, 9, "内部资料"), matrix="0.7 0.7 -0.7 0.7 0 0")
    unseen = text_object(Words(40, 70, 5, "看不见"), extra='Visible="false"')
    assert read(ofd(page_of(text_object(LINE) + slant + unseen))) == [LINE.text]


def test_the_words_of_a_template_are_read_once_and_its_rules_on_each_page():
    grid = [(40, y, 140, y) for y in (60, 70, 80)] + [(x, 60, x, 80) for x in (40, 90, 140)]
    template = page_of(
        text_object(Words(40, 30, 5, "重点任务表")) + "".join(rule_object(*one) for one in grid)
    )
    cells = text_object(Words(42, 68, 4, "任务")) + text_object(Words(92, 68, 4, "单位"))
    page = page_of(cells, head='<ofd:Template TemplateID="7"/>')
    data = ofd(
        page,
        page,
        common='<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/>',
        more={"Doc_0/Tpls/T.xml": template},
    )
    assert read(data) == ["重点任务表", "任务\t单位", "任务\t单位"]


def test_a_signed_paper_is_read():
    signed = ofd(page_of(text_object(LINE)), more={"Doc_0/Signs/Sign_0/SignedValue.dat": "x"})
    assert read(signed) == [LINE.text]


REFUSED = (
    (ofd(page_of(text_object(LINE)), more={"Encryptions.xml": "<x/>"}), "document.encrypted"),
    (ofd(page_of('<ofd:ImageObject Boundary="0 0 9 9"/>')), "document.picture-only"),
    (ofd(page_of("")), "document.empty"),
    (ofd(), "document.empty"),
    (ofd(page_of("<<")), "document.broken"),
    (ofd(more={"Doc_0/Document.xml": "<x/>"}), "document.empty"),
    (ofd(more={"OFD.xml": "<OFD><DocRoot>nowhere.xml</DocRoot></OFD>"}), "document.broken"),
)


@pytest.mark.parametrize(("data", "code"), REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(data, code):
    assert refusal(data) == code


def test_pages_beyond_the_limit_are_left_out_with_a_doubt(monkeypatch):
    monkeypatch.setattr("tracker.parsing.readers.ofd.MOST_PAGES", 2)
    pages = (page_of(text_object(Words(40, 50, 5, f"办好讲座第{n}场"))) for n in "甲乙丙")
    document: Document = read_document("", ofd(*pages))
    assert "丙" not in document.text
    assert [(doubt.code, doubt.words) for doubt in document.doubts] == [("plan.cut-off", "2页")]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples lie beside the project")
@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("bureau-reply.ofd", "测试符路桥区卫生局文件"),
        ("essay-one-page.ofd", "拿来主义"),
        ("other-namespace.ofd", "你好呀，OFD Reader&Writer！"),
        ("table.ofd", "11.4字型变换"),
    ],
)
def test_samples_of_several_programs(name: str, first: str):
    assert read((SAMPLES / name).read_bytes())[0] == first
