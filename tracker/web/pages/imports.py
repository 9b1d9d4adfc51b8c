"""导入: a document comes in, waits in the list, becomes a plan or is put away."""

from flask import Blueprint, redirect, render_template, request, url_for

from tracker.domain.doing import Doing
from tracker.domain.errors import StaleWrite
from tracker.domain.permissions import Permission
from tracker.domain.words.errors import error_sentence
from tracker.queries.imports import list_imports
from tracker.services import documents
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.forms.imports import UploadForm
from tracker.web.sending import Page, pressed, sent, told

imports = Blueprint("imports", __name__)


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
    return sent(form, lambda doing: _uploaded(doing, form), lambda _: _page(form))


def _uploaded(doing: Doing, form: UploadForm) -> Page:
    try:
        draft_id = documents.upload(doing, upload=form.upload())
    except StaleWrite as error:  # somebody is at it already
        return told(error_sentence(error), _review(error.parameters["draft_id"]))
    return redirect(_review(draft_id), code=303)


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
