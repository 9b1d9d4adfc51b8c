"""核对: the document on the left, its draft on the right, and each correction saved at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.drafts.corrections import Correction, is_done
from tracker.domain.drafts.doubtful import doubtful_items
from tracker.domain.drafts.review import Review, ReviewItem, find, strangers
from tracker.domain.errors import NotFound, RuleBroken, StaleWrite, TrackerError
from tracker.domain.permissions import Permission
from tracker.domain.terms.dates import read_day
from tracker.domain.words.errors import error_sentence
from tracker.queries.imports import ImportPage, get_import
from tracker.queries.units import list_names
from tracker.rendering.source_lines import item_numbers, source_lines
from tracker.services import reviews as review_services
from tracker.services.reviews import Part, Picked
from tracker.web import session
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.errors import status_of
from tracker.web.fields import visible
from tracker.web.form_errors import form_errors
from tracker.web.forms import reviews as forms

reviews = Blueprint("reviews", __name__, url_prefix="/imports/<int:draft_id>")

REFUSALS = (RuleBroken, StaleWrite, NotFound)

Page = str | Response | tuple[str, int]
Act = Callable[[int, ReviewItem, Picked, Correction], Response]
MadeForm = Callable[[Review, ReviewItem, Sequence[str], Mapping[str, str]], forms.ItemForm]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the page shows beside the draft itself."""

    open_key: int | None = None
    form: forms.ItemForm | None = None
    revision: int | None = None  # of the open item, as the form carried it
    names: forms.NamesForm | None = None
    picked: Collection[int] = ()
    lead: str = ""  # for those that are picked
    due_on: str = ""
    error: str = ""
    undo: Collection[int] = ()
    typed: Sequence[tuple[str, str]] = ()  # into the form of an item that is gone


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
    doubtful = doubtful_items(review, units)
    open_item = next((item for item in review.kept if item.key == shown.open_key), None)
    form = shown.form
    if open_item is not None and form is None:
        form = forms.item_form(review, open_item, units)
    return render_template(
        "reviews/show.html",
        page=page,
        review=review,
        source=source_lines(page.text, review, cut_item=open_item.key if open_item else None),
        numbers=item_numbers(review),
        doubtful=doubtful,
        doubt_places={doubt.item.key: place for place, doubt in enumerate(doubtful, start=1)},
        ways=forms.WAYS,
        way_of=forms.way_of,
        units=units,
        strangers=strangers(review, units),
        open_item=open_item,
        form=form,
        names=shown.names or forms.names_form(review),
        shown=shown,
        undone=[item for item in review.items if item.is_dropped and item.key in shown.undo],
    )


@reviews.route("/items/<int:key>", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def correct(draft_id: int, key: int) -> Page:
    return _with_form(draft_id, key, _correct)


@reviews.route("/items/<int:key>/answer", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def answer(draft_id: int, key: int) -> Page:
    """What the doubts about one item asked."""
    return _with_form(draft_id, key, _correct, forms.answer_form)


def _correct(draft_id: int, item: ReviewItem, sent: Picked, typed: Correction) -> Response:
    review_services.correct(session.doing(), draft_id=draft_id, item=sent, correction=typed)
    return _back(draft_id, item)


def _with_form(draft_id: int, key: int, act: Act, made: MadeForm = forms.item_form) -> Page:
    """The act with what was typed into the item's form; without it the form again, as typed."""
    page, revision = get_import(draft_id), _revision()
    try:
        item = find(page.review, key)
    except NotFound as error:
        return _refused(draft_id, error, _Shown(typed=forms.typed_words(request.form)))
    form = made(page.review, item, list_names(), request.form)
    if form.is_right_for(item):
        try:
            with form_errors(form):
                return act(draft_id, item, Picked(key, revision), form.correction(item))
        except (StaleWrite, NotFound) as error:
            if act is _correct and _is_saved(draft_id, key, form):
                return _back(draft_id, item)
            return _stale(draft_id, key, form, error)
    return _page(page, _Shown(open_key=key, form=form, revision=revision)), 422


def _revision() -> int:
    return request.form.get("revision", default=0, type=row_id)


def _is_saved(draft_id: int, key: int, form: forms.ItemForm) -> bool:
    """The form came twice: everything in it is saved already."""
    review = get_import(draft_id).review
    return any(
        is_done(review, key, form.correction(item)) for item in review.kept if item.key == key
    )


def _stale(draft_id: int, key: int, form: forms.ItemForm, error: TrackerError) -> Page:
    """What was typed stays in the form. The other person's version is in the list beside it."""
    page = get_import(draft_id)
    item = next((item for item in page.review.kept if item.key == key), None)
    if item is None:
        return _refused(draft_id, error, _Shown(typed=forms.typed_words(request.form)))
    return _page(page, _Shown(open_key=key, form=form, error=error_sentence(error))), status_of(
        error
    )


def _back(draft_id: int, item: ReviewItem) -> Response:
    """After a settled doubt to the next one, else to the item."""
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
        lead, due_on = (visible(request.form.get(name)) for name in ("lead", "due_on"))
        keys = {item.key for item in picked}
        return _refused(draft_id, error, _Shown(picked=keys, lead=lead, due_on=due_on))
    undo = [item.key for item in picked] if act == "drop" else None
    anchor = "doubts" if request.form.get("back") == "doubts" else "draft"
    return redirect(url_for(".show", draft_id=draft_id, undo=undo, _anchor=anchor), code=303)


def _several(draft_id: int, picked: Sequence[Picked], act: str) -> None:
    doing = session.doing()
    match act:
        case "set":
            lead, due_on = request.form.get("lead", ""), _day()
            review_services.set_terms(
                doing, draft_id=draft_id, picked=picked, lead=lead, due_on=due_on
            )
        case "move":
            home = request.form.get("strategy", default=0, type=row_id)
            review_services.move(doing, draft_id=draft_id, picked=picked, strategy=home)
        case _ if act in PLAIN_ACTS:
            PLAIN_ACTS[act](doing, draft_id=draft_id, picked=picked)
        case _:
            raise RuleBroken("choice.not-listed")


PLAIN_ACTS = {
    "check": review_services.check,
    "drop": review_services.drop,
    "restore": review_services.restore,
    "merge": review_services.merge,
    "split": review_services.split_by_measures,
}


def _day() -> date | None:
    text = request.form.get("due_on", "").strip()
    day = read_day(text)
    if text and day is None:
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
    """One place of one item: the button says what and where, as split:350. In the item's form it
    keeps what was typed there too."""
    if "title" in request.form:
        return _with_form(draft_id, key, _change_typed)
    try:
        _change(draft_id, Picked(key, _revision()), None)
    except REFUSALS as error:
        return _refused(draft_id, error, _Shown(open_key=key))
    return redirect(url_for(".show", draft_id=draft_id, _anchor="doubts"), code=303)


def _change_typed(draft_id: int, item: ReviewItem, sent: Picked, typed: Correction) -> Response:
    _change(draft_id, sent, typed)
    return redirect(url_for(".show", draft_id=draft_id, item=item.key, _anchor="edit"), code=303)


def _change(draft_id: int, sent: Picked, typed: Correction | None) -> None:
    part, place = _part()
    review_services.change_part(
        session.doing(), draft_id=draft_id, item=sent, part=part, place=place, typed=typed
    )


def _part() -> tuple[Part, int]:
    act, _, place = request.form.get("part", "").partition(":")
    try:
        return Part(act), row_id(place)
    except ValueError:
        raise RuleBroken("choice.not-listed") from None


@reviews.route("/names", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def rename(draft_id: int) -> Page:
    form = forms.names_form(get_import(draft_id).review, request.form)
    try:
        with form_errors(form):
            review_services.rename(
                session.doing(), draft_id=draft_id, names=form.typed, was=form.was
            )
            return redirect(url_for(".show", draft_id=draft_id), code=303)
    except StaleWrite as error:
        return _refused(draft_id, error, _Shown(names=form))
    return _page(get_import(draft_id), _Shown(names=form)), 422


@reviews.route("/strategies/<int:key>", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def rename_strategy(draft_id: int, key: int) -> Page:
    title, was = visible(request.form.get("title")), visible(request.form.get("was"))
    try:
        review_services.rename_strategy(
            session.doing(), draft_id=draft_id, strategy=key, title=title, was=was
        )
    except REFUSALS as error:
        return _refused(draft_id, error, _Shown(typed=[("板块名称", title)]))
    return redirect(url_for(".show", draft_id=draft_id, _anchor=f"strategy-{key}"), code=303)


def _refused(draft_id: int, error: TrackerError, shown: _Shown) -> tuple[str, int]:
    """The page as the draft stands now, with the reason above it."""
    shown = replace(shown, error=error_sentence(error))
    return _page(get_import(draft_id), shown), status_of(error)
