"""佐证材料: files are checked and stored, and attached to an update."""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tracker.domain.errors import NotFound, RuleBroken, raise_all
from tracker.domain.evidence import (
    EvidenceFile,
    Upload,
    check_attachable,
    check_number,
    check_size,
    clean_name,
)
from tracker.domain.permissions import Permission
from tracker.domain.values import Actor
from tracker.models import ProgressUpdate
from tracker.parsing.contents import evidence_kind
from tracker.transaction import access, audit
from tracker.transaction import evidence as rows
from tracker.transaction.audit import Subject
from tracker.transaction.unit_of_work import unit_of_work


def store(uploads: Sequence[Upload], *, folder: Path, limit_mb: int) -> list[EvidenceFile]:
    """Checks all of them, then writes each under its sha256; of a faulty set nothing is kept.

    A file that no update comes to name costs its space and does no other harm.
    """
    check_number(len(uploads))
    files, faults = [], []
    for upload in uploads:
        try:
            files.append(_checked(upload, limit_mb))
        except RuleBroken as fault:
            faults.append(fault)
    raise_all(faults)
    for file, upload in zip(files, uploads, strict=True):
        _write(folder / file.sha256, upload.data)
    return files


def _checked(upload: Upload, limit_mb: int) -> EvidenceFile:
    name = clean_name(upload.name)
    check_size(name, len(upload.data), limit_mb=limit_mb)
    return EvidenceFile(
        name=name,
        kind=evidence_kind(name, upload.data),
        size=len(upload.data),
        sha256=hashlib.sha256(upload.data).hexdigest(),
    )


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: a killed process must not leave half a file under the full name."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix="part-", delete=False) as part:
        part.write(data)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(path)


def attach(actor: Actor, *, update_id: int, files: Sequence[EvidenceFile], now: datetime) -> int:
    """补充材料 to an update of one's own unit, within a day. Returns how many were new."""
    with unit_of_work() as session:
        update = session.get(ProgressUpdate, update_id)
        if update is None:
            raise NotFound("progress.not-found")
        access.get_running_task(session, actor, update.task_id, Permission.EVIDENCE_ATTACH)
        if update.unit_id != actor.unit_id:
            raise RuleBroken("evidence.other-unit")
        check_attachable(update.at, now)
        ids = rows.attach(session, actor, update, files, now=now)
        audit.record(
            session,
            actor,
            "task.evidence.attached",
            Subject("task", update.task_id),
            now=now,
            after={"update": update.id, "evidence": ids},
        )
        return len(ids)
