"""报进展 and 补充情况: the form, and what becomes of it."""

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.acts import Act
from tracker.domain.doing import Doing
from tracker.domain.evidence import EvidenceFile
from tracker.domain.permissions import Permission
from tracker.domain.verification import is_ready
from tracker.queries.mine import get_mine
from tracker.queries.task_history import find_last_update
from tracker.queries.tasks import TaskRow
from tracker.services import progress as progress_services
from tracker.web import acts, evidence_files, session
from tracker.web.access import may, requires
from tracker.web.drafts import reported
from tracker.web.forms.progress import ProgressForm, SupplementForm, progress_form
from tracker.web.sending import Page, sent, told
from tracker.web.task_forms import address_of, closed, read_task

progress = Blueprint("progress", __name__)


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
        return closed(task, Act.REPORT) or _page(task, form)
    files: list[EvidenceFile] = []

    def use_case(doing: Doing) -> Page:
        progress_services.report(
            doing,
            task_id=task_id,
            version=form.version.data or 0,
            report=form.report(),
            files=files,
        )
        there = told(f"已报送：{task.number} {task.title}", _after(form, task_id))
        _offer_verification(task_id, str(form.back.data))
        return there

    answer = sent(
        form,
        use_case,
        lambda stale: _page(task, form, stale),
        there=lambda: _after(form, task_id),
        is_right=lambda: _is_right(form, task_id, files),
    )
    return reported(answer, [task_id]) if isinstance(answer, Response) else answer


def _is_right(form: SupplementForm, task_id: int, files: list[EvidenceFile]) -> bool:
    """The good ones of the files that came are kept whatever else is wrong."""
    is_valid = form.validate()
    files.extend(evidence_files.take(form, task_id))
    return is_valid and not form.errors


@progress.route("/tasks/<int:task_id>/supplement", methods=["GET", "POST"])
@requires(Permission.PROGRESS_SUPPLEMENT)
def supplement(task_id: int) -> Page:
    task, form = read_task(task_id), SupplementForm()
    may(Permission.PROGRESS_SUPPLEMENT, task.facts)
    if not form.is_submitted():
        return closed(task, Act.SUPPLEMENT) or _page(task, form)
    files: list[EvidenceFile] = []

    def use_case(doing: Doing) -> Page:
        progress_services.supplement(doing, task_id=task_id, report=form.report(), files=files)
        return told(f"已补充：{task.number} {task.title}", address_of(task_id))

    answer = sent(
        form,
        use_case,
        lambda _: _page(task, form),
        there=lambda: address_of(task_id),
        is_right=lambda: _is_right(form, task_id, files),
    )
    return reported(answer, [task_id]) if isinstance(answer, Response) else answer


def _page(task: TaskRow, form: SupplementForm, stale: str = "") -> str:
    """Overtaken, it shows what the other person did; what was typed stays and can be sent."""
    if stale and isinstance(form, ProgressForm):
        task = read_task(task.id)
        form.version.raw_data, form.version.data = None, task.version
    return render_template(
        "progress/edit.html", task=task, form=form, last=find_last_update(task.id), stale=stale
    )


def _offer_verification(task_id: int, back: str) -> None:
    """At 100 % the answer to the report has the button for what comes next."""
    task = read_task(task_id)
    if is_ready(task.percent, acts.offered(task)):
        words = f"{task.number} 已达 100%，请报请核查。"
        wants = task.facts.is_sent_back
        # Flask keeps any value that JSON can hold.
        offer = {"words": words, "task_id": task_id, "wants_word": wants, "back": back}
        flash(offer)  # type: ignore[arg-type]


def _after(form: ProgressForm, task_id: int) -> str:
    """报送并填下一项 opens the next task that still wants a report."""
    if request.form.get("then") == "next":
        waiting = get_mine(session.doing()).to_report
        if waiting:
            return url_for("mine.index", open=waiting[0].id, _anchor="open")
    return url_for("mine.index") if form.back.data == "mine" else address_of(task_id)
