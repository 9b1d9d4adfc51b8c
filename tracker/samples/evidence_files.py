"""佐证材料 of the demo year: a picture, a list and a paper, made here so that none is kept."""

import struct
import zlib
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

from tracker.domain.doing import Doing
from tracker.domain.evidence import EvidenceFile, Upload
from tracker.queries.stories import StoryTask
from tracker.services import evidence

_EVERY = 7  # one task in so many comes with files
_WIDTH, _HEIGHT = 96, 72
_OFFICE = "http://schemas.openxmlformats.org"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>",
}


def evidence_of(doing: Doing, task: StoryTask, on: date) -> Sequence[EvidenceFile]:
    """One to three files with a report, stored; mostly none."""
    if task.id % _EVERY:
        return ()
    words = f"{on:%Y-%m-%d}　{task.number}　{task.title}"
    uploads = [
        Upload(f"{on.month}月现场照片.png", BytesIO(_picture(task.id + on.month))),
        Upload(f"{on.month}月工作台账.txt", BytesIO(words.encode())),
        Upload(f"{on.month}月情况通报.docx", _paper(words)),
    ]
    return evidence.store(doing, uploads=uploads[: 1 + on.month % len(uploads)])


def _paper(words: str) -> BytesIO:
    """The least that Word opens: a reader's library would cost every start of the product."""
    file = BytesIO()
    with ZipFile(file, "w") as parts:
        for name, text in _PARTS.items():
            parts.writestr(name, text.format(words=escape(words)))
    return file


def _picture(number: int) -> bytes:
    """A PNG of stripes, another one for each number."""
    shades = [(number * 53 + row * 2) % 256 for row in range(_HEIGHT)]
    pixels = b"".join(b"\0" + bytes([shade, 140, 255 - shade]) * _WIDTH for shade in shades)
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check
