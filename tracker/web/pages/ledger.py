"""台账: every task of a plan in one table."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, render_template, request

from tracker import clock
from tracker.domain.errors import NotFound
from tracker.domain.lights import Colour
from tracker.domain.permissions import Permission
from tracker.domain.plan_dates import clock_of
from tracker.domain.reporting import Standing
from tracker.domain.values import TaskState
from tracker.queries import ledger as ledger_queries
from tracker.queries import ledger_choices
from tracker.queries.board import list_published
from tracker.queries.ledger import Cursor
from tracker.queries.ledger_parts import get_parts
from tracker.queries.task_filter import Due, Sort, TaskFilter
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.fields import visible

ledger = Blueprint("ledger", __name__)

Word = TypeVar("Word", bound=StrEnum)
MAX_WORDS = 50
REPORTS = (Standing.OWED, Standing.GIVEN)
STATES = [state for state in TaskState if state.is_issued]


@ledger.route("/ledger")
@requires(Permission.PLAN_VIEW)
def index() -> str:
    plans = list_published(clock.today())
    if not plans:
        return render_template("board/empty.html")
    wanted = _filter(plans[0].id)
    plan = next((plan for plan in plans if plan.id == wanted.plan_id), None)
    if plan is None:
        raise NotFound("plan.not-found")
    on = clock_of(clock.today(), plan.closed_on)
    page = ledger_queries.get_page(wanted, _cursor(), on=on)
    return render_template(
        "ledger/index.html",
        page=page,
        parts=get_parts([row.id for row in page.rows], wanted, on),
        on=on,
        wanted=wanted,
        plan=plan,
        plans=plans,
        strategies=ledger_choices.list_strategies(plan.id),
        units=ledger_choices.list_lead_units(plan.id, wanted.unit_id),
        leaders=ledger_choices.list_leaders(plan.id, wanted.leader_id),
        states=STATES,
        reports=REPORTS,
        arguments={name: value for name, value in _arguments(wanted).items() if value},
    )


def _filter(plan_id: int) -> TaskFilter:
    """The filter from the address. A value that makes no sense counts as missing."""
    asked = request.args
    return TaskFilter(
        plan_id=asked.get("plan", plan_id, type=row_id),
        strategy_id=asked.get("strategy", type=row_id),
        unit_id=asked.get("unit", type=row_id),
        leader_id=asked.get("leader", type=row_id),
        due=_one_of(Due, asked.get("due")),
        colour=_one_of(Colour, asked.get("light")),
        state=_one_of(STATES, asked.get("state")),
        report=_one_of(REPORTS, asked.get("report")),
        words=visible(asked.get("q", "")).strip()[:MAX_WORDS],
        sort=_one_of(Sort, asked.get("sort")) or Sort.LIGHT,
        is_whole="all" in asked,
    )


def _one_of(choices: Iterable[Word], text: str | None) -> Word | None:
    return next((choice for choice in choices if choice.value == text), None)


def _cursor() -> Cursor | None:
    """after=TASK or before=TASK, with the place of that row in the list."""
    after, before = request.args.get("after", type=row_id), request.args.get("before", type=row_id)
    place = request.args.get("place", 1, type=row_id)
    if before is not None:
        return Cursor(before, place, backwards=True)
    return None if after is None else Cursor(after, place)


def _arguments(wanted: TaskFilter) -> dict[str, str | int | None]:
    """The filter as an address states it: links change one of these and keep the rest."""
    return {
        "plan": wanted.plan_id,
        "strategy": wanted.strategy_id,
        "unit": wanted.unit_id,
        "leader": wanted.leader_id,
        "due": wanted.due,
        "light": wanted.colour,
        "state": wanted.state,
        "report": wanted.report,
        "q": wanted.words,
        "sort": None if wanted.sort is Sort.LIGHT else wanted.sort,
        "all": 1 if wanted.is_whole else None,
    }
