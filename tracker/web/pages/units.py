"""单位: names, duties, who supervises them, and one going into another."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.errors import StaleWrite
from tracker.domain.permissions import Permission
from tracker.domain.words.errors import error_sentence
from tracker.queries.unit_choices import list_choices
from tracker.queries.unit_pages import UnitCard, get_card, list_lines, next_position
from tracker.queries.users import list_leaders
from tracker.services import unit_mergers
from tracker.services import units as unit_services
from tracker.web import session
from tracker.web.access import requires
from tracker.web.form_errors import form_errors
from tracker.web.forms.units import MergeForm, UnitForm

units = Blueprint("units", __name__)

Page = str | Response | tuple[str, int]


@units.route("/admin/units")
@requires(Permission.UNIT_MANAGE)
def index() -> str:
    return render_template("units/index.html", rows=list_lines())


@units.route("/admin/units/new", methods=["GET", "POST"])
@requires(Permission.UNIT_MANAGE)
def add() -> Page:
    form = _form()
    if not form.is_submitted():
        form.position.data = str(next_position())
        return render_template("units/edit.html", form=form, card=None)
    if form.validate():
        with form_errors(form):
            unit_services.add(session.doing(), terms=form.terms())
            flash(f"已新增单位：{form.name.data}")
            return redirect(url_for("units.index"), code=303)
    return render_template("units/edit.html", form=form, card=None), 422


@units.route("/admin/units/<int:unit_id>", methods=["GET", "POST"])
@requires(Permission.UNIT_MANAGE)
def edit(unit_id: int) -> Page:
    form, card = _form(), get_card(unit_id)
    if not form.is_submitted():
        form.show(card.terms)
        return _card(form, card)
    if not form.validate():
        return _card(form, card), 422
    try:
        with form_errors(form):
            unit_services.edit(
                session.doing(), unit_id=unit_id, seen=form.seen.data or "", terms=form.terms()
            )
            flash(f"已保存：{form.name.data}")
            return redirect(url_for("units.index"), code=303)
    except StaleWrite as error:
        form.form_errors.append(error_sentence(error))
        form.seen.raw_data, form.seen.data = None, card.terms.fingerprint
        return _card(form, card), 409
    return _card(form, card), 422


@units.route("/admin/units/<int:unit_id>/merge", methods=["POST"])
@requires(Permission.UNIT_MANAGE)
def merge(unit_id: int) -> Page:
    card = get_card(unit_id)
    merging = _merge_form(unit_id)
    if merging.validate() and merging.into.data:
        with form_errors(merging):
            moved = unit_mergers.merge(
                session.doing(), unit_id=unit_id, into_id=int(merging.into.data)
            )
            flash(f"已合并：转移任务 {moved.tasks} 项、人员 {moved.people} 名")
            return redirect(url_for("units.index"), code=303)
    form = _form()
    form.show(card.terms)
    return _card(form, card, merging), 422


def _form() -> UnitForm:
    form = UnitForm()
    form.offer(list_leaders())
    return form


def _merge_form(unit_id: int) -> MergeForm:
    form = MergeForm()
    form.offer(list_choices(), but=unit_id)
    return form


def _card(form: UnitForm, card: UnitCard, merging: MergeForm | None = None) -> str:
    return render_template(
        "units/edit.html",
        form=form,
        card=card,
        merging=merging or _merge_form(card.id),
        line=next(line for line in list_lines() if line.id == card.id),
    )
