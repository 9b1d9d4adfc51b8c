"""What a request that needs a login is answered: the login page, which keeps what was typed."""

from flask import Flask, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError

from tracker.domain.errors import RuleBroken
from tracker.domain.words.errors import error_sentence
from tracker.queries.users import SessionUser
from tracker.web import kept_words, session
from tracker.web.errors import page_with_words
from tracker.web.forms.account import LoginForm, PasswordForm
from tracker.web.sending import Page, told

ENDED = 401


def register(app: Flask) -> None:
    session.manager_of(app).unauthorized_handler(_ask_to_log_in)
    app.register_error_handler(CSRFError, _form_of_another_session)


def login_page(form: LoginForm) -> str:
    return render_template("account/login.html", form=form)


def password_page(form: PasswordForm) -> str:
    return render_template("account/password.html", form=form)


def first_page(row: SessionUser) -> str:
    """Chiefs start with their tasks, everybody else with the board."""
    return url_for("mine.index" if row.actor.is_only_chief else "board.index")


def carry_on(row: SessionUser, sealed: str) -> Page:
    """The way back to what was typed, for the person who typed it."""
    if row.must_change_password:
        return password_page(PasswordForm(formdata=None, kept_words=sealed))
    try:
        kept = kept_words.unseal(sealed)
        kept.check_owner(row.actor.user_id)
    except RuleBroken as error:
        return told(error_sentence(error), first_page(row), "error")
    return render_template("account/carry_on.html", kept=kept, sealed=sealed)


def _ask_to_log_in() -> Page:
    if request.method == "POST":
        answer = _with_words()
        if answer is not None:
            return answer
    methods = request.url_rule.methods if request.url_rule else None
    wanted = request.full_path.rstrip("?") if "GET" in (methods or ()) else None
    return redirect(url_for("account.login", next=wanted), code=303)


def _form_of_another_session(error: CSRFError) -> Page:
    """The session ended, or began anew in another tab, since the form was opened."""
    if request.endpoint == "account.login":
        form = LoginForm()
        form.form_errors.append("页面打开太久，请再登录一次。")
        return login_page(form), 400
    if session.viewer() is None and request.blueprint == "account":
        return _ask_to_log_in()
    sentence = "页面打开太久，或在别处重新登录过。请返回上一页，刷新后再提交。"
    return _with_words() or page_with_words(400, sentence)


def _with_words() -> Page | None:
    try:
        kept = kept_words.typed()
    except RuleBroken as error:
        return page_with_words(ENDED, error_sentence(error))
    if kept is None:
        return None
    sealed = kept.sealed()
    if len(sealed) > kept_words.MOST:
        sentence = "登录已过期。填的内容太长，登录后带不回去：请先复制下面的内容，登录后再填。"
        return page_with_words(ENDED, sentence)
    viewer = session.viewer()
    if viewer is not None and viewer.actor.user_id == kept.person:
        return carry_on(viewer, sealed)
    return login_page(LoginForm(formdata=None, kept_words=sealed)), ENDED
