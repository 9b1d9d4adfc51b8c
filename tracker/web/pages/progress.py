"""报进展 and 补充情况: the form, and what becomes of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain.errors import RuleBroken, StaleWrite
from tracker.domain.lifecycle import Move, is_allowed
from tracker.domain.permissions import Permission
from tracker.domain.values import PlanState
from tracker.domain.words.errors import error_sentence
from tracker.queries.mine import get_mine
from tracker.queries.task_history import find_last_update
from tracker.queries.tasks import TaskRow
from tracker.services import progress as progress_services
from tracker.web import evidence_files, session
from tracker.web.access import may, requires
from tracker.web.drafts import reported
from tracker.web.form_errors import form_errors
from tracker.web.forms.progress import ProgressForm, SupplementForm, progress_form
from tracker.web.task_forms import read_task

progress = Blueprint("progress", __name__)

Page = str | Response | tuple[str, int]


@progress.url_value_preprocessor
def _make_room(endpoint: str | None, values: dict[str, object] | None) -> None:
    evidence_files.make_room()


@progress.route("/tasks/<int:task_id>/progress", methods=["GET", "POST"])
@requires(Permission.PROGRESS_REPORT)
def report(task_id: int) -> Page:
    task = read_task(task_id)
    may(Permission.PROGRESS_REPORT, task.facts)
    carry = find_last_update(task_id) if "carry" in request.args else None
    form = progress_form(task, carry=carry)
    if not form.is_submitted():
        return _closed(task) or _page(task, form)
    is_valid, files = form.validate(), evidence_files.take(form, task_id)
    if not is_valid or form.errors:
        return _page(task, form), 422
    try:
        with form_errors(form):
            progress_services.report(
                session.doing(),
                task_id=task_id,
                version=form.version.data or 0,
                report=form.report(),
                files=files,
            )
            flash(f"已报送：{task.number} {task.title}")
            return reported(redirect(_after(form), code=303), [task_id])
    except StaleWrite as error:
        if error.code == "progress.already-sent":
            raise  # a double click: there is nothing to correct and send again
        return _stale(task_id, form, error), 409
    return _page(task, form), 422


@progress.route("/tasks/<int:task_id>/supplement", methods=["GET", "POST"])
@requires(Permission.PROGRESS_SUPPLEMENT)
def supplement(task_id: int) -> Page:
    task, form = read_task(task_id), SupplementForm()
    may(Permission.PROGRESS_SUPPLEMENT, task.facts)
    if not form.is_submitted():
        return _closed(task) or _page(task, form)
    is_valid, files = form.validate(), evidence_files.take(form, task_id)
    if not is_valid or form.errors:
        return _page(task, form), 422
    with form_errors(form):
        progress_services.supplement(
            session.doing(), task_id=task_id, report=form.report(), files=files
        )
        flash(f"已补充：{task.number} {task.title}")
        return reported(redirect(url_for("tasks.show", task_id=task_id), code=303), [task_id])
    return _page(task, form), 422


def _closed(task: TaskRow) -> Response | None:
    """What cannot be sent any more gets no form: back to the task, with the reason."""
    if is_allowed(task.state, Move.REPORT) and task.plan_state is PlanState.ACTIVE:
        return None
    code = "task.cannot-report" if task.plan_state is PlanState.ACTIVE else "plan.not-active"
    flash(error_sentence(RuleBroken(code, state=task.state)))
    return redirect(url_for("tasks.show", task_id=task.id), code=303)


def _page(task: TaskRow, form: SupplementForm) -> str:
    return render_template(
        "progress/edit.html", task=task, form=form, last=find_last_update(task.id), stale=""
    )


def _stale(task_id: int, form: ProgressForm, error: StaleWrite) -> str:
    """Shows what the other person did beside the form. What was typed stays and can be sent."""
    task = read_task(task_id)
    form.version.raw_data = None
    form.version.data = task.version
    return render_template(
        "progress/edit.html",
        task=task,
        form=form,
        last=find_last_update(task_id),
        stale=error_sentence(error),
    )


def _after(form: ProgressForm) -> str:
    """报送并填下一项 opens the next task that still wants a report."""
    if request.form.get("then") == "next":
        waiting = get_mine(session.actor(), on=clock.today()).to_report
        if waiting:
            return url_for("mine.index", open=waiting[0].id, _anchor="open")
    if form.back.data == "mine":
        return url_for("mine.index")
    return url_for("tasks.show", task_id=request.view_args["task_id"])  # type: ignore[index]
