"""Who is logged in: a value, never a model, so nothing loads itself behind a page's back."""

import secrets

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from itsdangerous import BadSignature, URLSafeTimedSerializer

from tracker import clock
from tracker.domain.doing import Doing, Policy, nobody
from tracker.domain.values import Actor
from tracker.queries.users import SessionUser, find_session_user
from tracker.web import body_limits, origins

_SEEN = "seen"
TOKEN = "csrf_token"  # noqa: S105 -- its name, in the session and in forms


class LoggedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login asks for, around the value that pages use."""

    def __init__(self, key: str, row: SessionUser) -> None:
        self.key, self.row = key, row

    def get_id(self) -> str:
        """The key of a session that the database knows, and can end."""
        return self.key


def register(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # phones change their address between two pages
    manager.user_loader(_load)
    app.before_request(_end_idle)
    app.context_processor(lambda: {"viewer": viewer()})


def start(key: str) -> SessionUser:
    """Hands the browser of a person who has just proved who they are the key of their session."""
    row = find_session_user(key, clock.now(), origin=origin())
    if row is None:
        raise RuntimeError("a person who just logged in is gone")
    session.clear()
    session.permanent = True
    session[_SEEN] = clock.now().timestamp()
    session[TOKEN] = f"{secrets.token_hex(20)}.{row.actor.user_id}"
    g.pop(TOKEN, None)  # the one that was made for a form of the session before
    login_user(LoggedIn(key, row))
    body_limits.expect_more()
    return row


def key() -> str | None:
    """Of the session that is open here."""
    user = current_user._get_current_object()
    return user.key if isinstance(user, LoggedIn) else None


def end() -> None:
    logout_user()
    session.clear()


def manager_of(app: Flask) -> LoginManager:
    manager: LoginManager = app.login_manager  # type: ignore[attr-defined]
    return manager


def opened_by() -> int | None:
    """Who was logged in when the form that was sent was opened: its token says so, signed, even
    when the session is gone."""
    signer = URLSafeTimedSerializer(current_app.secret_key or "", salt="wtf-csrf-token")
    try:
        token = signer.loads(request.form.get(TOKEN, ""))
    except BadSignature:
        return None
    _, _, person = str(token).partition(".")
    return int(person) if person else None


def viewer() -> SessionUser | None:
    user = current_user._get_current_object() if current_user else None
    return user.row if isinstance(user, LoggedIn) else None


def actor() -> Actor:
    """Of the logged-in person; only behind `@requires`."""
    row = viewer()
    if row is None:
        raise RuntimeError("nobody is logged in here")
    return row.actor


def doing() -> Doing:
    """What is done now, by whoever is logged in or by nobody."""
    row = viewer()
    return Doing(row.actor if row else nobody(origin()), clock.now(), policy())


def policy() -> Policy:
    found: Policy = current_app.config["POLICY"]
    return found


def house() -> str:
    """Whose system this is, by name."""
    return policy().letterhead.organisation


def origin() -> str:
    return origins.address()


def _load(key: str) -> LoggedIn | None:
    row = find_session_user(key, clock.now(), origin=origin())
    return None if row is None else LoggedIn(key, row)


def _end_idle() -> None:
    """A session ends after idle minutes, whatever the browser's clock says of its cookie."""
    if request.endpoint == "static" or _SEEN not in session:
        return
    now = clock.now().timestamp()
    if now - session[_SEEN] > current_app.permanent_session_lifetime.total_seconds():
        session.clear()
    else:
        session[_SEEN] = now
