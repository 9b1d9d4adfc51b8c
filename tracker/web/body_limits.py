"""How much may be sent: from a browser in which nobody has logged in lately, hardly anything.

A form that comes after its session had ended brings its words and files along (kept_words), so
it is not the session that counts: a mark of its own stays in the browser for as long as words
are kept. It opens no page.
"""

from datetime import timedelta

from flask import Flask, Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from tracker.domain.doing import Policy

MARK = "known"
OF_STRANGERS = 64 * 1024
_JUST_NOW = "just_logged_in"


def register(app: Flask) -> None:
    app.before_request(_limit)
    app.after_request(_mark)


def expect_more() -> None:
    """From this browser: somebody has just logged in."""
    setattr(g, _JUST_NOW, True)


def mark() -> str:
    return str(_serializer().dumps(MARK))


def _limit() -> None:
    if not _is_known():
        request.max_content_length = OF_STRANGERS


def _is_known() -> bool:
    try:
        _serializer().loads(request.cookies.get(MARK, ""), max_age=int(_kept_for().total_seconds()))
    except BadSignature:
        return False
    return True


def _mark(response: Response) -> Response:
    if g.get(_JUST_NOW):
        response.set_cookie(
            MARK,
            mark(),
            max_age=_kept_for(),
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response


def _kept_for() -> timedelta:
    """From the login: a whole session, and a day in which its words can still come back."""
    policy: Policy = current_app.config["POLICY"]
    return timedelta(hours=policy.session_hours + 24)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="known-browser")
