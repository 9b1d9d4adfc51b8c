"""A plan that is not issued yet: its names and period are changed, or it is put away."""

from flask import Blueprint, render_template, request, url_for

from tracker.domain import plan_acts
from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound
from tracker.domain.permissions import Permission
from tracker.domain.plan_acts import PlanAct, PlanFacts
from tracker.domain.words.errors import error_sentence
from tracker.queries.plan_drafts import get_following
from tracker.queries.plans import PlanRow, get_plan
from tracker.services import plan_drafts as draft_services
from tracker.web import session
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.filters import house_title
from tracker.web.forms.plans import PlanForm, plan_form
from tracker.web.sending import Page, pressed, sent, told

plan_drafts = Blueprint("plan_drafts", __name__)


@plan_drafts.route("/plans/<int:plan_id>/edit", methods=["GET", "POST"])
@requires(Permission.PLAN_IMPORT)
def edit(plan_id: int) -> Page:
    plan = get_plan(plan_id)
    form = plan_form(plan, session.house())
    if not form.is_submitted():
        refused = plan_acts.refusal(PlanAct.EDIT, session.doing(), PlanFacts(plan.state))
        if refused is not None:
            return told(error_sentence(refused), _address(plan_id), "error")
        return _page(plan, form)
    return sent(
        form,
        lambda doing: _edited(doing, plan, form),
        lambda stale: _page(get_plan(plan_id), form, stale),
        there=lambda: _address(plan_id),
        stands=lambda: _stands(get_plan(plan_id), form),
    )


def _edited(doing: Doing, plan: PlanRow, form: PlanForm) -> Page:
    moved = draft_services.edit(
        doing, plan_id=plan.id, version=form.version.data or 0, terms=form.terms
    )
    words = f"，{moved} 项任务（含举措）的日期随之改变" if moved else ""
    return told(f"已保存修改{words}", _address(plan.id))


def _stands(plan: PlanRow, form: PlanForm) -> bool:
    typed = form.terms
    return (typed.title.strip(), typed.organisation.strip()) == (
        plan.title,
        plan.organisation,
    ) and (typed.period.start, typed.period.end) == (plan.starts_on, plan.ends_on)


def _page(plan: PlanRow, form: PlanForm, stale: str = "") -> str:
    """Overtaken, as `stale` says, the form shows what the other one did and can be sent."""
    if stale:
        form.version.raw_data, form.version.data = None, plan.version
    following = get_following(plan.id)
    return render_template(
        "plans/edit.html", plan=plan, form=form, following=following, stale=stale
    )


@plan_drafts.route("/plans/<int:plan_id>/discard", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def discard(plan_id: int) -> Page:
    version = request.form.get("version", default=0, type=row_id)

    def use_case(doing: Doing) -> Page:
        try:
            gone = draft_services.discard(doing, plan_id=plan_id, version=version)
        except NotFound:  # pressed twice, or somebody was quicker
            return told("这份计划草稿已经删去", url_for("plans.index"))
        words = f"已删去计划草稿《{house_title(gone.title)}》"
        if gone.draft_id is None:
            return told(words, url_for("plans.index"))
        back = url_for("reviews.show", draft_id=gone.draft_id)
        return told(f"{words}，这份导入重新待核对", back)

    return pressed(use_case, _address(plan_id))


def _address(plan_id: int) -> str:
    return url_for("plans.show", plan_id=plan_id)
