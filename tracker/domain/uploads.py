"""A plan document on its way in: what came, how much of it may wait, and when a reader is dead."""

from dataclasses import dataclass
from datetime import timedelta

from tracker.domain.errors import RuleBroken

MAX_WAITING = 3  # files of one person that are not read yet
SEATS = 2  # files that a host reads at once: more would only share its memory and processors
MAX_TRIES = 3  # a file that took down its reader so often is refused
HEARTBEAT_EVERY = timedelta(seconds=5)
DEAD_AFTER = timedelta(seconds=30)  # without a heartbeat
TOLD_FOR = timedelta(days=1)  # why a file was refused can be read so long


@dataclass(frozen=True, slots=True)
class Upload:
    filename: str
    data: bytes
    year: int | None = None  # for a document that does not name its year


def check_size(upload: Upload, *, limit_mb: int) -> None:
    if len(upload.data) > limit_mb * 1024 * 1024:
        raise RuleBroken("document.too-large", limit=limit_mb)


def check_waiting(already: int) -> None:
    if already >= MAX_WAITING:
        raise RuleBroken("upload.too-many", field="file", limit=MAX_WAITING)
