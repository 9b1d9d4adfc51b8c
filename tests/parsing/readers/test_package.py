import zipfile
from io import BytesIO

import pytest

from tests.parsing.readers.wordfile import docx, paragraph
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.readers import read_document

_ENTITY = (
    '<!DOCTYPE d [<!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY a "aaaa">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>修路&file;&a;</w:t></w:r></w:p></w:body></w:document>"
)


def packed(name: str, content: str | bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_entities_are_not_opened():
    assert read_document("", packed("word/document.xml", _ENTITY)).text.strip() == "修路"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed("word/document.xml", "<w:document"), "document.broken"),
        (packed("readme.txt", "x"), "document.unknown-kind"),
        (docx(paragraph("")), "document.empty"),
    ],
)
def test_a_package_that_cannot_be_read_says_why(data: bytes, code: str):
    with pytest.raises(UnreadableDocument) as caught:
        read_document("", data)
    assert caught.value.code == code


def test_one_that_unpacks_to_more_than_any_document_needs_is_refused():
    with pytest.raises(UnreadableDocument) as caught:
        read_document("", packed("word/document.xml", b"\x00" * (70 * 1024 * 1024)))
    assert caught.value.code == "document.archive-bomb"
