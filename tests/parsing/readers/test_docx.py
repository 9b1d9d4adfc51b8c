from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.parsing.readers import wordfile
from tests.parsing.readers.test_grid import shown
from tests.parsing.readers.wordfile import cell, docx, paragraph, run, table
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers import read_document
from tracker.parsing.readers.docx_numbering import format_number


def lines(data: bytes) -> list[str]:
    document = read_document("plan.docx", data)
    return [document.text[block.start : block.end] for block in document.blocks]


def test_typed_numbers_stay_as_they_are():
    data = docx(paragraph("一、抓好粮食生产"), paragraph("1.稳住播种面积。"))
    assert lines(data) == ["一、抓好粮食生产", "1.稳住播种面积。"]


def test_automatic_numbers_are_counted_level_by_level():
    data = docx(
        paragraph("抓好粮食生产", level=0),
        paragraph("稳住面积", level=1),
        paragraph("落实补贴", level=2),
        paragraph("管好仓储", level=1),
        paragraph("抓好畜牧生产", level=0),
        paragraph("防好疫病", level=1),
    )
    assert lines(data) == [
        "一、抓好粮食生产",
        "（一）稳住面积",
        "1. 落实补贴",
        "（二）管好仓储",
        "二、抓好畜牧生产",
        "（一）防好疫病",
    ]


def test_a_restarted_list_counts_from_its_start_and_others_go_on():
    data = docx(
        paragraph("甲", level=0),
        paragraph("乙", level=0),
        paragraph("丙", level=0, number=2),
        paragraph("丁", level=0),
    )
    assert [line[0] for line in lines(data)] == ["一", "二", "一", "二"]


def test_an_automatic_number_never_runs_into_a_figure():
    document = read_document("", docx(paragraph("6月底前建成两座粮库。", level=2)))
    block = document.blocks[0]
    assert document.text[block.body : block.end] == "6月底前建成两座粮库。"
    assert document.text[block.start : block.body] == "1. "


def test_a_number_may_come_from_a_style_and_the_style_below_it():
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Base">{numbered}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Head"><w:basedOn w:val="Base"/>'
        '<w:name w:val="heading 1"/></w:style>'
    )
    document = read_document("", docx(paragraph("强基础", style="Head"), styles=styles))
    assert document.text.strip() == "一、强基础"
    assert document.blocks[0].level == 0


def test_inserted_words_are_read_and_deleted_ones_are_not():
    changed = (
        f"<w:p>{run('完成')}<w:del><w:r><w:delText>三</w:delText></w:r></w:del>"
        f"<w:ins>{run('五')}</w:ins>{run('项改造')}</w:p>"
    )
    document = read_document("", docx(changed))
    assert document.text.strip() == "完成五项改造"
    assert [doubt.code for doubt in document.doubts] == ["plan.tracked-changes"]


def test_words_in_a_text_box_are_read_once():
    namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph('框内一句')}</w:txbxContent>"
    drawn = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{namespace}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(docx(paragraph("正文"), drawn)) == ["正文", "框内一句"]


def test_merged_cells_are_marked_as_carried_down():
    data = docx(
        table(
            cell("任务") + cell("牵头单位"),
            cell("修路", merge="restart") + cell("交通科"),
            cell("", merge="continue") + cell("规划科"),
        )
    )
    rows = [block.cells for block in read_document("", data).blocks]
    assert [[one.carried for one in row] for row in rows] == [
        [False, False],
        [False, False],
        [True, False],
    ]
    assert lines(data)[2] == "\t规划科"


def test_a_table_of_one_column_is_a_frame_around_paragraphs():
    data = docx(table(cell("一、办学条件")))
    assert read_document("", data).blocks[0].cells == ()


def test_bold_words_at_the_start_are_set_apart():
    data = docx(f"<w:p>{run('改善住房。', bold=True)}{run('新建公寓两栋。')}</w:p>")
    block = read_document("", data).blocks[0]
    assert block.emphasis - block.start == len("改善住房。")


def test_a_line_broken_by_hand_begins_a_new_block():
    data = docx("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>")
    assert lines(data) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("count", "numeral", "shown"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCounting", "一百零五"),
        (3, "chineseLegalSimplified", "叁"),
        (2, "ideographTraditional", "乙"),
        (7, "decimalEnclosedCircleChinese", "⑦"),
        (4, "decimalEnclosedParen", "⑷"),
        (3, "lowerLetter", "c"),
        (9, "upperRoman", "IX"),
        (5, "decimalZero", "05"),
        (6, "japaneseDigitalTenThousand", "六"),
        (8, "something new", "8"),
    ],
)
def test_numbers_are_shown_in_words_numeral_systems(count: int, numeral: str, shown: str):
    assert format_number(count, numeral) == shown


def test_a_bullet_is_shown_as_one():
    bullets = wordfile.numbering((("bullet", "\uf0b7"),))
    assert lines(docx(paragraph("清查存量", level=0), numbers=bullets)) == ["•清查存量"]


@pytest.mark.parametrize("cut", [10, 200, -30])
def test_a_cut_file_is_called_broken(cut: int):
    with pytest.raises(UnreadableDocument) as caught:
        read_document("plan.docx", docx(paragraph("一、抓好粮食生产"))[:cut])
    assert caught.value.code == "document.broken"


def doubts(document: Document) -> list[tuple[str, str]]:
    return [(doubt.code, doubt.words) for doubt in document.doubts]


def struck(words: str, mark: str = "strike") -> str:
    return f"<w:r><w:rPr><w:{mark}/></w:rPr><w:t>{words}</w:t></w:r>"


def test_struck_out_words_are_left_out_and_told():
    body = f"<w:p>{run('一、修路')}{struck('十')}{run('八公里。')}</w:p>"
    gone = f"<w:p>{struck('二、架桥。', 'dstrike')}</w:p>"
    kept = body.replace("八", "九").replace("<w:strike/>", '<w:strike w:val="0"/>')
    document = read_document("", docx(body, gone, kept))
    assert document.text == "一、修路八公里。\n一、修路十九公里。\n"
    assert doubts(document) == [("plan.struck-out", "十、二、架桥。")]


PICTURE = "<w:p><w:r><w:drawing/></w:r></w:p>"


def test_a_file_of_nothing_but_pictures_says_so():
    with pytest.raises(UnreadableDocument) as caught:
        read_document("", docx(PICTURE, PICTURE))
    assert caught.value.code == "document.picture-only"
    with pytest.raises(UnreadableDocument) as caught:
        read_document("", docx("<w:p/>"))
    assert caught.value.code == "document.empty"


def test_pictures_among_words_are_passed_over():
    assert read_document("", docx(PICTURE, paragraph("一、修路。"))).text == "一、修路。\n"


def test_rows_that_were_deleted_or_hidden_are_no_rows():
    rows = [cell(words) + cell("科") for words in ("修路", "架桥", "种树")]
    rows[1] = f"<w:trPr><w:del/></w:trPr>{rows[1]}"
    rows[2] = f"<w:trPr><w:hidden/></w:trPr>{rows[2]}"
    assert shown(read_document("", docx(table(*rows)))) == [["修路", "科"]]


def test_cells_stand_where_the_row_puts_them():
    left_out = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    merged = "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>"
    rows = (
        cell("板块") + cell("任务") + cell("单位"),
        left_out + cell("修路") + cell("交通科"),
        cell("架桥") + merged + cell("工程科"),
    )
    assert shown(read_document("", docx(table(*rows)))) == [
        ["板块", "任务", "单位"],
        ["", "修路", "交通科"],
        ["架桥", "<架桥", "工程科"],
    ]


def test_a_cell_may_hold_an_automatic_number_alone():
    number = cell("").replace("<w:p><w:pPr>", "<w:p><w:pPr>" + NUMBERED)
    rows = (number + cell("修路"), number + cell("架桥"))
    assert shown(read_document("", docx(table(*rows)))) == [["1.", "修路"], ["2.", "架桥"]]


NUMBERED = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'


def test_a_text_box_is_read_once_with_its_table():
    rows = table(cell("修路") + cell("交通科"), cell("架桥") + cell("工程科"))
    box = f"<w:txbxContent>{paragraph('附表')}{rows}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    held = f"<w:p><w:r><mc:AlternateContent {MC}>{choice}</mc:AlternateContent></w:r></w:p>"
    wanted = "附表\n修路\t交通科\n架桥\t工程科\n"
    assert read_document("", docx(held)).text == wanted
    in_cell = table(f"<w:tc>{held}</w:tc>" + cell("备注"), cell("一") + cell("二"))
    assert read_document("", docx(in_cell)).text.count("修路") == 1


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def test_the_strict_family_of_names_is_read():
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = {}
    with ZipFile(BytesIO(docx(paragraph("修路。", level=0)))) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name).replace(usual, strict)
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert read_document("", out.getvalue()).text == "一、修路。\n"
