"""待办: what waits for me, and deciding several at once."""

from dataclasses import replace
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from tracker import clock
from tracker.domain.decisions import read_decision
from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.domain.verifying import is_long_wait
from tracker.queries.help_requests import HelpRow
from tracker.queries.inbox import InboxPage, get_inbox
from tracker.queries.requests import OpenInstruction, WaitingExtension, WaitingWithdrawal
from tracker.queries.unsigned import list_unsigned
from tracker.queries.workdays import get_workdays
from tracker.services import decisions as decision_services
from tracker.services import verification as verification_services
from tracker.web import acts, session
from tracker.web.access import can, requires
from tracker.web.converters import row_id
from tracker.web.forms.acts import (
    AnswerForm,
    ExtensionDecisionForm,
    HelpAnswerForm,
    WordForm,
)
from tracker.web.sending import Page, pressed, sent, told
from tracker.web.task_forms import address_of

inbox = Blueprint("inbox", __name__)


@inbox.route("/inbox")
@requires(Permission.PLAN_VIEW)
def index() -> str:
    return _page()


def _page(error: str = "", picked: frozenset[int] = frozenset()) -> str:
    page = get_inbox(session.actor())
    return render_template(
        "inbox/index.html",
        page=page,
        long_waits=_long_waits(page, clock.today()),
        error=error,
        picked=picked,
        extension_act=_extension_act,
        withdrawal_act=_withdrawal_act,
        answer_act=_answer_act,
        help_act=_help_act,
        unsigned=list_unsigned(clock.today()) if can(Permission.TASK_ISSUE) else (),
    )


def _long_waits(page: InboxPage, on: date) -> int:
    if not page.verifications:
        return 0
    days = get_workdays(on.year)
    return sum(is_long_wait(row.asked_on, on, days) for row in page.verifications)


def _extension_act(row: WaitingExtension) -> acts.ActForm:
    form = ExtensionDecisionForm(formdata=None)
    form.to_on.data = str(row.to_on)
    return replace(acts.decide_extension(row.task_id, form), key=f"extension-{row.task_id}")


def _withdrawal_act(row: WaitingWithdrawal) -> acts.ActForm:
    act = acts.decide_withdrawal(row.task_id, WordForm(formdata=None))
    return replace(act, key=f"withdrawal-{row.task_id}")


def _answer_act(row: OpenInstruction) -> acts.ActForm:
    return acts.answer_instruction(row.task_id, row.id, AnswerForm(formdata=None))


def _help_act(row: HelpRow) -> acts.ActForm:
    return acts.answer_help(row, HelpAnswerForm(formdata=None))


@inbox.route("/inbox/verifications", methods=["POST"])
@requires(Permission.VERIFICATION_DECIDE)
def accept_several() -> Page:
    picked, form = frozenset(request.form.getlist("task", type=row_id)), FlaskForm()

    def use_case(doing: Doing) -> Page:
        accepted = verification_services.accept_several(doing, task_ids=picked)
        return told(f"核查通过 {accepted} 项，已办结", url_for("inbox.index"))

    return sent(form, use_case, lambda stale: _page(stale or "".join(form.form_errors), picked))


@inbox.route("/inbox/decisions", methods=["POST"])
@requires(Permission.PLAN_VIEW)
def mark_seen() -> Page:
    """One, or all that the page showed: what was decided meanwhile is not among them."""
    chosen = [read_decision(text) for text in request.form.getlist("decision")]
    if not chosen:
        chosen = [read_decision(text) for text in request.form.getlist("shown")]

    there = _came_from()

    def use_case(doing: Doing) -> Page:
        decision_services.mark_seen(doing, decisions=[each for each in chosen if each])
        return redirect(there, code=303)

    return pressed(use_case, there)


def _came_from() -> str:
    """The inbox, or where else the result was shown."""
    task_id = request.form.get("task", type=row_id)
    if task_id is not None:
        return address_of(task_id)
    return url_for("mine.index" if request.form.get("back") == "mine" else "inbox.index")
