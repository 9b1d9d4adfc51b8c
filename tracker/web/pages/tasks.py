"""任务: what it is, how it stands, what happened, and what this person may do next."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request, url_for

from tracker.domain.doing import Doing
from tracker.domain.part_courses import course_of_parts
from tracker.domain.period_boxes import Box, period_boxes
from tracker.domain.permissions import Permission
from tracker.domain.rounding import difference
from tracker.domain.values import Period
from tracker.domain.verification import is_ready
from tracker.queries.task_history import UpdateRow, get_history
from tracker.queries.task_parts import coverage
from tracker.queries.task_targets import TargetRow
from tracker.queries.tasks import TaskRow
from tracker.rendering.charts import Frame, Trend, trend
from tracker.rendering.target_charts import TargetChart, counting_chart, level_chart
from tracker.services import lifecycle as task_services
from tracker.web import acts
from tracker.web.access import can, requires
from tracker.web.forms.acts import ReasonAndDayForm
from tracker.web.forms.verification import AcceptForm, AskForm, SendBackForm
from tracker.web.sending import Page, pressed, told
from tracker.web.task_forms import address_of, read_task

tasks = Blueprint("tasks", __name__)

WIDE = Frame(width=816, height=190, left=34, right=740, top=14, bottom=166)
SMALL = Frame(width=270, height=66, left=6, right=216, top=8, bottom=46)


@tasks.route("/tasks/<int:task_id>")
@requires(Permission.PLAN_VIEW)
def show(task_id: int) -> str:
    task = read_task(task_id)
    history, may = get_history(task), acts.offered(task)
    wanted = acts.help_on(task)
    expected = task.course.expected(task.on)
    return render_template(
        "tasks/show.html",
        task=task,
        history=history,
        sees_detail=can(Permission.DETAIL_VIEW, task.facts),
        coverage=coverage(task.sub_tasks, task.report_every, task.on),
        expected=expected,
        gap=difference(task.percent, expected),
        periods=_periods(task, history.updates),
        chart=_course(task, history.updates),
        target_charts={target.id: _target_chart(task, target) for target in task.targets},
        forms={"ask": AskForm(), "accept": AcceptForm(), "send_back": SendBackForm()},
        may=may,
        ready=is_ready(task.percent, may),
        acts=acts.act_forms(task, history, wanted, may),
        help_wanted=wanted,
        why_not=acts.why_not(task),
        standing=acts.standing(task),
        attachable=acts.attachable(may, history),
    )


@tasks.route("/tasks/<int:task_id>/sign-off", methods=["POST"])
@requires(Permission.TASK_SIGN_OFF)
def sign_off(task_id: int) -> Page:
    is_mine = request.form.get("back") == "mine"
    back = url_for("mine.index") if is_mine else address_of(task_id)

    def use_case(doing: Doing) -> Page:
        task_services.sign_off(doing, task_id=task_id)
        return told("已签收", back)

    return pressed(use_case, back)


@tasks.route("/tasks/<int:task_id>/reopen", methods=["POST"])
@requires(Permission.TASK_REOPEN)
def reopen(task_id: int) -> Page:
    form = ReasonAndDayForm()

    def use_case(doing: Doing) -> None:
        task_services.reopen(
            doing, task_id=task_id, reason=form.reason.data or "", due_on=form.due_on.day
        )

    act = acts.reopen(task_id, form)
    return acts.carry_out(act, task_id, Permission.TASK_REOPEN, "已退回重新办理", use_case)


def _periods(task: TaskRow, updates: Sequence[UpdateRow]) -> Sequence[Box]:
    if not task.kind.is_ongoing:
        return ()
    whole = Period(task.starts_on, max(task.starts_on, task.due_on))
    reported = {row.reported_on for row in updates if row.percent is not None}
    return period_boxes(whole, task.report_every, reported, on=task.on)


def _course(task: TaskRow, updates: Sequence[UpdateRow]) -> Trend:
    """Reports, or what those of its sub-tasks made, as points against the expected line."""
    reported = [(row.reported_on, row.percent) for row in reversed(updates)]
    known = [(on, percent) for on, percent in reported if percent is not None]
    parts = [part.course for part in task.sub_tasks if not part.is_withdrawn]
    return trend(
        task.starts_on,
        max(task.due_on, task.original_due_on, task.on),
        course_of_parts(known, parts),
        [(on, task.course.expected(on)) for on in task.course.turning_days()],
        on=task.on,
        frame=WIDE,
    )


def _target_chart(task: TaskRow, target: TargetRow) -> TargetChart:
    """A rate as it was read, against its level; what counts up as a percent of its goal."""
    start, end = task.starts_on, max(target.due_on, task.on)
    readings = [(row.on, row.value) for row in target.readings]
    if target.level is not None:
        is_place = target.kind.is_place
        return level_chart(start, end, readings, target.level, SMALL, is_place=is_place)
    percents = [
        (on, percent) for on, value in readings if (percent := target.percent_at(value)) is not None
    ]
    line = task.course_of(target)
    expected = [(on, line.expected(on)) for on in line.turning_days()]
    return counting_chart(start, end, percents, expected, SMALL)
