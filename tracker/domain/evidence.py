"""佐证材料: names, sizes and numbers of files; what a file is by its content says `parsing`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO

from tracker.domain.doing import Doing
from tracker.domain.errors import RuleBroken
from tracker.domain.values import EvidenceKind

MAX_FILES = 20
MAX_NAME = 120
ATTACHABLE_FOR = timedelta(days=1)
OFFERED_FOR = timedelta(days=1)  # to the form that a file came with
UNCLAIMED_FOR = timedelta(days=2)  # then it goes, if no update names it

# A name may end so, and then the content must be of that kind.
ENDINGS: dict[str, frozenset[EvidenceKind]] = {
    "pdf": frozenset({EvidenceKind.PDF}),
    "docx": frozenset({EvidenceKind.DOCX}),
    "xlsx": frozenset({EvidenceKind.XLSX}),
    "pptx": frozenset({EvidenceKind.PPTX}),
    "doc": frozenset({EvidenceKind.DOC}),
    "xls": frozenset({EvidenceKind.XLS}),
    # WPS writes its own ending over either format of Word.
    "wps": frozenset({EvidenceKind.DOC, EvidenceKind.DOCX}),
    "png": frozenset({EvidenceKind.PNG}),
    "jpg": frozenset({EvidenceKind.JPEG}),
    "jpeg": frozenset({EvidenceKind.JPEG}),
    "webp": frozenset({EvidenceKind.WEBP}),
    "txt": frozenset({EvidenceKind.TXT}),
}

_PICTURES = frozenset({EvidenceKind.PNG, EvidenceKind.JPEG, EvidenceKind.WEBP})

MEDIA_TYPES: dict[EvidenceKind, str] = {
    EvidenceKind.PDF: "application/pdf",
    EvidenceKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    EvidenceKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    EvidenceKind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    EvidenceKind.DOC: "application/msword",
    EvidenceKind.XLS: "application/vnd.ms-excel",
    EvidenceKind.WPS: "application/vnd.ms-works",
    EvidenceKind.PNG: "image/png",
    EvidenceKind.JPEG: "image/jpeg",
    EvidenceKind.WEBP: "image/webp",
    EvidenceKind.TXT: "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came. It can be read more than once (`seek`)."""

    name: str
    file: IO[bytes]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a look at a file has told. `internal`: the words of a mark such as 内部资料."""

    kind: EvidenceKind
    internal: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that was checked and stored under its sha256."""

    name: str
    kind: EvidenceKind
    size: int
    sha256: str
    internal: str = ""


def clean_name(name: str) -> str:
    """Without folders, without signs that nobody sees or that turn the reading direction (they
    let `fdp.exe` look like `exe.pdf`), short, its ending kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    stem, dot, ending = seen.rpartition(".")
    if not dot:
        return seen[:MAX_NAME] or "未命名"
    return f"{stem[: MAX_NAME - len(ending) - 1]}.{ending}"


def ending_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def can_be_shown(kind: EvidenceKind) -> bool:
    """Inside a page: pictures only, since nothing else may run or draw there."""
    return kind in _PICTURES


def check_size(name: str, size: int, *, limit_mb: int) -> None:
    if size == 0:
        raise RuleBroken("evidence.empty", field="evidence", name=name)
    if size > limit_mb * 1024 * 1024:
        raise RuleBroken("evidence.too-large", field="evidence", name=name, limit=limit_mb)


def check_number(files: int) -> None:
    if files > MAX_FILES:
        raise RuleBroken("evidence.too-many", field="evidence", limit=MAX_FILES)


def refusal_to_attach(unit_id: int, reported_at: datetime, doing: Doing) -> RuleBroken | None:
    """To what one's own unit wrote, for a day; what turns up later goes with a new report."""
    if unit_id != doing.actor.unit_id:
        return RuleBroken("evidence.other-unit")
    if doing.now - reported_at > ATTACHABLE_FOR:
        return RuleBroken("evidence.too-late", field="evidence")
    return None
