"""What a file of evidence is and how it is marked; nothing else of it is read."""

import codecs
from collections.abc import Iterator
from typing import IO

from tracker.domain.errors import RuleBroken, UnreadableDocument
from tracker.domain.evidence import Inspection, can_be_shown
from tracker.domain.values import EvidenceKind
from tracker.parsing.contents import evidence_kind
from tracker.parsing.readers import read_document
from tracker.parsing.readers.doc import starred
from tracker.parsing.readers.package import Package
from tracker.parsing.readers.pdf import read_pdf
from tracker.parsing.secrecy import Marks, find_marks, marks_in

_FIRST_SLIDE = "ppt/slides/slide1.xml"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEAD = 4096  # bytes of a text
_LINES = 30


def inspect(name: str, file: IO[bytes]) -> Inspection:
    """Refuses what `evidence_kind` refuses, and what is marked as a secret."""
    kind = evidence_kind(name, file)
    file.seek(0)
    marks = Marks() if can_be_shown(kind) else _marks(name, kind, file)
    if marks.secret:
        raise RuleBroken("evidence.secret", field="evidence", name=name, mark=marks.secret)
    return Inspection(kind, marks.internal)


def _marks(name: str, kind: EvidenceKind, file: IO[bytes]) -> Marks:
    if kind is EvidenceKind.TXT:
        return marks_in(_lines(file.read(_HEAD)))
    data = file.read()
    try:
        if kind is EvidenceKind.PPTX:
            return marks_in(_first_slide(Package(data)))
        is_pdf = kind is EvidenceKind.PDF
        return find_marks(read_pdf(data, most=1) if is_pdf else read_document(name, data))
    except UnreadableDocument:  # a scan, say: what no program reads, people have to look at
        return marks_in(starred(data))


def _lines(head: bytes) -> list[str]:
    """Of a text whose last character may be cut."""
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return text.splitlines()[:_LINES]
    return []


def _first_slide(package: Package) -> Iterator[str]:
    root = package.xml(_FIRST_SLIDE)
    for paragraph in () if root is None else root.iter(f"{_DRAWING}p"):
        yield "".join(words.text or "" for words in paragraph.iter(f"{_DRAWING}t"))
