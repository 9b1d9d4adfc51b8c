"""Knows how large the packed streams of a PDF become, before PDFium unpacks them.

PDFium ends the process when it gets no more memory, and nobody could say why.
"""

import zlib

from tracker.domain.errors import UnreadableDocument

_LARGEST = 48 * 1024 * 1024  # bytes of all that pages are drawn with; a real page has 50 KB
_BEGIN, _END = b"stream", b"endstream"
_DICTIONARY = 600  # bytes before a stream in which it is described


def check_streams(data: bytes) -> None:
    """Refuses a file that unpacks to more than any document needs. Pictures are not unpacked."""
    rest = _LARGEST
    place = data.find(_BEGIN)
    while place >= 0:
        start = place + len(_BEGIN)
        end = data.find(_END, start)
        end = len(data) if end < 0 else end
        if _is_packed(data[max(0, place - _DICTIONARY) : place]):
            rest -= _unpacked(memoryview(data)[start:end], rest)
        if rest <= 0:
            raise UnreadableDocument("document.too-heavy")
        place = data.find(_BEGIN, end + len(_END))


def _is_packed(before: bytes) -> bool:
    dictionary = before[before.rfind(b"obj") + 3 :]
    return b"/Fl" in dictionary and b"/Image" not in dictionary


def _unpacked(packed: memoryview, most: int) -> int:
    """How many bytes come out, counted no further than to `most`."""
    skipped = 2 if bytes(packed[:2]) == b"\r\n" else 1
    try:
        return len(zlib.decompressobj().decompress(packed[skipped:], most))
    except zlib.error:  # encrypted or damaged: PDFium will say so
        return 0
