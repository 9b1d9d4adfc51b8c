"""Knows which reader a file needs, by its content and not by its name."""

from dataclasses import replace

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers import doc, docx, html, ofd, pdf, web_archive, xlsx
from tracker.parsing.readers.csv_rows import read_csv
from tracker.parsing.readers.package import Package
from tracker.parsing.readers.plain_text import decode, lines_document
from tracker.parsing.readers.radicals import without_radicals

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_RTF = b"{\\rtf"
_XML = b"<?xml"  # Office wrote files of it for some years: words among tags of its own
_HEAD = 1024
_OTHERS = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"OFDR", b"\x7fELF", b"MZ")


def read_document(filename: str, data: bytes) -> Document:
    """By content: a wrong ending of the name misleads nobody. Only .csv adds what none tells."""
    if not data.strip():
        raise UnreadableDocument("document.empty", name=filename)
    document = _read(filename, data)
    if not document.blocks:
        raise UnreadableDocument("document.empty", name=filename)
    return replace(document, text=without_radicals(document.text))


def _read(filename: str, data: bytes) -> Document:
    if data.startswith(_ZIP):
        return _read_package(Package(data))
    if data.startswith(doc.SIGNATURE):
        return doc.read_doc(data)
    if data[:_HEAD].lstrip().startswith(pdf.SIGNATURE):
        return pdf.read_pdf(data)
    if data.startswith(_RTF):
        raise UnreadableDocument("document.old-format")
    if data.startswith(_PICTURES):
        raise UnreadableDocument("document.picture-only")
    if data.startswith(_OTHERS):
        raise UnreadableDocument("document.unknown-kind")
    if web_archive.is_web_archive(data):
        return web_archive.read_web_archive(data)
    if html.is_html(data):
        return html.read_html(data)
    if data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n").startswith(_XML):
        raise UnreadableDocument("document.unknown-kind")
    text = decode(data)
    return read_csv(text, named=filename) or lines_document(text)


def _read_package(package: Package) -> Document:
    """By the part that it says it is about, which may have any name."""
    main = package.main_part()
    for usual, read in ((docx.MAIN_PART, docx.read_docx), (xlsx.WORKBOOK, xlsx.read_xlsx)):
        folder = usual.partition("/")[0]
        if main in package and main.startswith(f"{folder}/"):
            return read(package, main)
        if usual in package:
            return read(package, usual)
    if ofd.MAIN_PART in package:
        return ofd.read_ofd(package)
    raise UnreadableDocument("document.unknown-kind")
