"""延期: asked for by the unit, decided by the office or the supervising leader."""

from flask import Blueprint

from tracker.domain.deadline_extensions import ExtensionRequest
from tracker.domain.doing import Doing
from tracker.domain.errors import RuleBroken
from tracker.domain.permissions import Permission
from tracker.services import deadline_extensions as extension_services
from tracker.web import acts
from tracker.web.access import requires
from tracker.web.forms.acts import ExtensionDecisionForm, ExtensionForm
from tracker.web.sending import Page, pressed, told
from tracker.web.task_forms import address_of

deadline_extensions = Blueprint("deadline_extensions", __name__)


@deadline_extensions.route("/tasks/<int:task_id>/extension", methods=["POST"])
@requires(Permission.EXTENSION_ASK)
def ask(task_id: int) -> Page:
    form = ExtensionForm()

    def use_case(doing: Doing) -> None:
        if form.to_on.day is None:
            raise RuleBroken("day.missing", field="to_on")
        extension_services.ask(
            doing,
            task_id=task_id,
            request=ExtensionRequest(
                to_on=form.to_on.day,
                reason=form.reason.data or "",
                progress=form.progress.data or "",
            ),
        )

    act = acts.ask_extension(task_id, form)
    return acts.carry_out(act, task_id, Permission.EXTENSION_ASK, "已申请延期，等候审批", use_case)


@deadline_extensions.route("/tasks/<int:task_id>/extension/decide", methods=["POST"])
@requires(Permission.EXTENSION_DECIDE)
def decide(task_id: int) -> Page:
    form = ExtensionDecisionForm()
    act = acts.decide_extension(task_id, form)
    word = form.word.data or ""

    def grant(doing: Doing) -> None:
        extension_services.grant(doing, task_id=task_id, to_on=form.to_on.day, word=word)

    def refuse(doing: Doing) -> None:
        extension_services.refuse(doing, task_id=task_id, word=word)

    verdicts = {"grant": ("已同意延期", grant), "refuse": ("未同意延期，已记录", refuse)}
    words, use_case = acts.chosen(verdicts)
    return acts.carry_out(act, task_id, Permission.EXTENSION_DECIDE, words, use_case)


@deadline_extensions.route("/tasks/<int:task_id>/extension/take-back", methods=["POST"])
@requires(Permission.EXTENSION_TAKE_BACK)
def take_back(task_id: int) -> Page:
    def use_case(doing: Doing) -> Page:
        extension_services.take_back(doing, task_id=task_id)
        return told("已撤回延期申请，时限不变", address_of(task_id))

    return pressed(use_case, address_of(task_id))
