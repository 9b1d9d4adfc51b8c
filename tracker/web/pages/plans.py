"""计划: what one holds before it is issued, and 下达."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain.errors import RuleBroken
from tracker.domain.labels import error_sentence
from tracker.domain.permissions import Permission
from tracker.queries.plans import get_plan, list_tasks
from tracker.services import plans as plan_services
from tracker.web import session
from tracker.web.access import requires

plans = Blueprint("plans", __name__)


@plans.route("/plans/<int:plan_id>")
@requires(Permission.PLAN_VIEW)
def show(plan_id: int) -> str:
    return render_template("plans/show.html", plan=get_plan(plan_id), tasks=list_tasks(plan_id))


@plans.route("/plans/<int:plan_id>/publish", methods=["POST"])
@requires(Permission.PLAN_PUBLISH)
def publish(plan_id: int) -> Response:
    policy = current_app.config["LIGHT_POLICY"]
    try:
        tasks = plan_services.publish(
            session.actor(), plan_id=plan_id, now=clock.now(), policy=policy
        )
    except RuleBroken as error:
        flash(error_sentence(error), "error")
        return redirect(url_for("plans.show", plan_id=plan_id), code=303)
    flash(f"已下达，{tasks} 项任务交办到牵头单位")
    return redirect(url_for("board.index", plan=plan_id), code=303)
