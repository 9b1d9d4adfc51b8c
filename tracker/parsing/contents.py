"""What a file of evidence is, read from its bytes and held against the ending of its name."""

import zipfile
from io import BytesIO

from tracker.domain.errors import RuleBroken
from tracker.domain.evidence import ENDINGS, ending_of
from tracker.domain.values import EvidenceKind

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
_ENCODINGS = ("utf-8-sig", "gb18030")


def evidence_kind(name: str, data: bytes) -> EvidenceKind:
    """Refuses an ending that is not taken, and a content that is not what the name says.

    Archives are refused: nobody sees what is in them.
    """
    ending = ending_of(name)
    if ending not in ENDINGS:
        endings = "、".join(ENDINGS)
        raise RuleBroken("evidence.unknown-ending", field="evidence", name=name, endings=endings)
    kind = _kind_of(name, data)
    if kind is None or kind not in ENDINGS[ending]:
        raise RuleBroken("evidence.disguised", field="evidence", name=name, ending=ending)
    return EvidenceKind.WPS if ending == "wps" else kind


def _kind_of(name: str, data: bytes) -> EvidenceKind | None:
    if data.startswith(b"%PDF-"):
        return EvidenceKind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _package_kind(name, data)
    if data.startswith(_OLE):
        return _ole_kind(name, data)
    return _image_kind(data) or _text_kind(data)


def _image_kind(data: bytes) -> EvidenceKind | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return EvidenceKind.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return EvidenceKind.JPEG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return EvidenceKind.WEBP
    return None


def _package_kind(name: str, data: bytes) -> EvidenceKind | None:
    """By the list of its parts; nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
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


def _ole_kind(name: str, data: bytes) -> EvidenceKind | None:
    if _holds_stream(data, "EncryptedPackage"):
        raise RuleBroken("evidence.encrypted", field="evidence", name=name)
    return next((kind for stream, kind in _STREAMS.items() if _holds_stream(data, stream)), None)


def _holds_stream(data: bytes, stream: str) -> bool:
    """A name in the directory stands in UTF-16 and is filled up with zeros."""
    return f"{stream}\0".encode("utf-16-le") in data


def _text_kind(data: bytes) -> EvidenceKind | None:
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return EvidenceKind.TXT if _is_readable(text) else None
    return None


def _is_readable(text: str) -> bool:
    return not any(ord(sign) < 32 and sign not in "\r\n\t\f" for sign in text)
