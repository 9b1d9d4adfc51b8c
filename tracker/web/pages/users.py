"""人员: who they are, what they may do, and a new password for those who forgot theirs."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request, url_for

from tracker import clock
from tracker.domain.doing import Doing
from tracker.domain.login_locks import minutes_left
from tracker.domain.permissions import Permission
from tracker.queries.login_locks import find_account_lock
from tracker.queries.unit_choices import UnitChoice, list_choices
from tracker.queries.users import UserRow, get_user, list_users
from tracker.services import logins, people
from tracker.services.people import NewUser
from tracker.web.access import requires
from tracker.web.fields import visible
from tracker.web.forms.users import NewUserForm, UserForm
from tracker.web.sending import Page, pressed, sent, told

users = Blueprint("users", __name__)

MAX_WORDS = 50


@users.route("/admin/users")
@requires(Permission.USER_MANAGE)
def index() -> str:
    everybody, words = list_users(), visible(request.args.get("q", "")).strip()[:MAX_WORDS]
    return render_template(
        "users/index.html",
        active=sum(row.is_active for row in everybody),
        rows=[row for row in everybody if row.is_found_by(words)],
        words=words,
    )


@users.route("/admin/users/new", methods=["GET", "POST"])
@requires(Permission.USER_MANAGE)
def add() -> Page:
    form, choices = NewUserForm(), list_choices()
    form.offer(choices)
    if not form.is_submitted():
        return _page(form)
    return sent(form, lambda doing: _added(doing, form, choices), lambda _: _page(form))


def _added(doing: Doing, form: NewUserForm, choices: Sequence[UnitChoice]) -> Page:
    password, names = people.one_time_password(), {unit.id: unit.name for unit in choices}
    people.add(doing, user=_new(form, password, names[form.terms().unit_id]))
    return _password_page(form.name.data or "", form.login.data or "", password)


@users.route("/admin/users/<int:user_id>", methods=["GET", "POST"])
@requires(Permission.USER_MANAGE)
def edit(user_id: int) -> Page:
    row, form = get_user(user_id), UserForm()
    form.offer(list_choices(also=[row.unit_id]))
    if not form.is_submitted():
        form.show(row)
        return _page(form, row)
    return sent(
        form, lambda doing: _edited(doing, row, form), lambda stale: _page(form, row, stale)
    )


def _edited(doing: Doing, row: UserRow, form: UserForm) -> Page:
    seen = form.seen.data or ""
    left = people.edit(doing, user_id=row.id, seen=seen, terms=form.terms())
    words = f"；请为{'、'.join(left)}另定分管领导" if left else ""
    return told(f"已保存：{form.name.data}{words}", url_for("users.index"))


@users.route("/admin/users/<int:user_id>/password", methods=["POST"])
@requires(Permission.USER_MANAGE)
def reset_password(user_id: int) -> Page:
    row, password = get_user(user_id), people.one_time_password()

    def use_case(doing: Doing) -> Page:
        people.set_password(doing, login=row.login, password=password)
        return _password_page(row.name, row.login, password)

    return pressed(use_case, url_for("users.edit", user_id=user_id))


@users.route("/admin/users/<int:user_id>/unlock", methods=["POST"])
@requires(Permission.USER_MANAGE)
def unlock(user_id: int) -> Page:
    row, back = get_user(user_id), url_for("users.edit", user_id=user_id)

    def use_case(doing: Doing) -> Page:
        logins.unlock(doing, login=row.login)
        return told(f"已解除锁定，{row.name}可以登录", back)

    return pressed(use_case, back)


def _new(form: NewUserForm, password: str, unit: str) -> NewUser:
    terms = form.terms()
    return NewUser(
        login=(form.login.data or "").strip(),
        name=terms.name,
        unit=unit,
        roles=sorted(terms.roles),
        password=password,
        title=terms.title,
        mail=terms.mail,
    )


def _page(form: UserForm, row: UserRow | None = None, stale: str = "") -> str:
    """Overtaken, the form can be sent again as it was typed."""
    if row is not None and stale:
        form.form_errors.append(stale)
        form.seen.raw_data, form.seen.data = None, row.terms.fingerprint
    locked = _minutes_locked(row) if row else 0
    return render_template("users/edit.html", form=form, row=row, locked=locked)


def _minutes_locked(row: UserRow) -> int:
    now = clock.now()
    until = find_account_lock(row.login, now)
    return minutes_left(until, now) if until else 0


def _password_page(name: str, login: str, password: str) -> str:
    """The password is shown on this page only, and is in no cookie, address or log."""
    return render_template("users/password.html", name=name, login=login, password=password)
