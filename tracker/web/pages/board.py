"""看板: where the plan stands, on one screen."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request

from tracker import clock
from tracker.domain.coverage import period_name, quarterly_note
from tracker.domain.errors import NotFound
from tracker.domain.permissions import Permission
from tracker.domain.rollup import Figures
from tracker.domain.unit_series import columns
from tracker.domain.verdicts import shares, verdict
from tracker.queries.board import BoardPage, find_board
from tracker.queries.board_units import BoardFilter
from tracker.rendering.charts import Trend, trend
from tracker.web import session
from tracker.web.access import requires
from tracker.web.converters import row_id

board = Blueprint("board", __name__)


@board.route("/")
@requires(Permission.PLAN_VIEW)
def index() -> str:
    wanted = BoardFilter(
        plan_id=request.args.get("plan", type=row_id),
        unit_id=request.args.get("unit", type=row_id),
        leader_id=request.args.get("leader", type=row_id),
    )
    page = find_board(session.actor(), wanted, on=clock.today())
    if page is None:
        if wanted.plan_id is not None:
            raise NotFound("plan.not-found")
        return render_template("board/empty.html")
    counts = page.figures.by_colour()
    return render_template(
        "board/index.html",
        page=page,
        wanted=wanted,
        verdict=verdict(page.figures, page.on, _parts(page), page.subject),
        period=period_name(page.figures, page.on),
        period_note=quarterly_note(page.figures, page.on),
        colours=list(zip(counts, counts.values(), shares(list(counts.values())))),
        trend=_trend(page),
        columns=columns(page.units),
    )


def _parts(page: BoardPage) -> Sequence[tuple[str, Figures]]:
    return [(strategy.title, strategy.figures) for strategy in page.strategies]


def _trend(page: BoardPage) -> Trend:
    return trend(
        page.plan.starts_on,
        page.plan.ends_on,
        [(point.on, point.actual) for point in page.course if point.actual is not None],
        [(point.on, point.expected) for point in page.course if point.expected is not None],
        on=page.on,
    )
