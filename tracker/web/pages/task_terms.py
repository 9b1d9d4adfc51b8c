"""修改, 改派, 调整指标, 增加, 交办: the plan office's hand on single tasks."""

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain import plan_acts
from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.domain.plan_acts import PlanAct, PlanFacts
from tracker.domain.words.errors import error_sentence
from tracker.queries.ledger_choices import list_strategies
from tracker.queries.plans import PlanRow, get_plan
from tracker.queries.tasks import TaskRow
from tracker.queries.unit_choices import list_choices
from tracker.services import lifecycle as task_services
from tracker.services import targets as target_services
from tracker.services import tasks as terms_services
from tracker.web import session
from tracker.web.access import may, requires
from tracker.web.forms.targets import TargetsForm, targets_form
from tracker.web.forms.task_terms import (
    AddForm,
    EditForm,
    ReassignForm,
    add_form,
    edit_form,
    reassign_form,
)
from tracker.web.sending import Page, pressed, sent, told
from tracker.web.task_forms import TaskForm, address_of, closed, read_task

task_terms = Blueprint("task_terms", __name__)


@task_terms.route("/tasks/<int:task_id>/edit", methods=["GET", "POST"])
@requires(Permission.TASK_EDIT)
def edit(task_id: int) -> Page:
    task = read_task(task_id)
    may(Permission.TASK_EDIT, task.facts)
    form = edit_form(task, list_choices(task.facts.supporting_unit_ids))
    shown = TaskForm(task, form, "terms/edit.html")
    if not form.is_submitted():
        return closed(task, Act.EDIT) or shown.page()
    return shown.send(lambda doing: _edit(doing, task, form), lambda now: _stands(now, form))


def _edit(doing: Doing, task: TaskRow, form: EditForm) -> Page:
    terms_services.edit(
        session.doing(), task_id=task.id, version=form.version.data or 0, edit=form.edit()
    )
    return told("已保存修改", address_of(task.id))


def _stands(task: TaskRow, form: EditForm) -> bool:
    edit = form.edit()
    return (
        edit.title.strip() == task.title
        and edit.content.strip() == task.content
        and (edit.weight, edit.report_every, edit.starts_on)
        == (task.weight, task.report_every, task.starts_on)
        and edit.due_on in (None, task.due_on)
        and edit.supporting_unit_ids == task.facts.supporting_unit_ids
        and (edit.source or "").strip() == task.source
    )


@task_terms.route("/tasks/<int:task_id>/reassign", methods=["GET", "POST"])
@requires(Permission.TASK_REASSIGN)
def reassign(task_id: int) -> Page:
    task = read_task(task_id)
    may(Permission.TASK_REASSIGN, task.facts)
    form = reassign_form(task, list_choices())
    shown = TaskForm(task, form, "terms/reassign.html")
    if not form.is_submitted():
        return closed(task, Act.REASSIGN) or shown.page()
    return shown.send(
        lambda doing: _reassign(doing, task, form), lambda now: now.lead_unit_id == form.lead.data
    )


def _reassign(doing: Doing, task: TaskRow, form: ReassignForm) -> Page:
    terms_services.reassign(
        doing,
        task_id=task.id,
        version=form.version.data or 0,
        lead_unit_id=form.lead.data,
        reason=form.reason.data or "",
    )
    words = "已改派，由新的单位重新签收"
    if not task.state.is_issued:
        words = f"已定下 {task.number} 的牵头单位"
    if request.form.get("back") == "plan":
        return told(words, url_for("plans.show", plan_id=task.plan_id, _anchor="missing"))
    return told(words, address_of(task.id))


@task_terms.route("/tasks/<int:task_id>/targets", methods=["GET", "POST"])
@requires(Permission.TASK_EDIT)
def targets(task_id: int) -> Page:
    task = read_task(task_id)
    may(Permission.TASK_EDIT, task.facts)
    if request.method == "GET":
        shown = TaskForm(task, targets_form(task), "terms/targets.html")
        return closed(task, Act.SET_TARGETS) or shown.page()
    form = targets_form(task, request.form)
    shown = TaskForm(task, form, "terms/targets.html")
    if "more" in request.form:
        return shown.page()
    return shown.send(
        lambda doing: _set_targets(doing, task, form), lambda now: _measured(now, form)
    )


def _set_targets(doing: Doing, task: TaskRow, form: TargetsForm) -> Page:
    target_services.set_targets(
        doing,
        task_id=task.id,
        version=form.version.data or 0,
        targets=form.targets(task),
        mode=form.chosen_mode,
    )
    return told("已保存指标", address_of(task.id))


def _measured(task: TaskRow, form: TargetsForm) -> bool:
    """Targets without their ids: new ones had none when they were typed."""
    typed = [(t.metric.strip(), t.kind, t.value, t.due_on) for t in form.targets(task)]
    stands = [(t.metric, t.kind, t.value, t.due_on) for t in task.targets]
    return typed == stands and form.chosen_mode is task.mode


@task_terms.route("/plans/<int:plan_id>/tasks/new", methods=["GET", "POST"])
@requires(Permission.TASK_ADD)
def add(plan_id: int) -> Page:
    plan = get_plan(plan_id)
    form = add_form(
        list_strategies(plan_id),
        list_choices(),
        request.form if request.method == "POST" else None,
        starts_on=max(plan.starts_on, clock.today()),
        due_on=plan.ends_on,
    )
    if not form.is_submitted():
        return _ended(plan) or _add_page(plan, form)
    if "more" in request.form:
        return _add_page(plan, form)
    return sent(form, lambda doing: _added(doing, plan, form), lambda _: _add_page(plan, form))


def _add_page(plan: PlanRow, form: AddForm) -> str:
    return render_template("terms/add.html", plan=plan, form=form)


def _ended(plan: PlanRow) -> Response | None:
    refused = plan_acts.refusal(PlanAct.ADD_TASK, session.doing(), PlanFacts(plan.state))
    if refused is None:
        return None
    return told(error_sentence(refused), _plan(plan.id))


def _plan(plan_id: int) -> str:
    return url_for("plans.show", plan_id=plan_id)


def _added(doing: Doing, plan: PlanRow, form: AddForm) -> Page:
    task_id = terms_services.add(
        doing, strategy_id=form.strategy.data, task=form.task(), targets=form.targets()
    )
    if request.form.get("then") == "issue" and plan.state.is_active:
        return _issue(task_id, "已新增并交办")
    return told("已新增，尚未交办", address_of(task_id))


@task_terms.route("/tasks/<int:task_id>/issue", methods=["POST"])
@requires(Permission.TASK_ISSUE)
def issue(task_id: int) -> Page:
    return _issue(task_id, "已交办")


def _issue(task_id: int, words: str) -> Page:
    """If something is missing, the task's page says so and shows how to add it."""

    def use_case(doing: Doing) -> Page:
        issued = task_services.issue(doing, task_id=task_id)
        whole = words if issued == 1 else f"{words}，连同举措共 {issued} 项"
        return told(whole, address_of(task_id))

    return pressed(use_case, address_of(task_id))


@task_terms.route("/tasks/<int:task_id>/discard", methods=["POST"])
@requires(Permission.TASK_ADD)
def discard(task_id: int) -> Page:
    task = read_task(task_id)

    def use_case(doing: Doing) -> Page:
        terms_services.discard(doing, task_id=task_id)
        return told(f"已删去：{task.number} {task.title}", _plan(task.plan_id))

    return pressed(use_case, address_of(task_id))
