"""需协调事项: answered by who supervises the lead unit, or by the plan office."""

from flask import Blueprint

from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.queries.help_requests import get_help
from tracker.services import help_requests as help_services
from tracker.web import acts
from tracker.web.access import requires
from tracker.web.forms.acts import HelpAnswerForm
from tracker.web.sending import Page

help_requests = Blueprint("help_requests", __name__)


@help_requests.route("/tasks/<int:task_id>/help-requests/<int:help_id>/answer", methods=["POST"])
@requires(Permission.HELP_ANSWER)
def answer(task_id: int, help_id: int) -> Page:
    form = HelpAnswerForm()

    def by_word(doing: Doing) -> None:
        help_services.answer(doing, help_id=help_id, word=form.word.data or "")

    def by_instruction(doing: Doing) -> None:
        help_services.instruct(doing, help_id=help_id, word=form.word.data or "")

    act = acts.answer_help(get_help(task_id, help_id), form)
    verdicts = {
        "answer": ("已答复，提出单位会在待办和我的任务里看到", by_word),
        "instruct": ("已批示，等牵头单位签阅、回复", by_instruction),
    }
    words, use_case = acts.chosen(verdicts)
    return acts.carry_out(act, task_id, Permission.HELP_ANSWER, words, use_case)
