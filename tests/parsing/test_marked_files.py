"""A file that is marked as a secret is refused in each format; what cannot be seen is not."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from tests.parsing import files_of
from tests.parsing.readers import pdffile, wordfile
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.pipeline import parse_plan

PLAN = (
    "河湾区水务局2027年工作要点",
    "一、守牢安全底线",
    "1.检查水库20座，9月底前完成。做好机密文件管理，落实保密责任。",
    "2.疏浚河道30公里，年底前完成。",
)
MARK = "机密★1年"
FORMATS: dict[str, Callable[..., bytes]] = {
    name: getattr(files_of, name) for name in ("txt", "gb18030", "html", "docx", "xlsx", "csv_file")
}


def refusal(data: bytes) -> tuple[str, object] | None:
    try:
        parse_plan("计划.txt", data, year=2027, units=())
    except UnreadableDocument as error:
        return error.code, error.parameters.get("mark")
    return None


SECRET = ("document.secret", MARK)


@pytest.mark.parametrize("name", FORMATS)
def test_a_mark_above_the_title_is_seen_in_each_format(name):
    assert refusal(FORMATS[name]([MARK, *PLAN])) == SECRET
    assert refusal(FORMATS[name]([*PLAN])) != SECRET


def docx_with(part: str, words: str) -> bytes:
    runs = (f"<w:r><w:t>{each}</w:t></w:r>" for each in (words[:2], words[2:]))
    return docx_in(part, f"<w:p>{''.join(runs)}</w:p>")


def docx_in(part: str, content: str) -> bytes:
    body = [wordfile.paragraph(line) for line in PLAN]
    out = BytesIO(wordfile.docx(*body))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(f"word/{part}1.xml", wordfile._part("hdr", content))
    return out.getvalue()


@pytest.mark.parametrize("part", ["header", "footer"])
def test_the_header_and_footer_of_a_word_file_are_looked_at(part):
    assert refusal(docx_with(part, MARK)) == SECRET
    assert refusal(docx_with(part, "水务局")) is None


def test_the_parts_of_a_footer_are_looked_at_one_by_one():
    words = "<w:p><w:r><w:t>秘　密</w:t><w:tab/><w:t>第1页</w:t></w:r></w:p>"
    assert refusal(docx_in("footer", words)) == ("document.secret", "秘密")


def test_a_watermark_is_looked_at_wherever_it_hangs():
    shape = '<v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="绝密"/>'
    drawn = f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"
    body = [wordfile.paragraph(line) for line in PLAN]
    assert refusal(docx_in("header", drawn)) == ("document.secret", "绝密")
    assert refusal(wordfile.docx(drawn, *body)) == ("document.secret", "绝密")
    assert refusal(wordfile.docx(drawn.replace("绝密", "样稿"), *body)) is None


def test_a_narrow_cell_with_one_character_a_line_is_read_as_one_mark():
    cell = "".join(f"<w:p><w:r><w:t>{sign}</w:t></w:r></w:p>" for sign in MARK)
    table = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    body = [wordfile.paragraph(line) for line in PLAN]
    assert refusal(wordfile.docx(table, *body)) == SECRET


def workbook(*head: tuple[str, ...]) -> Workbook:
    book = Workbook()
    rows = (*head, ("序号", "任务", "责任单位", "完成时限"))
    rows += (("1", "检查水库20座", "工程科", "9月底"), ("2", "疏浚河道30公里", "工程科", "年底"))
    for row in rows:
        book.active.append(row)
    return book


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_head_of_each_sheet_is_looked_at():
    assert refusal(saved(workbook(("秘密",)))) == ("document.secret", "秘密")
    book = workbook()
    book.create_sheet("附表").append(["", MARK])
    assert refusal(saved(book)) == SECRET


def test_the_header_of_a_printed_sheet_is_looked_at():
    book = load_workbook(BytesIO(saved(workbook(("2027年工作任务分解表",)))))
    assert refusal(saved(book)) is None
    book.active.oddHeader.left.text, book.active.oddHeader.left.size = MARK, 14
    assert refusal(saved(book)) == SECRET


def test_the_name_of_a_sheet_and_what_is_hidden_are_looked_at():
    book = workbook()
    book.create_sheet(MARK)
    assert refusal(saved(book)) == SECRET
    book = workbook()
    book.create_sheet("附表").append([MARK])
    book["附表"].sheet_state = "hidden"
    assert refusal(saved(book)) == SECRET
    book = workbook((MARK,))
    book.active.row_dimensions[1].hidden = True
    assert refusal(saved(book)) == SECRET


def test_an_old_sheet_and_an_old_document_are_looked_at():
    assert refusal(files_of.xls([MARK, files_of.Rows((("序号", "任务"), ("1", "检查")))])) == SECRET
    header = f"x{MARK}".encode("utf-16-le")  # where a header of theirs lies, no reader looks
    old = files_of.xls([files_of.Rows((("序号", "任务"), ("1", "检查水库20座")))])
    assert refusal(old + header) == ("document.secret", "机密★")


def printed(*first: str) -> list[str]:
    """Four pages, each with these lines on top."""
    page = pdffile.lines(*first, *PLAN)
    return [page] * 4


def test_the_first_page_of_a_pdf_is_looked_at_with_what_stands_on_every_page():
    assert refusal(pdffile.pdf(pdffile.lines(MARK, *PLAN))) == SECRET
    assert refusal(pdffile.pdf(*printed(MARK, "水务局文件"))) == SECRET


def test_the_first_page_of_an_ofd_is_looked_at():
    assert refusal(files_of.ofd([MARK, *PLAN])) == SECRET
    assert refusal(files_of.ofd(PLAN)) is None


def test_a_mark_deep_in_the_text_is_what_the_text_speaks_of():
    body = [f"{number}.检查水库{number}座，按期完成整改。" for number in range(3, 80)]
    assert refusal(files_of.txt([*PLAN, *body, "秘密", *body])) is None


def test_what_is_for_the_house_alone_is_read_with_a_doubt():
    data = files_of.txt(["内部资料　注意保存", *PLAN])
    draft = parse_plan("计划.txt", data, year=2027, units=())
    assert [doubt.words for doubt in draft.doubts if doubt.code == "plan.internal"] == ["内部资料"]
