"""分解 and 节点: a task becomes sub-tasks, and gets days by which it should stand where."""

from flask import Blueprint, request

from tracker import clock
from tracker.domain.acts import Act
from tracker.domain.breakdown import quarter_ends
from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.queries.tasks import TaskRow
from tracker.queries.unit_choices import list_choices
from tracker.services import breakdown as breakdown_services
from tracker.web.access import may, requires
from tracker.web.forms.breakdown import MilestonesForm, SplitForm, milestones_form, split_form
from tracker.web.sending import Page, told
from tracker.web.task_forms import TaskForm, address_of, closed, read_task

breakdown = Blueprint("breakdown", __name__)


@breakdown.route("/tasks/<int:task_id>/split", methods=["GET", "POST"])
@requires(Permission.TASK_SPLIT)
def split(task_id: int) -> Page:
    task, units = read_task(task_id), list_choices()
    may(Permission.TASK_SPLIT, task.facts)
    if request.method == "GET":
        shown = TaskForm(task, split_form(task, units, on=clock.today()), "terms/split.html")
        return closed(task, Act.SPLIT) or shown.page()
    form = split_form(task, units, request.form, on=clock.today())
    shown = TaskForm(task, form, "terms/split.html")
    if "more" in request.form:
        return shown.page()
    return shown.send(lambda doing: _split(doing, task, form), lambda now: _is_split(now, form))


def _split(doing: Doing, task: TaskRow, form: SplitForm) -> Page:
    done = breakdown_services.split(
        doing, task_id=task.id, version=form.version.data or 0, parts=form.parts()
    )
    words = f"已分解为 {len(done.task_ids)} 项举措"
    if done.late:
        words += f"，其中 {'、'.join(done.late)} 晚于上级任务时限 {task.due_on}"
    return told(words, address_of(task.id))


def _is_split(task: TaskRow, form: SplitForm) -> bool:
    """The newest of its sub-tasks are the ones that were typed."""
    typed = [(part.title.strip(), part.due_on) for part in form.parts()]
    return typed == [(part.title, part.due_on) for part in task.sub_tasks[-len(typed) :]]


@breakdown.route("/tasks/<int:task_id>/milestones", methods=["GET", "POST"])
@requires(Permission.TASK_SPLIT)
def milestones(task_id: int) -> Page:
    task = read_task(task_id)
    may(Permission.TASK_SPLIT, task.facts)
    if request.method == "GET":
        shown = TaskForm(task, milestones_form(task), "terms/milestones.html")
        return closed(task, Act.SET_MILESTONES) or shown.page()
    if "quarters" in request.form:
        form = milestones_form(task, request.form, quarter_ends(task.starts_on, task.due_on))
        return TaskForm(task, form, "terms/milestones.html").page()
    form = milestones_form(task, request.form)
    shown = TaskForm(task, form, "terms/milestones.html")
    if "more" in request.form:
        return shown.page()
    return shown.send(
        lambda doing: _set_milestones(doing, task, form), lambda now: _stand(now, form)
    )


def _set_milestones(doing: Doing, task: TaskRow, form: MilestonesForm) -> Page:
    breakdown_services.set_milestones(
        doing,
        task_id=task.id,
        version=form.version.data or 0,
        milestones=form.milestones(),
    )
    return told("已保存节点", address_of(task.id))


def _stand(task: TaskRow, form: MilestonesForm) -> bool:
    typed = sorted((each.on, each.text, each.percent or 0) for each in form.milestones())
    return typed == [(each.on, each.text, each.percent or 0) for each in task.milestones]
