import pytest

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.readers import read_document

TEXT = (
    "河湾区2027年工作要点\r\n　　一、修路。全年修路10公里，十月底前完成，工程质量合格。"
    "\r\n\r\n二、建桥。\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_every_encoding_gives_the_same_text(encoding: str):
    assert read_document("", TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_lost_byte_does_not_spoil_a_long_text(encoding: str):
    data = (TEXT * 20).encode(encoding)
    broken = data[:31] + b"\xff" + data[32:]
    assert read_document("", broken).text.endswith(TEXT * 18)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_text_that_was_cut_inside_its_last_character_is_read(encoding: str):
    cut = (TEXT * 2 + "一").encode(encoding)[:-1]
    assert read_document("", cut).text.startswith(TEXT * 2)


def test_blocks_are_lines_without_the_blanks_around_them():
    document = read_document("", TEXT.encode())
    assert [TEXT[block.start : block.end][:4] for block in document.blocks] == [
        "河湾区2",
        "一、修路",
        "二、建桥",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document.empty"),
        (b" \r\n\t ", "document.empty"),
        ("　　\n".encode(), "document.empty"),
        (b"abc\x00\x01\x02def" * 20, "document.not-text"),
        (b"\x89PNG\r\n\x1a\n", "document.picture-only"),
        (b"{\\rtf1 x}", "document.old-format"),
        (b"Rar!\x1a\x07\x01", "document.unknown-kind"),
        (b"\xff\xfe\x00", "document.unknown-encoding"),
        ("工作要點與計劃安排如下說明".encode("big5") * 20, "document.unknown-encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "document.old-format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"),
            "document.old-sheet",
        ),
        (b"PK\x03\x04" + b"\x00" * 50, "document.broken"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, code: str):
    with pytest.raises(UnreadableDocument) as caught:
        read_document("plan.txt", data)
    assert caught.value.code == code


def test_a_line_with_tabs_is_a_row_unless_the_tab_follows_a_number():
    document = read_document("", "任务\t单位\n一、\t修路\n".encode())
    assert [len(block.cells) for block in document.blocks] == [2, 0]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        # a link that stood on a line of its own
        (["贯彻《", "中华人民共和国水法", "》，修订规章2件。", "开展评估。"], 2),
        (["按照《2027年普法", "规划》要求，办好讲座。", "评选先进。"], 2),
        (["推进“", "放心早餐", "”工程。", "新建网点9个。"], 2),
        # a mark that opens no line
        (["组织培训", "，培训骨干300名。", "按季通报。"], 2),
        # a line of a page that ended in the middle of a sentence, among lines that end with stops
        (["完善校舍安全长效机制，" * 6 + "落实到", "岗到人。", "开展检查。" * 14], 2),
        (["统筹布局城乡医疗资源" * 7, "", "推进结对帮扶。", "巡回义诊。" * 14], 2),
        # counter-examples: lines that are paragraphs
        (["一、办好《水利志》", "二、修编《", "防洪规划》"], 2),
        (["一、丰富文化供给", "送戏下乡80场。"], 2),
        (["改造老旧管网", "新建泵站"], 2),
        (["实施河道清淤和岸线整治工程" * 5, "推进农村供水管网更新改造" * 6], 2),
        (["实施河道清淤。" * 10, "二、推进农村供水管网更新改造"], 2),
        (["防汛准备《方案》已经印发。", "“两个责任”落实到人。"], 2),
    ],
)
def test_a_line_cut_in_the_middle_of_a_sentence_goes_on(lines: list[str], paragraphs: int):
    text = "\n".join(lines)
    document = read_document("", text.encode())
    assert (document.text, len(document.blocks)) == (text, paragraphs)
