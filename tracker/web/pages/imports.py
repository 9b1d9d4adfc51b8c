"""导入: a document comes in, waits in the list, becomes a plan or is put away."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.errors import RuleBroken, StaleWrite
from tracker.domain.permissions import Permission
from tracker.domain.words.errors import error_sentence
from tracker.queries.imports import list_imports
from tracker.services import documents
from tracker.web import session
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.form_errors import form_errors
from tracker.web.forms.imports import UploadForm

imports = Blueprint("imports", __name__)

Page = str | Response | tuple[str, int]


@imports.route("/imports")
@requires(Permission.PLAN_IMPORT)
def index() -> str:
    return _page(UploadForm())


def _page(form: UploadForm, known: dict[str, object] | None = None) -> str:
    return render_template("imports/index.html", form=form, rows=list_imports(), known=known or {})


@imports.route("/imports", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def upload() -> Page:
    form = UploadForm()
    if not form.validate():
        return _page(form), 422
    try:
        with form_errors(form):
            draft_id = documents.upload(session.doing(), upload=form.upload())
            return redirect(url_for("reviews.show", draft_id=draft_id), code=303)
    except StaleWrite as error:  # somebody is at it already
        flash(error_sentence(error))
        open_id = error.parameters["draft_id"]
        return redirect(url_for("reviews.show", draft_id=open_id), code=303)
    return _page(form), 422


@imports.route("/imports/<int:draft_id>/plan", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def accept(draft_id: int) -> Response:
    version = request.form.get("version", default=0, type=row_id)
    try:
        made = documents.accept(session.doing(), draft_id=draft_id, version=version)
    except (RuleBroken, StaleWrite) as error:
        flash(error_sentence(error), "error")
        return redirect(url_for("reviews.show", draft_id=draft_id), code=303)
    flash(f"已生成计划草稿：《{made.title}》，{made.tasks} 项任务、{made.targets} 个指标")
    return redirect(url_for("plans.show", plan_id=made.plan_id), code=303)


@imports.route("/imports/<int:draft_id>/discard", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def discard(draft_id: int) -> Response:
    documents.discard(session.doing(), draft_id=draft_id)
    flash("已放弃这份导入")
    return redirect(url_for("imports.index"), code=303)
