"""佐证材料 that came with a form: good files are kept at once and need not be chosen again."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from tracker.domain.errors import RuleBroken
from tracker.domain.evidence import EvidenceFile, Upload, check_number
from tracker.domain.values import EvidenceKind
from tracker.domain.words.errors import error_sentence
from tracker.services import evidence as evidence_services
from tracker.web import session
from tracker.web.forms.progress import SupplementForm

MB = 1024 * 1024
FILES_AT_ONCE = 5  # of the largest size: so much may come with one form
KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is stored; the token gives it back to the same person for the same task."""

    file: EvidenceFile
    token: str


def make_room() -> None:
    """Before the form is read: one file too large is a sentence on its field, not a lost form."""
    request.max_content_length = limit_mb() * MB * FILES_AT_ONCE


def limit_mb() -> int:
    return int(current_app.config["MAX_CONTENT_LENGTH"]) // MB


def path_of(sha256: str) -> Path:
    folder: Path = current_app.config["EVIDENCE_FOLDER"]
    return folder / sha256


def take(form: SupplementForm, task_id: int) -> Sequence[EvidenceFile]:
    """Stores what came, claims what came before; what is wrong is said on the field."""
    faults: list[RuleBroken] = []
    files = {file.sha256: file for file in _claimed(task_id, faults)}
    for upload in _uploads(form.evidence.data or ()):
        try:
            stored = evidence_services.store(
                [upload], folder=current_app.config["EVIDENCE_FOLDER"], limit_mb=limit_mb()
            )
        except RuleBroken as fault:
            faults.extend(fault.all)
        else:
            files.update({file.sha256: file for file in stored})
    try:
        check_number(len(files))
    except RuleBroken as fault:
        faults.append(fault)
    form.evidence.errors = [*form.evidence.errors, *map(error_sentence, faults)]
    form.kept = [Kept(file, _sign(file, task_id)) for file in files.values()]
    return list(files.values())


def _uploads(files: Sequence[FileStorage]) -> Iterator[Upload]:
    """Of a file that is too large no more is read than shows it."""
    for file in files:
        yield Upload(file.filename or "", file.stream.read(limit_mb() * MB + 1))


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="evidence")


def _sign(file: EvidenceFile, task_id: int) -> str:
    owner = {"person": session.actor().user_id, "task": task_id}
    return str(_serializer().dumps(owner | asdict(file)))


def _claimed(task_id: int, faults: list[RuleBroken]) -> Iterator[EvidenceFile]:
    """A token that is not ours, not this person's or of another task brings nothing."""
    for token in request.form.getlist("kept"):
        try:
            told = _serializer().loads(token, max_age=KEPT_SECONDS)
        except BadSignature:
            faults.append(RuleBroken("evidence.kept-no-more"))
            continue
        owner = (told.pop("person"), told.pop("task"))
        if owner != (session.actor().user_id, task_id) or not path_of(told["sha256"]).is_file():
            faults.append(RuleBroken("evidence.kept-no-more"))
            continue
        yield EvidenceFile(**told | {"kind": EvidenceKind(told["kind"])})
