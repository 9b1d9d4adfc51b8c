"""Knows which reader a file needs, by its content and not by its name."""

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.docx import MAIN_PART, read_docx
from tracker.parsing.readers.package import Package
from tracker.parsing.readers.plain_text import read_plain_text

LARGEST = 20 * 1024 * 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def read_document(filename: str, data: bytes) -> Document:
    """`filename` is for the words of an error only; a wrong ending misleads nobody."""
    if len(data) > LARGEST:
        raise UnreadableDocument("document.too-large", limit=LARGEST // 1024 // 1024)
    if not data.strip():
        raise UnreadableDocument("document.empty")
    document = _read(data)
    if not document.blocks:
        raise UnreadableDocument("document.empty", name=filename)
    return document


def _read(data: bytes) -> Document:
    if data.startswith(_ZIP):
        return _read_package(Package(data))
    return read_plain_text(data)


def _read_package(package: Package) -> Document:
    if MAIN_PART in package:
        return read_docx(package)
    raise UnreadableDocument("document.unknown-kind")
