"""计划: what one holds, 下达, 整体顺延 and 结束."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain.errors import RuleBroken, StaleWrite
from tracker.domain.permissions import Permission
from tracker.domain.values import PlanState
from tracker.domain.words.errors import error_sentence
from tracker.queries import plans as plan_queries
from tracker.queries.plans import PlanRow, get_plan, list_tasks
from tracker.queries.unit_choices import list_choices
from tracker.queries.unsigned import list_unsigned
from tracker.services import plans as plan_services
from tracker.web import session
from tracker.web.access import can, requires
from tracker.web.form_errors import form_errors
from tracker.web.forms.plans import PostponeForm

plans = Blueprint("plans", __name__)

Page = str | Response | tuple[str, int]


@plans.route("/plans")
@requires(Permission.PLAN_VIEW)
def index() -> str:
    return render_template(
        "plans/index.html", plans=plan_queries.list_plans(), tallies=plan_queries.list_tallies()
    )


@plans.route("/plans/<int:plan_id>")
@requires(Permission.PLAN_VIEW)
def show(plan_id: int) -> str:
    plan = get_plan(plan_id)
    tasks = list_tasks(plan_id)
    asks = plan.state is PlanState.ACTIVE and can(Permission.TASK_ISSUE)
    gives = plan.state is PlanState.DRAFT and can(Permission.TASK_REASSIGN)
    has_gaps = any(task.lead_unit is None for task in tasks)
    return render_template(
        "plans/show.html",
        plan=plan,
        tasks=tasks,
        units=list_choices() if gives and has_gaps else (),
        unsigned=list_unsigned(clock.today(), plan_id=plan_id) if asks else (),
    )


@plans.route("/plans/<int:plan_id>/publish", methods=["POST"])
@requires(Permission.PLAN_PUBLISH)
def publish(plan_id: int) -> Response:
    try:
        tasks = plan_services.publish(session.doing(), plan_id=plan_id)
    except RuleBroken as error:
        return _refused(plan_id, error)
    flash(f"已下达，{tasks} 项任务交办到牵头单位")
    return redirect(url_for("board.index", plan=plan_id), code=303)


@plans.route("/plans/<int:plan_id>/close", methods=["POST"])
@requires(Permission.PLAN_CLOSE)
def close(plan_id: int) -> Response:
    try:
        plan_services.close(session.doing(), plan_id=plan_id)
    except RuleBroken as error:
        return _refused(plan_id, error)
    flash("计划已结束，不再填报和提醒")
    return _shown(plan_id)


@plans.route("/plans/<int:plan_id>/postpone", methods=["GET", "POST"])
@requires(Permission.PLAN_MOVE)
def postpone(plan_id: int) -> Page:
    plan, form = get_plan(plan_id), PostponeForm()
    if not form.is_submitted():
        form.was.data = plan.ends_on.isoformat()
        if plan.state is not PlanState.ACTIVE:
            return _refused(plan_id, RuleBroken("plan.not-active"))
        return _postpone_page(plan, form)
    try:
        if form.validate():
            with form_errors(form):
                return _postponed(plan, form)
    except StaleWrite as error:
        return _overtaken(get_plan(plan_id), form, error)
    return _postpone_page(plan, form), 422


def _postponed(plan: PlanRow, form: PostponeForm) -> Response:
    moved = plan_services.postpone(
        session.doing(),
        plan_id=plan.id,
        ends_on=form.new_end,
        reason=form.reason.data or "",
        seen=form.seen,
    )
    flash(f"已顺延到 {form.new_end}，{moved} 项任务的时限随之推后")
    return _shown(plan.id)


def _overtaken(plan: PlanRow, form: PostponeForm, error: StaleWrite) -> Page:
    """Moved meanwhile: to the same day, so the button was pressed twice; or by somebody else."""
    if form.ends_on.day == plan.ends_on:
        flash(f"刚才已经顺延到 {plan.ends_on}，没有重复办理")
        return _shown(plan.id)
    form.was.data = plan.ends_on.isoformat()
    form.form_errors.append(error_sentence(error))
    return _postpone_page(plan, form), 409


def _postpone_page(plan: PlanRow, form: PostponeForm) -> str:
    facts = plan_queries.get_move_facts(plan.id, on=clock.today())
    return render_template("plans/postpone.html", plan=plan, form=form, facts=facts)


def _refused(plan_id: int, error: RuleBroken) -> Response:
    flash(error_sentence(error), "error")
    return _shown(plan_id)


def _shown(plan_id: int) -> Response:
    return redirect(url_for("plans.show", plan_id=plan_id), code=303)
