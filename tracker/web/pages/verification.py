"""核查: asked for by the unit, accepted or sent back by the office or the supervising leader."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from tracker.domain.permissions import Permission
from tracker.domain.values import Grade
from tracker.queries.task_history import get_history
from tracker.services import verification as verification_services
from tracker.web import session
from tracker.web.access import can, may, requires
from tracker.web.acts import overtaking
from tracker.web.form_errors import form_errors
from tracker.web.forms.verification import AcceptForm, AskForm, SendBackForm
from tracker.web.task_forms import read_task

verification = Blueprint("verification", __name__)

Page = Response | tuple[str, int]


@verification.route("/tasks/<int:task_id>/verification", methods=["POST"])
@requires(Permission.VERIFICATION_ASK)
def ask(task_id: int) -> Page:
    form = AskForm()
    with form_errors(form):
        verification_services.ask(
            session.doing(), task_id=task_id, statement=form.statement.data or ""
        )
        return _done(task_id, "已报请核查")
    return _again(task_id, form, Permission.VERIFICATION_ASK)


@verification.route("/tasks/<int:task_id>/verification/accept", methods=["POST"])
@requires(Permission.VERIFICATION_DECIDE)
def accept(task_id: int) -> Page:
    form = AcceptForm()
    if not form.validate():
        return _again(task_id, form, Permission.VERIFICATION_DECIDE)
    with form_errors(form):
        verification_services.accept(
            session.doing(),
            task_id=task_id,
            grade=Grade(form.grade.data) if form.grade.data else None,
        )
        return _done(task_id, "核查通过，任务已办结")
    return _again(task_id, form, Permission.VERIFICATION_DECIDE)


@verification.route("/tasks/<int:task_id>/verification/send-back", methods=["POST"])
@requires(Permission.VERIFICATION_DECIDE)
def send_back(task_id: int) -> Page:
    form = SendBackForm()
    with form_errors(form):
        verification_services.send_back(
            session.doing(), task_id=task_id, reason=form.reason.data or ""
        )
        return _done(task_id, "已退回重办")
    return _again(task_id, form, Permission.VERIFICATION_DECIDE)


def _done(task_id: int, words: str) -> Response:
    flash(words)
    return redirect(url_for("tasks.show", task_id=task_id), code=303)


def _again(task_id: int, form: FlaskForm, permission: Permission) -> Page:
    """The one form alone, with what was typed and what is wrong with it."""
    task = read_task(task_id)
    may(permission, task.facts)
    return render_template(
        "tasks/verification.html",
        task=task,
        form=form,
        newest=overtaking(form, get_history(task)),
        sees_detail=can(Permission.DETAIL_VIEW, task.facts),
    ), 422
