"""Logging in and out, and a new password."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.permissions import Permission
from tracker.domain.values import Role
from tracker.queries.users import SessionUser
from tracker.services import users as user_services
from tracker.web import session
from tracker.web.access import public, requires
from tracker.web.form_errors import form_errors
from tracker.web.forms.account import LoginForm, PasswordForm

account = Blueprint("account", __name__)

Page = str | Response | tuple[str, int]


@account.route("/login", methods=["GET", "POST"])
@public
def login() -> Page:
    form = LoginForm(next=request.args.get("next", ""))
    if form.validate_on_submit():
        with form_errors(form):
            user_id = user_services.log_in(
                session.logging_in(),
                login=(form.login.data or "").strip(),
                password=form.password.data or "",
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


@account.route("/account/password", methods=["GET", "POST"])
@requires(Permission.PLAN_VIEW)
def password() -> Page:
    form = PasswordForm()
    if form.validate_on_submit():
        with form_errors(form):
            user_services.change_own_password(
                session.doing(), current=form.current.data or "", password=form.password.data or ""
            )
            row = session.start(session.actor().user_id)
            flash("密码已更改，在别处的登录已全部退出")
            return redirect(first_page(row), code=303)
    return render_template("account/password.html", form=form), 422 if form.is_submitted() else 200


def first_page(row: SessionUser) -> str:
    """Chiefs start with their tasks, everybody else with the board."""
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
