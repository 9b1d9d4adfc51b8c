"""撤销: proposed by one, confirmed by another."""

from flask import Blueprint

from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.services import lifecycle
from tracker.web import acts
from tracker.web.access import requires
from tracker.web.forms.acts import ReasonForm, WordForm
from tracker.web.sending import Page, pressed, told
from tracker.web.task_forms import address_of

withdrawals = Blueprint("withdrawals", __name__)


@withdrawals.route("/tasks/<int:task_id>/withdrawal", methods=["POST"])
@requires(Permission.TASK_WITHDRAW)
def propose(task_id: int) -> Page:
    form = ReasonForm()

    def use_case(doing: Doing) -> None:
        lifecycle.propose_withdrawal(doing, task_id=task_id, reason=form.reason.data or "")

    act = acts.propose_withdrawal(task_id, form)
    words = "已提出撤销，等另一人确认"
    return acts.carry_out(act, task_id, Permission.TASK_WITHDRAW, words, use_case)


@withdrawals.route("/tasks/<int:task_id>/withdrawal/decide", methods=["POST"])
@requires(Permission.WITHDRAWAL_DECIDE)
def decide(task_id: int) -> Page:
    form = WordForm()
    act = acts.decide_withdrawal(task_id, form)
    word = form.word.data or ""

    def confirm(doing: Doing) -> None:
        lifecycle.confirm_withdrawal(doing, task_id=task_id, word=word)

    def decline(doing: Doing) -> None:
        lifecycle.decline_withdrawal(doing, task_id=task_id, word=word)

    verdicts = {"confirm": ("已撤销", confirm), "decline": ("未同意撤销，已记录", decline)}
    words, use_case = acts.chosen(verdicts)
    return acts.carry_out(act, task_id, Permission.WITHDRAWAL_DECIDE, words, use_case)


@withdrawals.route("/tasks/<int:task_id>/withdrawal/take-back", methods=["POST"])
@requires(Permission.WITHDRAWAL_TAKE_BACK)
def take_back(task_id: int) -> Page:
    def use_case(doing: Doing) -> Page:
        lifecycle.take_back_withdrawal(doing, task_id=task_id)
        return told("已收回撤销提议，任务照常办理", address_of(task_id))

    return pressed(use_case, address_of(task_id))
