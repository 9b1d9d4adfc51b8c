"""佐证材料: given out to those who see the details of the task, and added to a report later."""

from urllib.parse import quote

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound
from tracker.domain.evidence import ENDINGS, MEDIA_TYPES, EvidenceFile, refusal_to_attach
from tracker.domain.permissions import Permission
from tracker.domain.words.errors import error_sentence
from tracker.queries.evidence import EvidenceRow, UpdateHead, get_file, get_update, pieces
from tracker.queries.tasks import TaskRow
from tracker.services import evidence as evidence_services
from tracker.web import evidence_files, session
from tracker.web.access import may, requires
from tracker.web.evidence_files import limit_mb
from tracker.web.forms.progress import FilesForm
from tracker.web.sending import Page, sent, told
from tracker.web.task_forms import address_of, closed, read_task

evidence = Blueprint("evidence", __name__)


@evidence.app_context_processor
def _limits() -> dict[str, object]:
    """For the forms that take files."""
    endings = ",".join(f".{ending}" for ending in ENDINGS)
    return {"evidence_limit": limit_mb(), "evidence_endings": endings}


@evidence.url_value_preprocessor
def _make_room(endpoint: str | None, values: dict[str, object] | None) -> None:
    evidence_files.make_room()


@evidence.route("/evidence/<int:evidence_id>")
@requires(Permission.DETAIL_VIEW)
def show(evidence_id: int) -> Response:
    return _send(_file(evidence_id), is_shown=False)


@evidence.route("/evidence/<int:evidence_id>/image")
@requires(Permission.DETAIL_VIEW)
def image(evidence_id: int) -> Response:
    """Shown inside the page: pictures only, since nothing else may run or draw there."""
    file = _file(evidence_id)
    if not file.can_be_shown:
        raise NotFound("evidence.not-found")
    return _send(file, is_shown=True)


@evidence.route("/updates/<int:update_id>/evidence", methods=["GET", "POST"])
@requires(Permission.EVIDENCE_ATTACH)
def attach(update_id: int) -> Page:
    """补传: what was not at hand when the unit reported."""
    update, form = get_update(update_id), FilesForm()
    task = read_task(update.task_id)
    if not form.is_submitted():
        return _closed(task, update) or _attach_page(task, update, form)
    may(Permission.EVIDENCE_ATTACH, task.facts)
    files: list[EvidenceFile] = []

    def is_right() -> bool:
        files.extend(evidence_files.take(form, task.id))
        return not form.errors

    def use_case(doing: Doing) -> Page:
        new = evidence_services.attach(doing, update_id=update_id, files=files)
        words = f"已补传 {new} 个文件" if new else "这些文件先前已经附上，没有重复保存"
        return told(words, address_of(task.id))

    return sent(form, use_case, lambda _: _attach_page(task, update, form), is_right=is_right)


def _closed(task: TaskRow, update: UpdateHead) -> Response | None:
    """No form for what cannot be sent: back to the task, with the reason."""
    no_form = closed(task, Act.ATTACH)
    refused = refusal_to_attach(update.unit_id, update.at, session.doing())
    if no_form is not None or refused is None:
        return no_form
    return told(error_sentence(refused), address_of(task.id))


def _attach_page(task: TaskRow, update: UpdateHead, form: FilesForm) -> str:
    return render_template("evidence/attach.html", task=task, update=update, form=form)


def _file(evidence_id: int) -> EvidenceRow:
    file = get_file(evidence_id)
    may(Permission.DETAIL_VIEW, read_task(file.task_id).facts)
    return file


def _send(file: EvidenceRow, *, is_shown: bool) -> Response:
    """Piece by piece: a file of any size takes the memory of one piece."""
    response = Response(pieces(file.sha256), content_type=MEDIA_TYPES[file.kind])
    response.content_length = file.size
    disposition = "inline" if is_shown else "attachment"
    name = quote(file.name, safe="")  # RFC 6266: the only form that carries Chinese
    response.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{name}"
    return response
