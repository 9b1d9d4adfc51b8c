from base64 import encodebytes

import pytest

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.readers import read_document

PAGE = (
    '<html><head><meta charset="{}"></head><body><p>一、修路。</p><p>二、架桥。</p></body></html>'
)


def archive(page: bytes, kind: str = "text/html") -> bytes:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=x"\r\n\r\n--=x\r\n'
    part = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + part.encode() + encodebytes(page) + b"\r\n--=x--\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_the_page_of_an_archive_is_read(encoding: str):
    data = archive(PAGE.format(encoding).encode(encoding))
    assert read_document("plan.mht", data).text == "一、修路。\n二、架桥。\n"


def test_an_archive_without_a_page_is_refused():
    with pytest.raises(UnreadableDocument) as caught:
        read_document("plan.mht", archive(b"x", "image/png"))
    assert caught.value.code == "document.broken"


def test_a_text_that_speaks_of_archives_is_a_text():
    assert read_document("", "一、改用 multipart/related 格式。".encode()).text.startswith("一、")


@pytest.mark.parametrize("root", ["w:wordDocument", "Workbook", "pkg:package", "uof:UOF"])
def test_the_markup_of_old_office_programs_is_refused(root: str):
    data = f'\ufeff<?xml version="1.0"?><{root}><w:t>一、修路。</w:t></{root}>'
    with pytest.raises(UnreadableDocument) as caught:
        read_document("plan.doc", data.encode())
    assert caught.value.code == "document.unknown-kind"
