"""Logging in and out, and a new password."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.services import logins
from tracker.web import session
from tracker.web.access import public, requires
from tracker.web.forms.account import LoginForm, PasswordForm
from tracker.web.login_page import carry_on, first_page, login_page, password_page
from tracker.web.sending import Page, sent, told

account = Blueprint("account", __name__)


@account.route("/login", methods=["GET", "POST"])
@public
def login() -> Page:
    form = LoginForm(next=request.args.get("next", ""))
    if form.is_submitted():
        return sent(form, lambda doing: _log_in(doing, form), lambda _: login_page(form))
    viewer = session.viewer()
    if viewer is not None:
        return redirect(first_page(viewer), code=303)
    return login_page(form)


def _log_in(doing: Doing, form: LoginForm) -> Page:
    entered = logins.log_in(
        doing, login=(form.login.data or "").strip(), password=form.password.data or ""
    )
    row = session.start(entered.key)
    if form.kept_words.data:
        return carry_on(row, form.kept_words.data)
    return redirect(_own_path(form.next.data) or first_page(row), code=303)


@account.route("/logout", methods=["POST"])
@public
def logout() -> Response:
    key = session.key()
    if key is not None:
        logins.log_out(session.doing(), key=key)
    session.end()
    return redirect(url_for("account.login"), code=303)


@account.route("/account/password", methods=["GET", "POST"])
@requires(Permission.PLAN_VIEW)
def password() -> Page:
    form = PasswordForm()
    if not form.is_submitted():
        return password_page(form)
    return sent(form, lambda doing: _change(doing, form), lambda _: password_page(form))


def _change(doing: Doing, form: PasswordForm) -> Page:
    entered = logins.change_own_password(
        doing, current=form.current.data or "", password=form.password.data or ""
    )
    row = session.start(entered.key)
    words = "密码已更改，在别处的登录已全部退出"
    if form.kept_words.data:
        flash(words)
        return carry_on(row, form.kept_words.data)
    return told(words, first_page(row))


def _own_path(wanted: str | None) -> str:
    """A path of this site, or nothing: no open redirect to another host.

    Browsers drop tabs and line ends and read \\ as /, so such a path is not what it seems.
    """
    text = wanted or ""
    is_plain = text.isprintable() and "\\" not in text
    return text if is_plain and text.startswith("/") and not text.startswith("//") else ""
