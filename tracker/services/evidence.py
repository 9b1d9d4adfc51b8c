"""佐证材料: files are checked and stored, attached to an update, and forgotten if nobody did."""

import hashlib
import os
import threading
from collections.abc import Sequence
from typing import IO

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound, RuleBroken, raise_all
from tracker.domain.evidence import (
    UNCLAIMED_FOR,
    EvidenceFile,
    Inspection,
    Upload,
    check_number,
    check_size,
    clean_name,
    refusal_to_attach,
)
from tracker.models import ProgressUpdate
from tracker.models.stored_file import PIECE
from tracker.sandbox.bounded import inspect_bounded
from tracker.transaction import access, audit, stored_files
from tracker.transaction import evidence as rows
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work

_SEATS = threading.BoundedSemaphore(2)
_PATIENCE = 5  # seconds


def store(doing: Doing, *, uploads: Sequence[Upload]) -> list[EvidenceFile]:
    """Checks all of them, then stores each once. If one is faulty, none is kept.

    A file that no update names is deleted after `UNCLAIMED_FOR`.
    """
    check_number(len(uploads))
    files, faults = [], []
    for upload in uploads:
        try:
            files.append(_checked(upload, doing.policy.upload_limit_mb))
        except RuleBroken as fault:
            faults.append(fault)
    raise_all(faults)
    with unit_of_work() as session:
        for file, upload in zip(files, uploads, strict=True):
            stored_files.keep(session, upload.file, sha256=file.sha256, now=doing.now)
    return files


def _checked(upload: Upload, limit_mb: int) -> EvidenceFile:
    name, size = clean_name(upload.name), upload.file.seek(0, os.SEEK_END)
    check_size(name, size, limit_mb=limit_mb)
    seen = _inspected(name, upload.file)
    digest = _sha256(upload.file)
    return EvidenceFile(name=name, kind=seen.kind, size=size, sha256=digest, internal=seen.internal)


def _inspected(name: str, file: IO[bytes]) -> Inspection:
    """Two at a time in a process: files that take long shall not keep all others waiting."""
    if not _SEATS.acquire(timeout=_PATIENCE):
        raise RuleBroken("evidence.busy", field="evidence", name=name)
    try:
        return inspect_bounded(name, file)
    finally:
        _SEATS.release()


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while block := file.read(PIECE):
        digest.update(block)
    return digest.hexdigest()


def attach(doing: Doing, *, update_id: int, files: Sequence[EvidenceFile]) -> int:
    """补充材料 to an update of one's own unit, within a day. Returns how many were new."""
    with unit_of_work() as session:
        update = session.get(ProgressUpdate, update_id)
        if update is None:
            raise NotFound("progress.not-found")
        access.get_task_for(session, doing, update.task_id, Act.ATTACH)
        refused = refusal_to_attach(update.unit_id, update.at, doing)
        if refused is not None:
            raise refused
        if not files:
            raise RuleBroken("evidence.missing", field="evidence")
        ids = rows.attach(session, doing, update, files)
        audit.record(
            session,
            doing,
            "task.evidence.attached",
            Subject("task", update.task_id),
            after={"update": update.id, "evidence": ids},
        )
        return len(ids)


def forget_unclaimed(doing: Doing) -> int:
    """Files that came with a form which was never sent. Returns how many."""
    with unit_of_work() as session:
        return stored_files.forget_unclaimed(session, before=doing.now - UNCLAIMED_FOR)
