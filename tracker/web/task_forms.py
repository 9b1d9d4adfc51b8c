"""What becomes of a form about one task: sent, refused on its fields, or overtaken by somebody."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import render_template, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain import acts
from tracker.domain.acts import Act
from tracker.domain.errors import Forbidden
from tracker.domain.words.errors import error_sentence
from tracker.queries.task_history import get_history
from tracker.queries.tasks import TaskRow, get_task
from tracker.web import session
from tracker.web.sending import Page, UseCase, sent, told


@dataclass(frozen=True, slots=True)
class TaskForm:
    """A form, and the page that shows it; `shown` is what that page needs besides."""

    task: TaskRow
    form: FlaskForm
    template: str
    shown: dict[str, object] = field(default_factory=dict)

    def page(self, stale: str = "") -> str:
        """Overtaken, as `stale` says, the form shows what the other one did and can be sent."""
        task, newest = self.task, None
        if stale:
            task = read_task(task.id)
            self.form.version.raw_data, self.form.version.data = None, task.version
            newest = next(iter(get_history(task).events), None)
        return render_template(
            self.template,
            task=task,
            form=self.form,
            stale=stale,
            newest=newest,
            sees_detail=True,
            **self.shown,
        )

    def send(self, use_case: UseCase, stands: Callable[[TaskRow], bool]) -> Page:
        """`stands`: the task is as it was typed, so the form came twice."""
        return sent(
            self.form,
            use_case,
            self.page,
            there=lambda: address_of(self.task.id),
            stands=lambda: stands(read_task(self.task.id)),
        )


def read_task(task_id: int) -> TaskRow:
    return get_task(task_id, on=clock.today(), policy=session.policy().lights)


def address_of(task_id: int) -> str:
    return url_for("tasks.show", task_id=task_id)


def closed(task: TaskRow, act: Act) -> Response | None:
    """What cannot be sent any more gets no form: back to the task, with the reason."""
    refused = acts.refusal(act, session.doing(), task.facts)
    if isinstance(refused, Forbidden):
        raise refused
    return None if refused is None else told(error_sentence(refused), address_of(task.id))
