"""核对: the document on the left, its draft on the right, and each correction saved at once."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.domain.errors import NotFound, RuleBroken, StaleWrite, TrackerError
from tracker.domain.labels import error_sentence
from tracker.domain.permissions import Permission
from tracker.domain.review import ReviewItem, find
from tracker.queries.imports import ImportPage, get_import
from tracker.queries.units import list_names
from tracker.rendering.source_lines import item_numbers, source_lines
from tracker.services import reviews as review_services
from tracker.services.reviews import Picked
from tracker.web import session
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.errors import status_of
from tracker.web.fields import read_day, visible
from tracker.web.form_errors import form_errors
from tracker.web.forms.imports import ItemForm, item_form

reviews = Blueprint("reviews", __name__, url_prefix="/imports/<int:draft_id>")

REFUSALS = (RuleBroken, StaleWrite, NotFound)

Page = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the page shows beside the draft itself."""

    open_key: int | None = None
    form: ItemForm | None = None
    picked: Collection[int] = ()
    error: str = ""
    undo: Collection[int] = ()


@reviews.route("")
@requires(Permission.PLAN_IMPORT)
def show(draft_id: int) -> Page:
    page = get_import(draft_id)
    if page.plan_id is not None:
        return redirect(url_for("plans.show", plan_id=page.plan_id), code=303)
    undo = request.args.getlist("undo", type=row_id)
    return _page(page, _Shown(open_key=request.args.get("item", type=row_id), undo=undo))


def _page(page: ImportPage, shown: _Shown) -> str:
    review, units = page.review, list_names()
    open_item = next((item for item in review.kept if item.key == shown.open_key), None)
    form = shown.form
    if open_item is not None and form is None:
        form = item_form(review, open_item, units)
    return render_template(
        "reviews/show.html",
        page=page,
        review=review,
        source=source_lines(page.text, review, cut_item=open_item.key if open_item else None),
        numbers=item_numbers(review),
        doubtful=[item for item in review.kept if item.is_doubtful],
        units=units,
        open_item=open_item,
        form=form,
        picked=shown.picked,
        error=shown.error,
        undone=[item for item in review.items if item.is_dropped and item.key in shown.undo],
    )


@reviews.route("/items/<int:key>", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def correct(draft_id: int, key: int) -> Page:
    page = get_import(draft_id)
    try:
        item = find(page.review, key)
    except NotFound as error:
        return _refused(draft_id, error, _Shown(error=error_sentence(error)))
    form = item_form(page.review, item, list_names())
    if not form.validate():
        return _page(page, _Shown(open_key=key, form=form)), 422
    try:
        with form_errors(form):
            review_services.correct(
                session.actor(),
                draft_id=draft_id,
                item=Picked(key, form.revision.data or 0),
                correction=form.correction(item),
                now=clock.now(),
            )
            return _back(draft_id, item)
    except StaleWrite as error:
        return _stale(draft_id, key, form, error)
    return _page(page, _Shown(open_key=key, form=form)), 422


def _stale(draft_id: int, key: int, form: ItemForm, error: StaleWrite) -> Page:
    """What was typed stays in the form; the other one's item stands in the list beside it."""
    page = get_import(draft_id)
    form.revision.raw_data = None
    form.revision.data = find(page.review, key).revision
    return _page(page, _Shown(open_key=key, form=form, error=error_sentence(error))), 409


def _back(draft_id: int, item: ReviewItem) -> Response:
    """A doubt that is settled leads to the next one; else to where the item stands."""
    anchor = "doubts" if item.is_doubtful else f"item-{item.key}"
    return redirect(url_for(".show", draft_id=draft_id, _anchor=anchor), code=303)


@reviews.route("/items", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def correct_several(draft_id: int) -> Page:
    """What the buttons over the list do with the items that are picked."""
    picked, act = _picked(), request.form.get("act", "")
    try:
        _several(draft_id, picked, act)
    except REFUSALS as error:
        keys = {item.key for item in picked}
        return _refused(draft_id, error, _Shown(picked=keys, error=error_sentence(error)))
    undo = [item.key for item in picked] if act == "drop" else None
    anchor = "doubts" if request.form.get("back") == "doubts" else "draft"
    return redirect(url_for(".show", draft_id=draft_id, undo=undo, _anchor=anchor), code=303)


def _several(draft_id: int, picked: Sequence[Picked], act: str) -> None:
    actor, now = session.actor(), clock.now()
    match act:
        case "lead":
            lead = request.form.get("lead", "")
            review_services.set_lead(actor, draft_id=draft_id, picked=picked, lead=lead, now=now)
        case "due":
            due_on = _day()
            review_services.set_due(actor, draft_id=draft_id, picked=picked, due_on=due_on, now=now)
        case "move":
            home = request.form.get("strategy", default=0, type=row_id)
            review_services.move(actor, draft_id=draft_id, picked=picked, strategy=home, now=now)
        case _ if act in PLAIN_ACTS:
            PLAIN_ACTS[act](actor, draft_id=draft_id, picked=picked, now=now)
        case _:
            raise RuleBroken("choice.not-listed")


PLAIN_ACTS = {
    "check": review_services.check,
    "drop": review_services.drop,
    "restore": review_services.restore,
    "merge": review_services.merge,
    "split": review_services.split_by_measures,
}


def _day() -> date:
    day = read_day(request.form.get("due_on", ""))
    if day is None:
        raise RuleBroken("day.not-a-day")
    return day


def _picked() -> list[Picked]:
    """Each box carries key and revision as the reviewer saw them: 12:3."""
    found = []
    for text in request.form.getlist("picked"):
        key, _, revision = text.partition(":")
        with suppress(ValueError):  # not one of our boxes
            found.append(Picked(row_id(key), row_id(revision)))
    return found


@reviews.route("/items/<int:key>/part", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def correct_part(draft_id: int, key: int) -> Page:
    """One place of one item: the button says what and where, as split:350."""
    act, _, text = request.form.get("part", "").partition(":")
    revision = request.form.get("revision", default=0, type=row_id)
    try:
        if act not in PART_ACTS or not text.isdecimal():
            raise RuleBroken("choice.not-listed")
        item = Picked(key, revision)
        PART_ACTS[act](
            session.actor(), draft_id=draft_id, item=item, place=int(text), now=clock.now()
        )
    except REFUSALS as error:
        return _refused(draft_id, error, _Shown(open_key=key, error=error_sentence(error)))
    if act == "drop-target":
        return redirect(url_for(".show", draft_id=draft_id, _anchor="doubts"), code=303)
    return redirect(url_for(".show", draft_id=draft_id, item=key, _anchor="edit"), code=303)


PART_ACTS = {
    "split": review_services.split,
    "sub-task": review_services.make_sub_task,
    "undo-sub-task": review_services.undo_sub_task,
    "drop-target": review_services.drop_target,
}


@reviews.route("/strategies/<int:key>", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def rename_strategy(draft_id: int, key: int) -> Page:
    title = visible(request.form.get("title"))
    try:
        review_services.rename_strategy(
            session.actor(), draft_id=draft_id, strategy=key, title=title, now=clock.now()
        )
    except REFUSALS as error:
        return _refused(draft_id, error, _Shown(error=error_sentence(error)))
    return redirect(url_for(".show", draft_id=draft_id, _anchor=f"strategy-{key}"), code=303)


def _refused(draft_id: int, error: TrackerError, shown: _Shown) -> tuple[str, int]:
    """The page as the draft stands now, with the reason above it."""
    return _page(get_import(draft_id), shown), status_of(error)
