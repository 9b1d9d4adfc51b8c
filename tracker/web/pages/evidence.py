"""佐证材料: files are given out to those who see the details of the task."""

from io import BytesIO

from flask import Blueprint, current_app, send_file
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain.errors import NotFound
from tracker.domain.evidence import ENDINGS, IMAGES, MEDIA_TYPES
from tracker.domain.permissions import Permission
from tracker.queries.evidence import StoredFile, get_file
from tracker.queries.tasks import get_task
from tracker.web.access import may, requires
from tracker.web.evidence_files import limit_mb, path_of

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


def _file(evidence_id: int) -> StoredFile:
    file = get_file(evidence_id)
    policy = current_app.config["LIGHT_POLICY"]
    may(Permission.DETAIL_VIEW, get_task(file.task_id, on=clock.today(), policy=policy).facts)
    return file


def _send(file: StoredFile, *, is_shown: bool) -> Response:
    try:
        data = path_of(file.sha256).read_bytes()
    except FileNotFoundError:
        raise NotFound("evidence.gone", name=file.name) from None
    return send_file(
        BytesIO(data),
        mimetype=MEDIA_TYPES[file.kind],
        as_attachment=not is_shown,
        download_name=file.name,
        max_age=0,
    )
