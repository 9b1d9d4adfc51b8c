"""A file of evidence that is marked as a secret is refused in each of its kinds."""

import zipfile
from io import BytesIO

import pytest

from tests.parsing import files_of
from tests.parsing.readers import pdffile
from tests.parsing.test_marked_files import docx_with
from tracker.domain.errors import RuleBroken
from tracker.domain.evidence import Inspection
from tracker.domain.values import EvidenceKind
from tracker.parsing.inspection import inspect

MARK = "机密★1年"
LINES = ("关于报送检查情况的函", "已检查水库20座。")


def pptx(*lines: str) -> bytes:
    out = BytesIO()
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    words = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("ppt/presentation.xml", "<x/>")
        package.writestr("ppt/slides/slide1.xml", f"<x {space}>{words}</x>")
    return out.getvalue()


def of_each_kind(*head: str) -> dict[str, bytes]:
    lines = (*head, *LINES)
    return {
        "说明.txt": files_of.txt(lines),
        "说明（老）.txt": files_of.gb18030(lines),
        "说明（宽）.txt": files_of.utf_16(lines),
        "函.docx": files_of.docx(lines),
        "函.wps": files_of.docx(lines),
        "表.xlsx": files_of.xlsx(lines),
        "表.xls": files_of.xls(lines),
        "函.pdf": pdffile.pdf(pdffile.lines(*lines), pdffile.lines("第二页")),
        "汇报.pptx": pptx(*lines),
    }


@pytest.mark.parametrize("name", of_each_kind())
def test_a_mark_is_seen_in_each_kind_of_file(name):
    assert inspect(name, BytesIO(of_each_kind()[name])).internal == ""
    with pytest.raises(RuleBroken) as refused:
        inspect(name, BytesIO(of_each_kind(MARK)[name]))
    assert (refused.value.code, refused.value.field) == ("evidence.secret", "evidence")
    assert refused.value.parameters == {"name": name, "mark": MARK}


@pytest.mark.parametrize("name", of_each_kind())
def test_what_is_for_the_house_alone_is_told(name):
    assert inspect(name, BytesIO(of_each_kind("内部资料")[name])).internal == "内部资料"


def test_the_header_of_a_word_file_is_looked_at():
    with pytest.raises(RuleBroken, match=r"evidence\.secret"):
        inspect("函.docx", BytesIO(docx_with("header", MARK)))


def test_a_picture_and_a_scan_are_taken_since_nothing_can_be_seen():
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(17)
    assert inspect("照片.png", BytesIO(png)) == Inspection(EvidenceKind.PNG)
    assert inspect("扫描.pdf", BytesIO(pdffile.pdf(""))) == Inspection(EvidenceKind.PDF)


def test_what_no_reader_opens_is_searched_for_a_mark_with_its_star():
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    old += "WordDocument\0".encode("utf-16-le").ljust(64, b"\0")
    assert inspect("函.doc", BytesIO(old)).kind is EvidenceKind.DOC
    with pytest.raises(RuleBroken, match=r"evidence\.secret"):
        inspect("函.doc", BytesIO(old + f" {MARK}".encode("utf-16-le")))


def test_a_long_text_is_looked_at_no_further_than_its_head():
    words = "已检查。" * 3000
    assert inspect("说明.txt", BytesIO(f"{words}\n机密\n".encode())).internal == ""
