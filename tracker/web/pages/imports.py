"""导入: a document comes in, is read, waits in the list, becomes a plan or is put away."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.domain.words.errors import error_sentence
from tracker.jobs import reading
from tracker.queries.imports import list_imports
from tracker.queries.waiting_uploads import WaitingRow, count_before, get_upload, list_uploads
from tracker.sandbox.bounded import LONGEST
from tracker.services import documents, uploads
from tracker.web import session
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.form_errors import form_errors
from tracker.web.forms.imports import UploadForm
from tracker.web.sending import Page, pressed, sent, told

imports = Blueprint("imports", __name__)

# Seconds until the page asks again: most files are read soon, and what is not may take a minute.
SOON, LATER = 1, 3
STILL_SOON = 10


@imports.route("/imports")
@requires(Permission.PLAN_IMPORT)
def index() -> str:
    return _page(UploadForm())


def _page(form: UploadForm) -> str:
    waiting = list_uploads(session.actor().user_id)
    return render_template("imports/index.html", form=form, rows=list_imports(), waiting=waiting)


@imports.route("/imports", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def upload() -> Page:
    form = UploadForm()
    return sent(form, lambda doing: _uploaded(doing, form), lambda _: _page(form))


def _uploaded(doing: Doing, form: UploadForm) -> Page:
    """Most documents are read within a moment, which is waited for; else a page shows how far."""
    upload_id = uploads.take_in(doing, upload=form.upload())
    reader = reading.begin(current_app._get_current_object())  # type: ignore[attr-defined]
    reader.join(current_app.config["READING_PATIENCE"])
    row = get_upload(upload_id)
    if row.is_waiting:
        return redirect(url_for("imports.waiting", upload_id=upload_id), code=303)
    return _ended(row)


@imports.route("/imports/waiting/<int:upload_id>")
@requires(Permission.PLAN_IMPORT)
def waiting(upload_id: int) -> Page:
    """The browser asks anew by itself until the file is read, then it is led on."""
    row = get_upload(upload_id)
    if row.is_waiting:
        return _still_waiting(row)
    form = UploadForm(formdata=None, year=row.year)
    with form_errors(form):
        return _ended(row)
    return _page(form)


def _still_waiting(row: WaitingRow) -> Page:
    seconds = int((clock.now() - row.uploaded_at).total_seconds())
    page = render_template(
        "imports/waiting.html",
        row=row,
        before=count_before(row.id),
        seconds=min(max(seconds, 0), LONGEST),
        longest=LONGEST,
    )
    pause = SOON if seconds < STILL_SOON else LATER
    return Response(page, mimetype="text/html", headers={"Refresh": str(pause)})


def _ended(row: WaitingRow) -> Page:
    """Raises why there is no draft."""
    if row.refused is None:
        return redirect(_review(row.draft_id), code=303)
    if "draft_id" in row.refused.parameters:  # somebody is at it already
        return told(error_sentence(row.refused), _review(row.refused.parameters["draft_id"]))
    raise row.refused


def _review(draft_id: object) -> str:
    return url_for("reviews.show", draft_id=draft_id)


@imports.route("/imports/<int:draft_id>/plan", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def accept(draft_id: int) -> Page:
    version = request.form.get("version", default=0, type=row_id)

    def use_case(doing: Doing) -> Page:
        made = documents.accept(doing, draft_id=draft_id, version=version)
        words = f"已生成计划草稿：《{made.title}》，{made.tasks} 项任务、{made.targets} 个指标"
        return told(words, url_for("plans.show", plan_id=made.plan_id))

    return pressed(use_case, _review(draft_id))


@imports.route("/imports/<int:draft_id>/discard", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def discard(draft_id: int) -> Page:
    def use_case(doing: Doing) -> Page:
        documents.discard(doing, draft_id=draft_id)
        return told("已放弃这份导入", url_for("imports.index"))

    return pressed(use_case, _review(draft_id))
