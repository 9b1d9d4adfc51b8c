"""Knows old Office files: .doc and .wps are turned into .docx first; sheets are read as .xls."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import doc2docx
from doc2docx.cfb import CompoundFileLimits
from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.docx import read_docx
from tracker.parsing.readers.package import Package
from tracker.parsing.readers.xls import STREAMS, read_xls

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# how the directory of a compound file names what is in it; a password makes any a package
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STAR = re.escape("★".encode("utf-16-le"))
_LEVELS = b"|".join(re.escape(level.encode("utf-16-le")) for level in ("绝密", "机密", "秘密"))
_STARRED = re.compile(b"(?s:..)(?:%b)%b" % (_LEVELS, _STAR))
_WORD = "WordDocument".encode("utf-16-le")


def read_doc(data: bytes) -> Document:
    if _ENCRYPTED in data:
        raise UnreadableDocument("document.encrypted")
    is_sheet = _WORD not in data and any(stream in data for stream in STREAMS)
    document = read_xls(data) if is_sheet else _read_words(data)
    return replace(document, margins=(*document.margins, *starred(data)))


def starred(data: bytes) -> Iterator[str]:
    """Marks of secrecy in headers, which neither reader reads; with what stands before them."""
    for found in _STARRED.finditer(data):
        yield found[0].decode("utf-16-le", errors="replace")


def _read_words(data: bytes) -> Document:
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        source, target = Path(folder) / "plan.doc", Path(folder) / "plan.docx"
        source.write_bytes(data)
        _convert(source, target)
        return read_docx(Package(target.read_bytes()))


def _convert(source: Path, target: Path) -> None:
    try:
        doc2docx.convert(source, target, limits=CompoundFileLimits())
    except EncryptedDocumentError as error:
        raise UnreadableDocument("document.encrypted") from error
    except (Doc2DocxError, ValueError, KeyError, IndexError, OSError, OverflowError) as error:
        raise UnreadableDocument("document.old-format") from error
