"""佐证材料: files are given out to those who see the details of the task."""

from urllib.parse import quote

from flask import Blueprint
from werkzeug.wrappers import Response

from tracker.domain.errors import NotFound
from tracker.domain.evidence import ENDINGS, IMAGES, MEDIA_TYPES
from tracker.domain.permissions import Permission
from tracker.queries.evidence import EvidenceRow, get_file, pieces
from tracker.web.access import may, requires
from tracker.web.evidence_files import limit_mb
from tracker.web.task_forms import read_task

evidence = Blueprint("evidence", __name__)


@evidence.app_context_processor
def _limits() -> dict[str, object]:
    """For the forms that take files."""
    endings = ",".join(f".{ending}" for ending in ENDINGS)
    return {"evidence_limit": limit_mb(), "evidence_endings": endings}


@evidence.route("/evidence/<int:evidence_id>")
@requires(Permission.DETAIL_VIEW)
def show(evidence_id: int) -> Response:
    return _send(_file(evidence_id), is_shown=False)


@evidence.route("/evidence/<int:evidence_id>/image")
@requires(Permission.DETAIL_VIEW)
def image(evidence_id: int) -> Response:
    """Shown inside the page: pictures only, since nothing else may run or draw there."""
    file = _file(evidence_id)
    if file.kind not in IMAGES:
        raise NotFound("evidence.not-found")
    return _send(file, is_shown=True)


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
