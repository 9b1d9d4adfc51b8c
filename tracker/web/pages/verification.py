"""核查: asked for by the unit, accepted or sent back by the office or the supervising leader."""

from flask import Blueprint, render_template, request, url_for
from flask_wtf import FlaskForm

from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.domain.values import Grade
from tracker.queries.task_history import get_history
from tracker.services import verification as verification_services
from tracker.web.access import can, may, requires
from tracker.web.acts import overtaking
from tracker.web.forms.verification import AcceptForm, AskForm, SendBackForm
from tracker.web.sending import Page, pressed, sent, told
from tracker.web.task_forms import address_of, read_task

verification = Blueprint("verification", __name__)


@verification.route("/tasks/<int:task_id>/verification", methods=["POST"])
@requires(Permission.VERIFICATION_ASK)
def ask(task_id: int) -> Page:
    form = AskForm()

    def use_case(doing: Doing) -> Page:
        statement = form.statement.data or ""
        verification_services.ask(doing, task_id=task_id, statement=statement)
        is_mine = request.form.get("back") == "mine"
        return told("已报请核查", url_for("mine.index") if is_mine else address_of(task_id))

    return sent(form, use_case, lambda _: _again(task_id, form, Permission.VERIFICATION_ASK))


@verification.route("/tasks/<int:task_id>/verification/accept", methods=["POST"])
@requires(Permission.VERIFICATION_DECIDE)
def accept(task_id: int) -> Page:
    form = AcceptForm()

    def use_case(doing: Doing) -> Page:
        grade = Grade(form.grade.data) if form.grade.data else None
        verification_services.accept(doing, task_id=task_id, grade=grade)
        return told("核查通过，任务已办结", address_of(task_id))

    return sent(form, use_case, lambda _: _again(task_id, form, Permission.VERIFICATION_DECIDE))


@verification.route("/tasks/<int:task_id>/verification/send-back", methods=["POST"])
@requires(Permission.VERIFICATION_DECIDE)
def send_back(task_id: int) -> Page:
    form = SendBackForm()

    def use_case(doing: Doing) -> Page:
        verification_services.send_back(doing, task_id=task_id, reason=form.reason.data or "")
        return told("已退回重办", address_of(task_id))

    return sent(form, use_case, lambda _: _again(task_id, form, Permission.VERIFICATION_DECIDE))


@verification.route("/tasks/<int:task_id>/verification/take-back", methods=["POST"])
@requires(Permission.VERIFICATION_TAKE_BACK)
def take_back(task_id: int) -> Page:
    def use_case(doing: Doing) -> Page:
        verification_services.take_back(doing, task_id=task_id)
        return told("已撤回报请，任务继续办理", address_of(task_id))

    return pressed(use_case, address_of(task_id))


def _again(task_id: int, form: FlaskForm, permission: Permission) -> str:
    """The one form alone, with what was typed and what is wrong with it."""
    task = read_task(task_id)
    may(permission, task.facts)
    history = get_history(task)
    return render_template(
        "tasks/verification.html",
        task=task,
        form=form,
        history=history,
        newest=overtaking(form, history),
        sees_detail=can(Permission.DETAIL_VIEW, task.facts),
    )
