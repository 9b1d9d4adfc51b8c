"""计划: what one holds, 下达, 整体顺延 and 结束."""

from flask import Blueprint, render_template, request, url_for

from tracker import clock
from tracker.domain import plan_acts
from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.domain.plan_acts import PlanAct, PlanFacts
from tracker.domain.words.errors import error_sentence
from tracker.queries import plans as plan_queries
from tracker.queries.plan_page import PlanPage, get_plan_page
from tracker.queries.plans import PlanRow, get_plan
from tracker.queries.unit_choices import list_choices
from tracker.queries.unsigned import list_unsigned
from tracker.services import plans as plan_services
from tracker.web import session
from tracker.web.access import can, requires
from tracker.web.converters import row_id
from tracker.web.forms.plans import PostponeForm
from tracker.web.sending import Page, pressed, sent, told

plans = Blueprint("plans", __name__)

# Rows, parts included: a longer list is folded by strategy.
SHOWN_AT_ONCE = 60


@plans.route("/plans")
@requires(Permission.PLAN_VIEW)
def index() -> str:
    return render_template(
        "plans/index.html", plans=plan_queries.list_plans(), tallies=plan_queries.list_tallies()
    )


@plans.route("/plans/<int:plan_id>")
@requires(Permission.PLAN_VIEW)
def show(plan_id: int) -> str:
    page = get_plan_page(session.doing(), plan_id)
    gives = any(Act.REASSIGN in page.task_acts[task.id] for task in page.missing)
    sees_unsigned = page.plan.state.is_active and can(Permission.TASK_ISSUE)
    return render_template(
        "plans/show.html",
        page=page,
        plan=page.plan,
        unfolded=_unfolded(page),
        units=list_choices() if gives else (),
        unsigned=list_unsigned(clock.today(), plan_id=plan_id) if sees_unsigned else (),
    )


def _unfolded(page: PlanPage) -> frozenset[int]:
    """The strategies whose tasks are shown at once: of a long plan those that are asked for."""
    every = frozenset(section.id for section in page.sections)
    if len(page.tasks) <= SHOWN_AT_ONCE or request.args.get("open") == "all":
        return every
    return every & {request.args.get("strategy", type=row_id)}


@plans.route("/plans/<int:plan_id>/publish", methods=["POST"])
@requires(Permission.PLAN_PUBLISH)
def publish(plan_id: int) -> Page:
    def use_case(doing: Doing) -> Page:
        tasks = plan_services.publish(doing, plan_id=plan_id)
        words = f"已下达，{tasks} 项任务交办到牵头单位"
        return told(words, url_for("board.index", plan=plan_id))

    return pressed(use_case, _address(plan_id))


@plans.route("/plans/<int:plan_id>/close", methods=["POST"])
@requires(Permission.PLAN_CLOSE)
def close(plan_id: int) -> Page:
    def use_case(doing: Doing) -> Page:
        plan_services.close(doing, plan_id=plan_id)
        return told("计划已结束，不再填报和提醒", _address(plan_id))

    return pressed(use_case, _address(plan_id))


@plans.route("/plans/<int:plan_id>/postpone", methods=["GET", "POST"])
@requires(Permission.PLAN_MOVE)
def postpone(plan_id: int) -> Page:
    plan, form = get_plan(plan_id), PostponeForm()
    if not form.is_submitted():
        form.was.data = plan.ends_on.isoformat()
        refused = plan_acts.refusal(PlanAct.POSTPONE, session.doing(), PlanFacts(plan.state))
        if refused is not None:
            return told(error_sentence(refused), _address(plan_id), "error")
        return _postpone_page(plan, form)
    return sent(
        form,
        lambda doing: _postponed(doing, plan, form),
        lambda stale: _postpone_page(plan, form, stale),
        there=lambda: _address(plan_id),
        stands=lambda: form.ends_on.day == get_plan(plan_id).ends_on,
    )


def _postponed(doing: Doing, plan: PlanRow, form: PostponeForm) -> Page:
    moved = plan_services.postpone(
        doing,
        plan_id=plan.id,
        ends_on=form.new_end,
        reason=form.reason.data or "",
        seen=form.seen,
    )
    words = f"已顺延到 {form.new_end}，{moved} 项任务的时限随之推后"
    return told(words, _address(plan.id))


def _postpone_page(plan: PlanRow, form: PostponeForm, stale: str = "") -> str:
    if stale:
        plan = get_plan(plan.id)
        form.was.data = plan.ends_on.isoformat()
        form.form_errors.append(stale)
    facts = plan_queries.get_move_facts(plan.id, on=clock.today())
    return render_template("plans/postpone.html", plan=plan, form=form, facts=facts)


def _address(plan_id: int) -> str:
    return url_for("plans.show", plan_id=plan_id)
