import zlib

import pytest

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.readers.pdf_streams import check_streams

MEGABYTE = 1024 * 1024


def stream(size: int, kind: bytes = b"") -> bytes:
    packed = zlib.compress(b"q " * (size // 2), 9)
    head = b"5 0 obj << /Filter /FlateDecode %s /Length %d >> stream\r\n" % (kind, len(packed))
    return head + packed + b"\nendstream endobj\n"


@pytest.mark.parametrize(("size", "count"), [(60 * MEGABYTE, 1), (10 * MEGABYTE, 6)])
def test_a_file_that_unpacks_to_more_than_any_document_needs_is_refused(size: int, count: int):
    with pytest.raises(UnreadableDocument) as caught:
        check_streams(b"%PDF-1.4\n" + stream(size) * count)
    assert caught.value.code == "document.too-heavy"


@pytest.mark.parametrize(("size", "kind"), [(40, b""), (60, b"/Subtype /Image")])
def test_a_large_file_and_a_larger_picture_are_left_to_the_reader(size: int, kind: bytes):
    check_streams(stream(size * MEGABYTE, kind))


FAIR = (
    stream(100).replace(b"endstream", b""),
    b"5 0 obj << /Filter /FlateDecode >> stream\nnot packed\nendstream",
    b"5 0 obj << >> stream\n" + b"q " * MEGABYTE + b"endstream",
    b"stream" * 10,
    b"",
)


@pytest.mark.parametrize("data", FAIR)
def test_other_files_are_left_to_the_reader(data: bytes):
    check_streams(data)
