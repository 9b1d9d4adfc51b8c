"""What a file of evidence is, read from its bytes and held against the ending of its name.

Files are read block by block: a large one takes no more memory than a small one.
"""

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
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
_SHEETS = frozenset({"Workbook", "Book"})
_LOCKED = "EncryptedPackage"
_PROGRAMS = frozenset({"_VBA_PROJECT", "_VBA_PROJECT_CUR", "PROJECTwm", "Macros"})
# A name in the directory stands in UTF-16 and is filled up with zeros.
_MARKS = {stream: f"{stream}\0".encode("utf-16-le") for stream in (*_STREAMS, _LOCKED, *_PROGRAMS)}
# The record by which an old workbook lists a sheet of macros: its length, where the sheet is,
# is it shown, its kind (1, or 6 for a module of before 1997), and a name whose length must fit.
_MACRO_SHEET = re.compile(
    rb"\x85\x00(?P<size>[\x08-\xff])\x00.{4}[\x00-\x02][\x01\x06](?P<name>.)", re.DOTALL
)
_RECORD = 80  # bytes that such a record has at most, with what stands before its name
# What a package says of a part that holds macros, under whatever name it lies there.
_MACRO_KINDS = ("vbaproject", "macrosheet", "macroenabled")
_TYPES = "[Content_Types].xml"
_LARGEST_TYPES = 1024 * 1024  # bytes that are looked at
_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    ValueError,
    OSError,
)
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
    """By the list of its parts and what it says of them; no part is unpacked."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            types = _types_in(package)
    except _DAMAGED as error:
        raise RuleBroken("evidence.broken", field="evidence", name=name) from error
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise RuleBroken("evidence.encrypted", field="evidence", name=name)
    if types is None:
        return None
    if any(kind in types for kind in _MACRO_KINDS) or any(map(_is_program, names)):
        raise RuleBroken("evidence.macros", field="evidence", name=name)
    return next((kind for part, kind in _PARTS.items() if part in names), None)


def _types_in(package: zipfile.ZipFile) -> str | None:
    """In small letters, however it is written. None for an archive that is no Office file, or is
    locked."""
    if _TYPES not in package.namelist() or package.getinfo(_TYPES).flag_bits & 1:
        return None
    with package.open(_TYPES) as file:
        types = file.read(_LARGEST_TYPES + 1)
    if len(types) > _LARGEST_TYPES:
        raise zipfile.BadZipFile("what it says of its parts has no end")
    return unescape(types.replace(b"\0", b"").decode("latin-1")).lower()  # UTF-16 has the zeros


def _is_program(part: str) -> bool:
    return part.lower().endswith("vbaproject.bin") or "xl/macrosheets/" in part.lower()


def _ole_kind(name: str, file: IO[bytes]) -> EvidenceKind | None:
    found = _streams_in(file)
    if _LOCKED in found:
        raise RuleBroken("evidence.encrypted", field="evidence", name=name)
    if found & _PROGRAMS or (found & _SHEETS and _has_macro_sheet(file)):
        raise RuleBroken("evidence.macros", field="evidence", name=name)
    return next((kind for stream, kind in _STREAMS.items() if stream in found), None)


def _streams_in(file: IO[bytes]) -> set[str]:
    """A name may lie across the border of two blocks."""
    found: set[str] = set()
    for window in _windows(file, max(map(len, _MARKS.values()))):
        found.update(stream for stream, mark in _MARKS.items() if mark in window)
    return found


def _windows(file: IO[bytes], over: int) -> Iterator[bytes]:
    """Block by block, each with as much of the one before."""
    end = b""
    for block in _blocks(file):
        window = end + block
        yield window
        end = window[-over:]


def _has_macro_sheet(file: IO[bytes]) -> bool:
    return any(
        _fits(found)
        for window in _windows(file, _RECORD)
        for found in _MACRO_SHEET.finditer(window)
    )


def _fits(found: re.Match[bytes]) -> bool:
    """Other bytes may look like such a record, but not have the length of a name besides.

    Six bytes, that length and its characters; since 1997 also how wide these are.
    """
    letters = found["name"][0]
    return found["size"][0] in (7 + letters, 8 + letters, 8 + 2 * letters)


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
