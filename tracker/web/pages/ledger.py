"""台账: every task of a plan in one table."""

from flask import Blueprint, render_template, request, url_for

from tracker import clock
from tracker.domain.bulk_acts import BulkAct
from tracker.domain.errors import NotFound
from tracker.domain.permissions import Permission
from tracker.domain.plan_dates import clock_of
from tracker.queries import ledger as ledger_queries
from tracker.queries import ledger_choices
from tracker.queries.board import list_published
from tracker.queries.ledger import Cursor
from tracker.queries.ledger_parts import get_parts
from tracker.web import ledger_filter
from tracker.web.access import can, requires
from tracker.web.converters import row_id

ledger = Blueprint("ledger", __name__)


@ledger.route("/ledger")
@requires(Permission.PLAN_VIEW)
def index() -> str:
    plans = list_published(clock.today())
    if not plans:
        return render_template("board/empty.html")
    wanted = ledger_filter.asked(plans[0].id)
    plan = next((plan for plan in plans if plan.id == wanted.plan_id), None)
    if plan is None and wanted.plan_id is not None:
        raise NotFound("plan.not-found")
    of = [plan] if plan else [each for each in plans if each.state.is_active]
    plan_ids = [each.id for each in of]
    on = clock_of(clock.today(), plan.closed_on if plan else None)
    page = ledger_queries.get_page(wanted, _cursor(), on=on)
    units, supporting = ledger_choices.list_units(plan_ids, wanted.unit_id, wanted.support_id)
    return render_template(
        "ledger/index.html",
        page=page,
        parts=get_parts([row.id for row in page.rows], wanted, on),
        on=on,
        wanted=wanted,
        plan=plan,
        plans=plans,
        titles={each.id: each.title for each in plans},
        strategies=ledger_choices.list_strategies(plan.id) if plan else (),
        units=units,
        supporting=supporting,
        leaders=ledger_choices.list_leaders(plan_ids, wanted.leader_id),
        states=ledger_filter.states(),
        reports=ledger_filter.REPORTS,
        kinds=ledger_filter.KINDS,
        arguments=ledger_filter.arguments(wanted),
        bulk_acts=_bulk_acts(),
    )


def _bulk_acts() -> dict[BulkAct, str]:
    """What this person may do to many tasks, and where."""
    may = (act for act in BulkAct if can(act.permission))
    return {act: url_for(f"bulk_acts.{act.name.lower()}") for act in may}


def _cursor() -> Cursor | None:
    """after=TASK or before=TASK, with the place of that row in the list."""
    after, before = request.args.get("after", type=row_id), request.args.get("before", type=row_id)
    place = request.args.get("place", 1, type=row_id)
    if before is not None:
        return Cursor(before, place, backwards=True)
    return None if after is None else Cursor(after, place)
