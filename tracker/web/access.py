"""Who may open a page: each view says it, and a test walks them all."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, redirect, request, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from tracker.domain.acts import Act
from tracker.domain.errors import Forbidden
from tracker.domain.permissions import Permission, TaskFacts, allows
from tracker.domain.plan_acts import PlanAct
from tracker.web import session

View = TypeVar("View", bound=Callable[..., Any])


def register(app: Flask) -> None:
    app.context_processor(
        lambda: {"can": can, "Permission": Permission, "Act": Act, "PlanAct": PlanAct}
    )


def public(view: View) -> View:
    """Anybody, logged in or not."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def requires(permission: Permission) -> Callable[[View], View]:
    """Opens the page to those who may do this to some task; the use case decides the act."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not allows(session.actor(), permission):
                raise Forbidden("access.denied", permission=permission)
            return _to_own_password() or view(*args, **kwargs)

        closed = login_required(guarded)
        closed.access = permission
        return closed  # type: ignore[no-any-return]

    return decorate


def _to_own_password() -> Response | None:
    """A password that an administrator gave opens nothing but the page on which it is changed."""
    row = session.viewer()
    if row is None or not row.must_change_password or request.endpoint == "account.password":
        return None
    return redirect(url_for("account.password"), code=303)


def may(permission: Permission, facts: TaskFacts) -> None:
    """For a page about one task: the same rule as the use case behind it."""
    if not can(permission, facts):
        raise Forbidden("access.denied", permission=permission)


def can(permission: Permission, facts: TaskFacts | None = None) -> bool:
    """For templates: show only what this person may do."""
    row = session.viewer()
    return row is not None and allows(row.actor, permission, facts)
