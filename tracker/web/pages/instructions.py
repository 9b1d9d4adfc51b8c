"""批示: written by leaders, read and answered by the chiefs of the lead unit."""

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from tracker.domain.errors import RuleBroken
from tracker.domain.permissions import Permission
from tracker.domain.words.errors import error_sentence
from tracker.services import instructions as instruction_services
from tracker.web import acts, session
from tracker.web.access import requires
from tracker.web.acts import Page
from tracker.web.forms.acts import AnswerForm, InstructionForm

instructions = Blueprint("instructions", __name__)


@instructions.route("/tasks/<int:task_id>/instructions", methods=["POST"])
@requires(Permission.INSTRUCTION_WRITE)
def write(task_id: int) -> Page:
    form = InstructionForm()

    def use_case() -> None:
        text = form.text.data or ""
        instruction_services.write(session.doing(), task_id=task_id, text=text)

    act = acts.write_instruction(task_id, form)
    words = "已批示，等牵头单位签阅、回复"
    return acts.carry_out(act, task_id, Permission.INSTRUCTION_WRITE, words, use_case)


@instructions.route(
    "/tasks/<int:task_id>/instructions/<int:instruction_id>/acknowledge", methods=["POST"]
)
@requires(Permission.INSTRUCTION_ANSWER)
def acknowledge(task_id: int, instruction_id: int) -> Response:
    try:
        instruction_services.acknowledge(session.doing(), instruction_id=instruction_id)
        flash("已签阅")
    except RuleBroken as error:  # a double click, or a colleague was faster
        flash(error_sentence(error))
    return redirect(url_for("tasks.show", task_id=task_id), code=303)


@instructions.route(
    "/tasks/<int:task_id>/instructions/<int:instruction_id>/answer", methods=["POST"]
)
@requires(Permission.INSTRUCTION_ANSWER)
def answer(task_id: int, instruction_id: int) -> Page:
    form = AnswerForm()

    def use_case() -> None:
        instruction_services.answer(
            session.doing(), instruction_id=instruction_id, answer=form.answer.data or ""
        )

    act = acts.answer_instruction(task_id, instruction_id, form)
    return acts.carry_out(act, task_id, Permission.INSTRUCTION_ANSWER, "已回复批示", use_case)
