"""催办, 改派, 交办, 设时限 of the tasks chosen in the ledger: a preview first, then all at once."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for

from tracker import clock
from tracker.domain import bulk_acts as rules
from tracker.domain.bulk_acts import MOST, BulkAct, BulkTerms, Seen
from tracker.domain.doing import Doing
from tracker.domain.errors import NotFound
from tracker.domain.node_templates import NO_STEPS
from tracker.domain.permissions import Permission
from tracker.domain.words.errors import error_sentence
from tracker.domain.words.labels import label
from tracker.queries.bulk_rows import list_matching
from tracker.queries.unit_choices import list_choices
from tracker.services import bulk_acts as services
from tracker.services.bulk_acts import LeftOut, Outcome
from tracker.web import ledger_filter, session
from tracker.web.access import requires
from tracker.web.bulk_preview import Preview, preview
from tracker.web.converters import row_id
from tracker.web.forms.bulk_acts import BulkForm, bulk_form
from tracker.web.sending import Page, sent, told

bulk_acts = Blueprint("bulk_acts", __name__)

MAX_DIGITS = 18  # of a task and its version, written as one
NAMED = 20  # of those left out: as many as a notice holds


@bulk_acts.route("/ledger/urge", methods=["GET", "POST"])
@requires(Permission.TASK_URGE)
def urge() -> Page:
    return _Bulk(BulkAct.URGE).answer()


@bulk_acts.route("/ledger/reassign", methods=["GET", "POST"])
@requires(Permission.TASK_REASSIGN)
def reassign() -> Page:
    return _Bulk(BulkAct.REASSIGN).answer()


@bulk_acts.route("/ledger/issue", methods=["GET", "POST"])
@requires(Permission.TASK_ISSUE)
def issue() -> Page:
    return _Bulk(BulkAct.ISSUE).answer()


@bulk_acts.route("/ledger/set-due", methods=["GET", "POST"])
@requires(Permission.TASK_EDIT)
def set_due() -> Page:
    return _Bulk(BulkAct.SET_DUE).answer()


@bulk_acts.route("/ledger/set-nodes", methods=["GET", "POST"])
@requires(Permission.TASK_SPLIT)
def set_nodes() -> Page:
    return _Bulk(BulkAct.SET_NODES).answer()


_USE_CASES: dict[BulkAct, Callable[[Doing, Sequence[Seen], BulkTerms], Outcome]] = {
    BulkAct.URGE: lambda doing, seen, terms: services.urge(doing, seen=seen, word=terms.word),
    BulkAct.REASSIGN: lambda doing, seen, terms: services.reassign(
        doing, seen=seen, lead_unit_id=terms.lead_unit_id or 0, reason=terms.reason
    ),
    BulkAct.ISSUE: lambda doing, seen, terms: services.issue(doing, seen=seen),
    BulkAct.SET_DUE: lambda doing, seen, terms: services.set_due(
        doing, seen=seen, due_on=terms.due_on or date.min
    ),
    BulkAct.SET_NODES: lambda doing, seen, terms: services.set_nodes(
        doing, seen=seen, chain=terms.chain or NO_STEPS, replaces=terms.replaces
    ),
}


class _Bulk:
    """One request: the act, what was typed, and which tasks were chosen."""

    def __init__(self, act: BulkAct) -> None:
        self._act = act
        units = list_choices() if act.takes_unit else ()
        self._form: BulkForm = bulk_form(act, units)
        self._units = {unit.id: unit.name for unit in units}

    def answer(self) -> Page:
        if request.method == "GET":
            return self._page()
        if "preview" in request.form or not self._form.is_previewed:
            is_right = self._form.validate()
            return self._page() if is_right else (self._page(), 422)
        return sent(self._form, self._done, self._page, there=_ledger, stands=self._stands)

    def _done(self, doing: Doing) -> Page:
        outcome = _USE_CASES[self._act](doing, _seen(), self._form.terms)
        said = f"已{label(self._act)} {outcome.done} 项{_named(outcome.left_out)}"
        return told(said, _ledger())

    def _stands(self) -> bool:
        lines = preview(self._act, [each.task_id for each in _seen()], self._form.terms).lines
        doing, terms = session.doing(), self._form.terms
        return all(rules.stands(self._act, doing, line.row.rules, terms) for line in lines)

    def _page(self, stale: str = "") -> str:
        chosen = _chosen()
        self._form.mark_previewed()
        return render_template(
            "bulk_acts/show.html",
            act=self._act,
            form=self._form,
            stale=stale,
            too_many=MOST if len(chosen) > MOST else 0,
            preview=self._preview(chosen[:MOST]),
            can_confirm=self._form.decisive is not None,
            address=url_for(request.endpoint or "", **_kept()),
            back=_ledger(),
        )

    def _preview(self, task_ids: Sequence[int]) -> Preview:
        terms = self._form.terms
        return preview(self._act, task_ids, terms, self._units.get(terms.lead_unit_id or 0, ""))


def _chosen() -> Sequence[int]:
    """Those ticked, or all that the filter finds."""
    if request.method == "POST":
        return [each.task_id for each in _seen()]
    if "every" in request.args:
        if "plan" not in request.args:
            raise NotFound("plan.not-found")
        return list_matching(ledger_filter.asked(0), clock.today())
    return request.args.getlist("task", type=row_id)


def _seen() -> Sequence[Seen]:
    """As 17.3: the task and the version that the preview showed."""
    pairs = (text.partition(".") for text in request.form.getlist("row"))
    return [
        Seen(int(task_id), int(version))
        for task_id, _, version in pairs
        if task_id.isdecimal() and version.isdecimal() and len(task_id + version) < MAX_DIGITS
    ]


def _kept() -> dict[str, Any]:
    """The filter of the ledger, to come back to."""
    if "plan" not in request.args:
        return {}
    return ledger_filter.arguments(ledger_filter.asked(0))


def _ledger() -> str:
    return url_for("ledger.index", **_kept())


def _named(left_out: Sequence[LeftOut]) -> str:
    if not left_out:
        return ""
    named = "；".join(
        f"{each.number} {error_sentence(each.reason)}".strip().rstrip("。")
        for each in left_out[:NAMED]
    )
    more = f"；等 {len(left_out)} 项" if len(left_out) > NAMED else ""
    return f"。另有 {len(left_out)} 项没有办理：{named}{more}。"
