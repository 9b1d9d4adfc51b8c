"""A file of evidence is what it holds: an ending alone says nothing."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parsing.readers import pdffile
from tracker.domain.errors import RuleBroken
from tracker.domain.values import EvidenceKind
from tracker.parsing.contents import evidence_kind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def package(*parts: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in parts:
            archive.writestr(zipfile.ZipInfo(part), "<x/>")  # the same whenever it is made
    return buffer.getvalue()


def typed(kind: str, *parts: str, encoding: str = "utf-8") -> bytes:
    """With what the package says of its parts."""
    buffer = BytesIO(package(*parts))
    words = f'<Types><x y="application/vnd.{kind}"/></Types>'
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(zipfile.ZipInfo(TYPES), words.encode(encoding))
    return buffer.getvalue()


def ole(*streams: str) -> bytes:
    return OLE + b"".join(stream.encode("utf-16-le").ljust(64, b"\0") for stream in streams)


def sheet(kind: int, name: str, *, is_wide: bool = False, has_width: bool = True) -> bytes:
    """The record by which an old workbook lists a sheet; 1 is one of macros."""
    letters = name.encode("utf-16-le" if is_wide else "ascii")
    width = bytes([is_wide]) if has_width else b""
    record = bytes(5) + bytes([kind, len(name)]) + width + letters
    return b"\x85\0" + len(record).to_bytes(2, "little") + record


def encrypted(data: bytes) -> bytes:
    """The flag in the list of parts says that they need a password."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + b"\x01" + data[at + 1 :]


TYPES, WORDS = "[Content_Types].xml", "word/document.xml"
PDF = pdffile.pdf(pdffile.lines("验收单"))
DOCX = package(TYPES, "word/document.xml")
XLSX = package(TYPES, "xl/workbook.xml")
PPTX = package(TYPES, "ppt/presentation.xml")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(17)
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0"
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + bytes(20)
PROGRAM = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("验收单.pdf", PDF, EvidenceKind.PDF),
        ("验收单.PDF", PDF, EvidenceKind.PDF),
        ("报告.docx", DOCX, EvidenceKind.DOCX),
        ("汇总.xlsx", XLSX, EvidenceKind.XLSX),
        ("培训.pptx", PPTX, EvidenceKind.PPTX),
        ("报告.doc", ole("WordDocument"), EvidenceKind.DOC),
        ("报告.wps", ole("WordDocument"), EvidenceKind.WPS),
        ("报告.wps", DOCX, EvidenceKind.WPS),
        ("汇总.xls", ole("Workbook"), EvidenceKind.XLS),
        ("汇总.xls", ole("Book"), EvidenceKind.XLS),
        ("汇总.xls", ole("Workbook") + sheet(0, "Sheet1"), EvidenceKind.XLS),
        ("汇总.xls", ole("Workbook") + b"\x85\0\x20\0" + sheet(1, "Sheet1")[4:], EvidenceKind.XLS),
        ("报告.doc", ole("WordDocument") + "Macros 说明".encode("utf-16-le"), EvidenceKind.DOC),
        ("现场.png", PNG, EvidenceKind.PNG),
        ("现场.jpg", JPEG, EvidenceKind.JPEG),
        ("现场.jpeg", JPEG, EvidenceKind.JPEG),
        ("现场.webp", WEBP, EvidenceKind.WEBP),
        ("说明.txt", "已完成".encode(), EvidenceKind.TXT),
        ("说明.txt", "已完成".encode("gb18030"), EvidenceKind.TXT),
        ("说明.txt", "已完成".encode("utf-16"), EvidenceKind.TXT),
    ],
)
def test_what_is_taken(name, data, kind) -> None:
    assert evidence_kind(name, BytesIO(data)) is kind


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("材料.zip", package("a.txt"), "unknown-ending"),
        ("材料.rar", b"Rar!\x1a\x07\x00", "unknown-ending"),
        ("安装.exe", PROGRAM, "unknown-ending"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown-ending"),
        ("网页.html", b"<p>x</p>", "unknown-ending"),
        ("无后缀", PDF, "unknown-ending"),
        ("验收单.pdf", PROGRAM, "disguised"),
        ("验收单.pdf", PNG, "disguised"),
        ("现场.png", JPEG, "disguised"),
        ("现场.jpg", b"<script>x()</script>", "disguised"),
        ("报告.docx", XLSX, "disguised"),
        ("报告.docx", package("a.txt"), "disguised"),
        ("报告.docx", ole("WordDocument"), "disguised"),
        ("汇总.xls", ole("WordDocument"), "disguised"),
        ("汇总.xls", ole("PowerPoint Document"), "disguised"),
        ("说明.txt", PROGRAM, "disguised"),
        ("说明.txt", "已完成\x00".encode(), "disguised"),
        ("说明.txt", b"\xff\xfe\x00", "disguised"),
        ("说明.txt", b"\x81\xff\xff", "disguised"),
        ("报告.docx", DOCX[:60], "broken"),
        ("报告.docx", encrypted(DOCX), "encrypted"),
        ("报告.docx", ole("EncryptedPackage"), "encrypted"),
        ("报告.docx", package(TYPES, "word/document.xml", "word/vbaProject.bin"), "macros"),
        ("报告.docx", typed("ms-word.document.macroEnabled.main", "word/document.xml"), "macros"),
        ("报告.docx", typed("ms-office.vbaProject", "word/document.xml", "word/x.bin"), "macros"),
        ("汇总.xlsx", package(TYPES, "xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "macros"),
        ("汇总.xlsx", typed("ms-excel.macrosheet+xml", "xl/workbook.xml", "xl/a.xml"), "macros"),
        ("汇总.xlsx", typed("ms-excel.intlmacrosheet+xml", "xl/workbook.xml"), "macros"),
        ("培训.pptx", package(TYPES, "ppt/presentation.xml", "ppt/vbaProject.bin"), "macros"),
        ("报告.docx", typed("ms-office.vbaProject", WORDS, encoding="utf-16"), "macros"),
        ("报告.docx", typed("ms-office.vba&#80;roject", WORDS), "macros"),
        ("汇总.xlsx", package(TYPES, "xl/workbook.xml", "/XL/MacroSheets/a.xml"), "macros"),
        ("报告.docx", typed("x" * 1024 * 1024, WORDS), "broken"),
        ("报告.doc", ole("WordDocument", "Macros"), "macros"),
        ("报告.wps", ole("WordDocument", "_VBA_PROJECT"), "macros"),
        ("汇总.xls", ole("Workbook", "_VBA_PROJECT_CUR"), "macros"),
        ("汇总.xls", ole("Workbook") + sheet(1, "Macro1"), "macros"),
        ("汇总.xls", ole("Workbook") + sheet(1, "宏表", is_wide=True), "macros"),
        ("汇总.xls", ole("Book") + sheet(1, "Macro1", has_width=False), "macros"),
        ("汇总.xls", ole("Book") + sheet(6, "Module1", has_width=False), "macros"),
    ],
)
def test_what_is_refused_and_why(name, data, code) -> None:
    with pytest.raises(RuleBroken, match=code) as refused:
        evidence_kind(name, BytesIO(data))
    assert refused.value.parameters["name"] == name


@pytest.mark.parametrize("shift", [0, 1, 511, 4096])
@pytest.mark.parametrize("blocks", [1, 3])
def test_a_mark_that_lies_across_two_blocks_is_seen(shift, blocks) -> None:
    mark = "WordDocument".encode("utf-16-le")
    start = blocks * 64 * 1024 - len(mark) // 2 - len(OLE) + shift
    data = OLE + bytes(start) + mark + bytes(64 * 1024)
    assert evidence_kind("报告.doc", BytesIO(data)) is EvidenceKind.DOC


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("before", range(4))
def test_a_sign_that_lies_across_two_blocks_is_read(encoding, before) -> None:
    text = "x" * before + "已完成" * 30_000
    assert evidence_kind("说明.txt", BytesIO(text.encode(encoding))) is EvidenceKind.TXT


def test_a_bad_sign_at_the_end_of_a_long_text_is_found() -> None:
    with pytest.raises(RuleBroken, match="disguised"):
        evidence_kind("说明.txt", BytesIO(("已完成" * 50_000 + "\0").encode()))


@given(
    data=st.binary(max_size=80),
    head=st.sampled_from([b"", PDF[:20], DOCX[:90], OLE, PNG, JPEG, WEBP]),
    ending=st.sampled_from(["pdf", "docx", "xls", "wps", "png", "jpg", "txt"]),
)
def test_any_bytes_are_taken_or_refused_with_a_sentence(data, head, ending) -> None:
    with suppress(RuleBroken):
        assert isinstance(evidence_kind(f"材料.{ending}", BytesIO(head + data)), EvidenceKind)
