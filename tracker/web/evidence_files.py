"""佐证材料 that came with a form: good files are kept at once and need not be chosen again."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from flask import current_app, flash, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from tracker.domain.errors import RuleBroken
from tracker.domain.evidence import OFFERED_FOR, EvidenceFile, Upload, check_number
from tracker.domain.values import EvidenceKind
from tracker.domain.words.errors import error_sentence
from tracker.queries.evidence import is_stored
from tracker.services import evidence as evidence_services
from tracker.web import session
from tracker.web.forms.progress import FilesForm

MB = 1024 * 1024
FILES_AT_ONCE = 5  # of the largest size: so much may come with one form


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is stored; the token gives it back to the same person for the same task."""

    file: EvidenceFile
    token: str


def make_room() -> None:
    """Before the form is read: one file too large is a sentence on its field, not a lost form."""
    request.max_content_length = limit_mb() * MB * FILES_AT_ONCE


def limit_mb() -> int:
    return session.policy().upload_limit_mb


def take(form: FilesForm, task_id: int) -> Sequence[EvidenceFile]:
    """Stores what came, claims what came before; what is wrong is said on the field."""
    faults: list[RuleBroken] = []
    files = {file.sha256: file for file in _claimed(task_id, faults)}
    for upload in _uploads(form.evidence.data or ()):
        try:
            stored = evidence_services.store(session.doing(), uploads=[upload])
        except RuleBroken as fault:
            faults.extend(fault.all)
        else:
            files.update({file.sha256: file for file in stored})
            _warn(stored)
    try:
        check_number(len(files))
    except RuleBroken as fault:
        faults.append(fault)
    form.evidence.errors = [*form.evidence.errors, *map(error_sentence, faults)]
    form.kept = [Kept(file, _sign(file, task_id)) for file in files.values()]
    return list(files.values())


def _warn(files: Sequence[EvidenceFile]) -> None:
    """They are kept; whoever sent them is to know what they say of themselves."""
    for file in files:
        if file.internal:
            flash(
                error_sentence(RuleBroken("evidence.internal", name=file.name, mark=file.internal))
            )


def _uploads(files: Sequence[FileStorage]) -> Iterator[Upload]:
    for file in files:
        yield Upload(file.filename or "", file.stream)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="evidence")


def _sign(file: EvidenceFile, task_id: int) -> str:
    owner = {"person": session.actor().user_id, "task": task_id}
    return str(_serializer().dumps(owner | asdict(file)))


def _claimed(task_id: int, faults: list[RuleBroken]) -> Iterator[EvidenceFile]:
    """A token that is forged, another person's or another task's is refused."""
    for token in request.form.getlist("kept"):
        try:
            told = _serializer().loads(token, max_age=int(OFFERED_FOR.total_seconds()))
        except BadSignature:
            faults.append(RuleBroken("evidence.kept-no-more"))
            continue
        owner = (told.pop("person"), told.pop("task"))
        if owner != (session.actor().user_id, task_id) or not is_stored(told["sha256"]):
            faults.append(RuleBroken("evidence.kept-no-more"))
            continue
        yield EvidenceFile(**told | {"kind": EvidenceKind(told["kind"])})
