"""单位: names, duties, who supervises them, and one going into another."""

from flask import Blueprint, render_template, url_for

from tracker.domain.doing import Doing
from tracker.domain.permissions import Permission
from tracker.queries.unit_choices import list_choices
from tracker.queries.unit_pages import UnitCard, get_card, list_lines, next_position
from tracker.queries.users import list_leaders
from tracker.services import unit_mergers
from tracker.services import units as unit_services
from tracker.web.access import requires
from tracker.web.forms.units import MergeForm, UnitForm
from tracker.web.sending import Page, pressed, sent, told

units = Blueprint("units", __name__)


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
        return _new(form)
    return sent(form, lambda doing: _added(doing, form), lambda _: _new(form))


def _added(doing: Doing, form: UnitForm) -> Page:
    unit_services.add(doing, terms=form.terms())
    return told(f"已新增单位：{form.name.data}", url_for("units.index"))


def _new(form: UnitForm) -> str:
    return render_template("units/edit.html", form=form, card=None)


@units.route("/admin/units/<int:unit_id>", methods=["GET", "POST"])
@requires(Permission.UNIT_MANAGE)
def edit(unit_id: int) -> Page:
    form, card = _form(), get_card(unit_id)
    if not form.is_submitted():
        form.show(card.terms)
        return _card(form, card)
    return sent(
        form, lambda doing: _edited(doing, unit_id, form), lambda stale: _again(form, card, stale)
    )


def _edited(doing: Doing, unit_id: int, form: UnitForm) -> Page:
    unit_services.edit(doing, unit_id=unit_id, seen=form.seen.data or "", terms=form.terms())
    return told(f"已保存：{form.name.data}", url_for("units.index"))


def _again(form: UnitForm, card: UnitCard, stale: str) -> str:
    """Overtaken, the form can be sent again as it was typed."""
    if stale:
        form.form_errors.append(stale)
        form.seen.raw_data, form.seen.data = None, card.terms.fingerprint
    return _card(form, card)


@units.route("/admin/units/<int:unit_id>/merge", methods=["POST"])
@requires(Permission.UNIT_MANAGE)
def merge(unit_id: int) -> Page:
    card, merging = get_card(unit_id), _merge_form(unit_id)

    def again(_: str) -> str:
        form = _form()
        form.show(card.terms)
        return _card(form, card, merging)

    return sent(merging, lambda doing: _merged(doing, unit_id, merging), again)


@units.route("/admin/units/<int:unit_id>/delete", methods=["POST"])
@requires(Permission.UNIT_MANAGE)
def delete(unit_id: int) -> Page:
    name = get_card(unit_id).terms.name

    def deleted(doing: Doing) -> Page:
        unit_services.delete(doing, unit_id=unit_id)
        return told(f"已删除单位：{name}", url_for("units.index"))

    return pressed(deleted, url_for("units.edit", unit_id=unit_id))


def _merged(doing: Doing, unit_id: int, merging: MergeForm) -> Page:
    moved = unit_mergers.merge(doing, unit_id=unit_id, into_id=int(merging.into.data))
    words = f"已合并：转移任务 {moved.tasks} 项、人员 {moved.people} 名"
    return told(words, url_for("units.index"))


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
