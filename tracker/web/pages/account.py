"""Logging in and out."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain.values import Role
from tracker.queries.users import SessionUser
from tracker.services import users
from tracker.web import session
from tracker.web.access import public
from tracker.web.form_errors import form_errors
from tracker.web.forms.account import LoginForm

account = Blueprint("account", __name__)

Page = str | Response | tuple[str, int]


@account.route("/login", methods=["GET", "POST"])
@public
def login() -> Page:
    form = LoginForm(next=request.args.get("next", ""))
    if form.validate_on_submit():
        with form_errors(form):
            user_id = users.log_in(
                login=(form.login.data or "").strip(),
                password=form.password.data or "",
                address=session.origin(),
                now=clock.now(),
            )
            row = session.start(user_id)
            return redirect(_own_path(form.next.data) or first_page(row), code=303)
    if form.is_submitted():
        return render_template("account/login.html", form=form), 422
    viewer = session.viewer()
    if viewer is not None:
        return redirect(first_page(viewer), code=303)
    return render_template("account/login.html", form=form)


@account.route("/logout", methods=["POST"])
@public
def logout() -> Response:
    session.end()
    return redirect(url_for("account.login"), code=303)


def first_page(row: SessionUser) -> str:
    """A chief comes for what is still to do, everybody else for where the plan stands."""
    is_chief_only = Role.CHIEF in row.actor.roles and not row.actor.roles & {
        Role.LEADER,
        Role.PLAN_OFFICE,
    }
    return url_for("mine.index") if is_chief_only else url_for("board.index")


def _own_path(wanted: str | None) -> str:
    """A path of this site, or nothing: no open redirect to another host.

    Browsers drop tabs and line ends and read \\ as /, so such a path is not what it seems.
    """
    text = wanted or ""
    is_plain = text.isprintable() and "\\" not in text
    return text if is_plain and text.startswith("/") and not text.startswith("//") else ""
