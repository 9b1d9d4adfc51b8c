"""人员: who they are, what they may do, and a new password for those who forgot theirs."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.errors import StaleWrite
from tracker.domain.permissions import Permission
from tracker.domain.words.errors import error_sentence
from tracker.queries.unit_choices import list_choices
from tracker.queries.users import UserRow, get_user, list_users
from tracker.services import user_terms
from tracker.services import users as user_services
from tracker.services.users import NewUser
from tracker.web import session
from tracker.web.access import requires
from tracker.web.form_errors import form_errors
from tracker.web.forms.users import NewUserForm, UserForm

users = Blueprint("users", __name__)

Page = str | Response | tuple[str, int]


@users.route("/admin/users")
@requires(Permission.USER_MANAGE)
def index() -> str:
    return render_template("users/index.html", rows=list_users())


@users.route("/admin/users/new", methods=["GET", "POST"])
@requires(Permission.USER_MANAGE)
def add() -> Page:
    form, choices = NewUserForm(), list_choices()
    form.offer(choices)
    if form.is_submitted() and form.validate():
        password = user_services.one_time_password()
        with form_errors(form):
            names = {unit.id: unit.name for unit in choices}
            user = _new(form, password, names[form.terms().unit_id])
            user_services.add(session.doing(), user=user)
            return _password_page(form.name.data or "", form.login.data or "", password)
    return render_template("users/edit.html", form=form, row=None), 422 if form.errors else 200


@users.route("/admin/users/<int:user_id>", methods=["GET", "POST"])
@requires(Permission.USER_MANAGE)
def edit(user_id: int) -> Page:
    row, form = get_user(user_id), UserForm()
    form.offer(list_choices(also=[row.unit_id]))
    if not form.is_submitted():
        form.show(row)
        return _edit_page(form, row)
    if not form.validate():
        return _edit_page(form, row), 422
    try:
        with form_errors(form):
            user_terms.edit(
                session.doing(), user_id=user_id, seen=form.seen.data or "", terms=form.terms()
            )
            flash(f"已保存：{form.name.data}")
            return redirect(url_for("users.index"), code=303)
    except StaleWrite as error:
        form.form_errors.append(error_sentence(error))
        form.seen.raw_data, form.seen.data = None, row.terms.fingerprint
        return _edit_page(form, row), 409
    return _edit_page(form, row), 422


@users.route("/admin/users/<int:user_id>/password", methods=["POST"])
@requires(Permission.USER_MANAGE)
def reset_password(user_id: int) -> Page:
    row, password = get_user(user_id), user_services.one_time_password()
    user_services.set_password(session.doing(), login=row.login, password=password)
    return _password_page(row.name, row.login, password)


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


def _edit_page(form: UserForm, row: UserRow) -> str:
    return render_template("users/edit.html", form=form, row=row)


def _password_page(name: str, login: str, password: str) -> str:
    """The password is shown on this page only, and is in no cookie, address or log."""
    return render_template("users/password.html", name=name, login=login, password=password)
