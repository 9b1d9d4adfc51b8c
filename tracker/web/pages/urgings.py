"""催办 of one task, from its page."""

from flask import Blueprint

from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.services import urgings as urging_services
from tracker.web import acts
from tracker.web.access import requires
from tracker.web.forms.acts import UrgingForm
from tracker.web.sending import Page

urgings = Blueprint("urgings", __name__)


@urgings.route("/tasks/<int:task_id>/urgings", methods=["POST"])
@requires(Permission.TASK_URGE)
def urge(task_id: int) -> Page:
    form = UrgingForm()

    def use_case(doing: Doing) -> None:
        urging_services.urge(doing, task_id=task_id, word=form.word.data or "")

    act = acts.urge(task_id, form)
    return acts.carry_out(act, task_id, Permission.TASK_URGE, "已催办", use_case)
