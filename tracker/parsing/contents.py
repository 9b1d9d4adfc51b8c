"""What a file of evidence is, read from its bytes and held against the ending of its name.

Files are read block by block: a large one takes no more memory than a small one.
"""

import codecs
import zipfile
from collections.abc import Iterator
from typing import IO

from tracker.domain.errors import RuleBroken
from tracker.domain.evidence import ENDINGS, ending_of
from tracker.domain.values import EvidenceKind

_BLOCK = 64 * 1024
_HEAD = 16  # bytes that tell most kinds
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The part of an Office package that makes it what it is.
_PARTS = {
    "word/document.xml": EvidenceKind.DOCX,
    "xl/workbook.xml": EvidenceKind.XLSX,
    "ppt/presentation.xml": EvidenceKind.PPTX,
}
# The stream of an old Office file that makes it what it is, as its directory spells it.
_STREAMS = {
    "WordDocument": EvidenceKind.DOC,
    "Workbook": EvidenceKind.XLS,
    "Book": EvidenceKind.XLS,
}
_LOCKED = "EncryptedPackage"
# A name in the directory stands in UTF-16 and is filled up with zeros.
_MARKS = {stream: f"{stream}\0".encode("utf-16-le") for stream in (*_STREAMS, _LOCKED)}
_ENCODINGS = ("utf-8-sig", "gb18030")


def evidence_kind(name: str, file: IO[bytes]) -> EvidenceKind:
    """Refuses an ending that is not taken, and a content that is not what the name says.

    Archives are refused: nobody sees what is in them.
    """
    ending = ending_of(name)
    if ending not in ENDINGS:
        endings = "、".join(ENDINGS)
        raise RuleBroken("evidence.unknown-ending", field="evidence", name=name, endings=endings)
    kind = _kind_of(name, file)
    if kind is None or kind not in ENDINGS[ending]:
        raise RuleBroken("evidence.disguised", field="evidence", name=name, ending=ending)
    return EvidenceKind.WPS if ending == "wps" else kind


def _kind_of(name: str, file: IO[bytes]) -> EvidenceKind | None:
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(b"%PDF-"):
        return EvidenceKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return _package_kind(name, file)
    if head.startswith(_OLE):
        return _ole_kind(name, file)
    return _image_kind(head) or _text_kind(head, file)


def _image_kind(head: bytes) -> EvidenceKind | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        return EvidenceKind.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return EvidenceKind.JPEG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return EvidenceKind.WEBP
    return None


def _package_kind(name: str, file: IO[bytes]) -> EvidenceKind | None:
    """By the list of its parts; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError) as error:
        raise RuleBroken("evidence.broken", field="evidence", name=name) from error
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise RuleBroken("evidence.encrypted", field="evidence", name=name)
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise RuleBroken("evidence.macros", field="evidence", name=name)
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)


def _ole_kind(name: str, file: IO[bytes]) -> EvidenceKind | None:
    found = _streams_in(file)
    if _LOCKED in found:
        raise RuleBroken("evidence.encrypted", field="evidence", name=name)
    return next((kind for stream, kind in _STREAMS.items() if stream in found), None)


def _streams_in(file: IO[bytes]) -> set[str]:
    """A name may lie across the border of two blocks, so each is read with the end of the last."""
    found: set[str] = set()
    end = b""
    for block in _blocks(file):
        window = end + block
        found.update(stream for stream, mark in _MARKS.items() if mark in window)
        end = window[-max(map(len, _MARKS.values())) :]
    return found


def _text_kind(head: bytes, file: IO[bytes]) -> EvidenceKind | None:
    encodings = ("utf-16",) if head.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS
    for encoding in encodings:
        try:
            is_text = all(map(_is_readable, codecs.iterdecode(_blocks(file), encoding)))
        except UnicodeDecodeError:
            continue
        return EvidenceKind.TXT if is_text else None
    return None


def _is_readable(text: str) -> bool:
    return not any(ord(sign) < 32 and sign not in "\r\n\t\f" for sign in text)


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(_BLOCK):
        yield block
