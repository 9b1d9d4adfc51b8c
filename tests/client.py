"""A browser stand-in: each request is its own, pages are checked, each POST carries a token."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from flask import Flask, session
from flask.testing import FlaskClient, FlaskCliRunner
from flask_wtf.csrf import generate_csrf

from tests.make import make_login
from tests.page_text import page_text
from tests.query_counter import counted_queries
from tests.strict_html import faults_of, ids_are_in_doubt, steps_of
from tracker.database import db
from tracker.web import body_limits
from tracker.web import session as web_session

READING = {"GET", "HEAD", "OPTIONS"}
ENOUGH = 4  # pages of one kind that are read strictly: reading costs more than making them
_faultless: set[tuple[str, str]] = set()  # which tag follows which on pages without a fault


def end_reading() -> None:
    """The test's own session: what it read is old after a request, and it must not hold changes."""
    assert not unsaved(), "the test changed rows and did not commit them"
    db.session.rollback()
    db.session.expire_all()  # rows that were just made are read anew too


def unsaved() -> list[object]:
    return [*db.session.new, *db.session.dirty, *db.session.deleted]


class PageResponse:
    """`text` of a page is free of the breaks and indentation of its templates."""

    mimetype: str
    get_data: Callable[..., str]

    @property
    def text(self) -> str:
        text = self.get_data(as_text=True)
        return page_text(text) if self.mimetype == "text/html" else text


class StrictClient(FlaskClient):
    """`post(..., csrf=False)` leaves the token out; `check=False` takes a page as it is."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._opened: Counter[tuple[str, int]] = Counter()
        self.response_wrapper = type("Response", (PageResponse, self.response_wrapper), {})

    def open(self, *args: Any, csrf: bool = True, check: bool = True, **named: Any) -> Any:
        end_reading()
        if csrf and named.get("method", "GET") not in READING:
            named["headers"] = {"X-CSRFToken": self.token(), **dict(named.get("headers") or {})}
        # A fresh context, so that the request shares neither session nor `g` with the test.
        with self.application.app_context(), counted_queries() as queries:
            response = super().open(*args, **named)
            assert not unsaved(), "the request left rows that it neither saved nor dropped"
        if named.get("method", "GET") in READING:
            assert not queries.writing, f"a GET wrote: {queries.writing}"
        assert response.status_code != 500 or not check, "a fault of ours: see the captured log"
        if check and self._is_to_be_read(response):
            read_strictly(response.request.path, response.get_data(as_text=True))
        return response

    def _is_to_be_read(self, response: Any) -> bool:
        if response.mimetype != "text/html" or 300 <= response.status_code < 400:
            return False
        kind = (re.sub(r"\d+", "N", response.request.path), response.status_code)
        self._opened[kind] += 1
        return self._opened[kind] <= ENOUGH

    def log_in(self, user_id: int) -> None:
        """Starts the session as the login page does, without paying for the password again."""
        app = self.application
        with app.app_context(), self.session_transaction() as stored, app.test_request_context():
            web_session.start(make_login(user_id))
            stored.update(session)
            stored.permanent = True
            known = body_limits.mark()
        self.set_cookie(body_limits.MARK, known)

    def token(self) -> str:
        """A token for this client's session, made as the product makes it for its forms."""
        app = self.application  # a context of its own: `g` remembers the token of another client
        with app.app_context(), self.session_transaction() as stored, app.test_request_context():
            session.update(stored)
            token = generate_csrf()
            stored["csrf_token"] = session["csrf_token"]
        return str(token)


def read_strictly(path: str, page: str) -> None:
    """Fails for a page with faults; one made only of steps that were faultless is not read."""
    steps = steps_of(page)
    if not steps <= _faultless or ids_are_in_doubt(page):
        faults = faults_of(page)
        assert not faults, "\n".join([f"{path}:", *faults])
        _faultless.update(steps)


class StrictRunner(FlaskCliRunner):
    """A command runs in a context of its own, as it does on the command line."""

    def invoke(self, *args: Any, **named: Any) -> Any:
        end_reading()
        with self.app.app_context():
            return super().invoke(*args, **named)


def use_strict_doors(app: Flask) -> None:
    app.test_client_class = StrictClient
    app.test_cli_runner_class = StrictRunner


def new_client(app: Flask) -> StrictClient:
    client = app.test_client()
    assert isinstance(client, StrictClient)
    return client


def new_runner(app: Flask) -> StrictRunner:
    runner = app.test_cli_runner()
    assert isinstance(runner, StrictRunner)
    return runner
