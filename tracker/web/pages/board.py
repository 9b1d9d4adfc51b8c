"""看板: where the plan stands, on one screen."""

from flask import Blueprint, render_template, request

from tracker import clock
from tracker.domain.doing import nobody
from tracker.domain.errors import Forbidden, NotFound
from tracker.domain.permissions import Permission
from tracker.domain.roll_up_formulas import formula_of, left_out
from tracker.queries.board import find_board
from tracker.queries.explained import MOST_TASKS, find_explained
from tracker.queries.news_page import find_news
from tracker.queries.screens import is_screen
from tracker.web import session
from tracker.web.access import public, requires
from tracker.web.board_page import (
    arguments_of,
    filter_from_address,
    ledger_of,
    shown,
    shown_on_wall,
    since_from_address,
)

board = Blueprint("board", __name__)


@board.route("/")
@requires(Permission.PLAN_VIEW)
def index() -> str:
    wanted = filter_from_address()
    page = find_board(session.actor(), wanted, on=clock.today())
    if page is None:
        if wanted.plan_id is not None:
            raise NotFound("plan.not-found")
        return render_template("board/empty.html")
    return render_template("board/index.html", **shown(page, wanted))


@board.route("/board/figures")
@requires(Permission.PLAN_VIEW)
def figures() -> str:
    """How a roll-up came about: formula, parts, what was left out."""
    wanted = filter_from_address()
    page = find_explained(wanted, on=clock.today())
    if page is None:
        raise NotFound("plan.not-found")
    return render_template(
        "board/figures.html",
        page=page,
        wanted=wanted,
        arguments=arguments_of(wanted),
        formula=formula_of(page.figures, page.on),
        left_out=left_out(page.figures),
        most_tasks=MOST_TASKS,
        ledger=ledger_of(page.plan.id, wanted),
    )


@board.route("/board/changes")
@requires(Permission.PLAN_VIEW)
def changes() -> str:
    """全部变化, of this week or since a day."""
    wanted = filter_from_address()
    page = find_news(wanted, since=since_from_address(), on=clock.today())
    if page is None:
        raise NotFound("plan.not-found")
    return render_template(
        "board/changes.html", page=page, wanted=wanted, arguments=arguments_of(wanted)
    )


@board.route("/board/screen")
@public
def screen() -> str:
    """For a wall: by a token of its own, or for whoever is logged in. Nobody's words are on it."""
    token = request.args.get("token", "")
    if session.viewer() is None and not is_screen(token):
        raise Forbidden("screen.closed")
    wanted = filter_from_address()
    page = find_board(nobody(session.origin()), wanted, on=clock.today())
    if page is None:
        if wanted.plan_id is not None:
            raise NotFound("plan.not-found")
        return render_template("board/screen_empty.html", following=request.full_path)
    found = shown_on_wall(page, wanted, token)
    return render_template("board/screen.html", now=clock.now(), **found)
