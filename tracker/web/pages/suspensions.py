"""中止 and 恢复办理."""

from flask import Blueprint

from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.services import lifecycle
from tracker.web import acts
from tracker.web.access import requires
from tracker.web.forms.acts import ReasonAndDayForm, ReasonForm
from tracker.web.sending import Page

suspensions = Blueprint("suspensions", __name__)


@suspensions.route("/tasks/<int:task_id>/suspend", methods=["POST"])
@requires(Permission.TASK_SUSPEND)
def suspend(task_id: int) -> Page:
    form = ReasonForm()

    def use_case(doing: Doing) -> None:
        lifecycle.suspend(doing, task_id=task_id, reason=form.reason.data or "")

    act = acts.suspend(task_id, form)
    return acts.carry_out(act, task_id, Permission.TASK_SUSPEND, "已中止", use_case)


@suspensions.route("/tasks/<int:task_id>/resume", methods=["POST"])
@requires(Permission.TASK_SUSPEND)
def resume(task_id: int) -> Page:
    form = ReasonAndDayForm()

    def use_case(doing: Doing) -> None:
        lifecycle.resume(
            doing, task_id=task_id, reason=form.reason.data or "", due_on=form.due_on.day
        )

    act = acts.resume(task_id, form)
    return acts.carry_out(act, task_id, Permission.TASK_SUSPEND, "已恢复办理", use_case)
