"""What becomes of a form about one task: sent, refused on its fields, or overtaken by somebody."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from flask import flash, redirect, render_template, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain.errors import RuleBroken, StaleWrite
from tracker.domain.values import PlanState, TaskState
from tracker.domain.words.errors import error_sentence
from tracker.queries.task_history import Event, get_history
from tracker.queries.tasks import TaskRow, get_task
from tracker.web import session
from tracker.web.form_errors import form_errors

Page = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class TaskForm:
    """A form, and the page that shows it; `shown` is what that page needs besides."""

    task: TaskRow
    form: FlaskForm
    template: str
    shown: dict[str, object] = field(default_factory=dict)

    def page(self, stale: str = "", newest: Event | None = None) -> str:
        return render_template(
            self.template,
            task=self.task,
            form=self.form,
            stale=stale,
            newest=newest,
            sees_detail=True,
            **self.shown,
        )


def read_task(task_id: int) -> TaskRow:
    return get_task(task_id, on=clock.today(), policy=session.policy().lights)


def send(form: TaskForm, act: Callable[[], str], is_done: Callable[[TaskRow], bool]) -> Page:
    """`act` runs the use case and gives back what to say. `is_done`: the task stands as typed, so
    the form came twice."""
    try:
        with form_errors(form.form):
            flash(act())
            return back(form.task.id)
    except StaleWrite as error:
        return _stale(form, is_done, error_sentence(error))
    return form.page(), 422


def back(task_id: int) -> Response:
    return redirect(url_for("tasks.show", task_id=task_id), code=303)


def _stale(form: TaskForm, is_done: Callable[[TaskRow], bool], words: str) -> Page:
    """Shows what the other person did above the form. What was typed stays and can be sent."""
    task = read_task(form.task.id)
    if is_done(task):
        flash("刚才已经保存，没有重复办理")
        return back(task.id)
    form.form.version.raw_data, form.form.version.data = None, task.version
    newest = next(iter(get_history(task).events), None)
    return TaskForm(task, form.form, form.template, form.shown).page(words, newest), 409


def closed(task: TaskRow, states: Collection[TaskState], code: str) -> Response | None:
    """What cannot be sent any more gets no form: back to the task, with the reason."""
    if task.plan_state is not PlanState.CLOSED and task.state in states:
        return None
    reason = RuleBroken(code, state=task.state)
    if task.plan_state is PlanState.CLOSED:
        reason = RuleBroken("plan.not-active")
    flash(error_sentence(reason))
    return back(task.id)
