"""批示: written by leaders, read and answered by the chiefs of the lead unit."""

from flask import Blueprint

from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.services import instructions as instruction_services
from tracker.web import acts
from tracker.web.access import requires
from tracker.web.forms.acts import AnswerForm, InstructionForm
from tracker.web.sending import Page, pressed, told
from tracker.web.task_forms import address_of

instructions = Blueprint("instructions", __name__)


@instructions.route("/tasks/<int:task_id>/instructions", methods=["POST"])
@requires(Permission.INSTRUCTION_WRITE)
def write(task_id: int) -> Page:
    form = InstructionForm()

    def use_case(doing: Doing) -> None:
        text = form.text.data or ""
        instruction_services.write(doing, task_id=task_id, text=text)

    act = acts.write_instruction(task_id, form)
    words = "已批示，等牵头单位签阅、回复"
    return acts.carry_out(act, task_id, Permission.INSTRUCTION_WRITE, words, use_case)


@instructions.route(
    "/tasks/<int:task_id>/instructions/<int:instruction_id>/acknowledge", methods=["POST"]
)
@requires(Permission.INSTRUCTION_ANSWER)
def acknowledge(task_id: int, instruction_id: int) -> Page:
    def use_case(doing: Doing) -> Page:
        instruction_services.acknowledge(doing, instruction_id=instruction_id)
        return told("已签阅", address_of(task_id))

    return pressed(use_case, address_of(task_id))


@instructions.route(
    "/tasks/<int:task_id>/instructions/<int:instruction_id>/answer", methods=["POST"]
)
@requires(Permission.INSTRUCTION_ANSWER)
def answer(task_id: int, instruction_id: int) -> Page:
    form = AnswerForm()

    def use_case(doing: Doing) -> None:
        instruction_services.answer(
            doing, instruction_id=instruction_id, answer=form.answer.data or ""
        )

    act = acts.answer_instruction(task_id, instruction_id, form)
    return acts.carry_out(act, task_id, Permission.INSTRUCTION_ANSWER, "已回复批示", use_case)
