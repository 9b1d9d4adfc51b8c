"""核对: the document on the left, its draft on the right, and each correction saved at once."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from tracker.domain.doing import Doing
from tracker.domain.drafts.corrections import Correction, is_done
from tracker.domain.drafts.review import Review, ReviewItem, find
from tracker.domain.errors import NotFound, RuleBroken, SentTwice
from tracker.domain.permissions import Permission
from tracker.domain.terms.dates import read_day
from tracker.domain.words.errors import error_sentence
from tracker.queries.imports import get_import
from tracker.queries.units import list_names
from tracker.services import reviews as review_services
from tracker.services.reviews import Part, Picked
from tracker.web import session
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.fields import visible
from tracker.web.forms import reviews as forms
from tracker.web.forms.review_names import StrategyForm, names_form
from tracker.web.review_page import Shown, review_page
from tracker.web.sending import Page, UseCase, sent

reviews = Blueprint("reviews", __name__, url_prefix="/imports/<int:draft_id>")

Act = Callable[[Doing, int, ReviewItem, Picked, Correction], Response]
MadeForm = Callable[[Review, ReviewItem, Sequence[str], Mapping[str, str]], forms.ItemForm]


@reviews.route("")
@requires(Permission.PLAN_IMPORT)
def show(draft_id: int) -> Page:
    page = get_import(draft_id)
    if page.plan_id is not None:
        return redirect(url_for("plans.show", plan_id=page.plan_id), code=303)
    return review_page(page, Shown(open_key=request.args.get("item", type=row_id)))


@reviews.route("/items/<int:key>", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def correct(draft_id: int, key: int) -> Page:
    return _with_form(draft_id, key, _correct)


@reviews.route("/items/<int:key>/answer", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def answer(draft_id: int, key: int) -> Page:
    """What the doubts about one item asked."""
    return _with_form(draft_id, key, _correct, forms.answer_form)


def _correct(
    doing: Doing, draft_id: int, item: ReviewItem, seen: Picked, typed: Correction
) -> Response:
    review_services.correct(doing, draft_id=draft_id, item=seen, correction=typed)
    return redirect(_next(draft_id, item), code=303)


def _with_form(draft_id: int, key: int, act: Act, made: MadeForm = forms.item_form) -> Page:
    """The act with what was typed into the item's form; without it the form again, as typed."""
    page, seen = get_import(draft_id), Picked(key, _revision())
    try:
        item = find(page.review, key)
    except NotFound as error:
        return _gone(draft_id, error_sentence(error)), 404
    form = made(page.review, item, list_names(), request.form)

    def again(stale: str) -> str:
        if stale:
            return _overtaken(draft_id, key, form, stale)
        return review_page(page, Shown(open_key=key, form=form, revision=seen.revision))

    try:
        return sent(
            form,
            lambda doing: act(doing, draft_id, item, seen, form.correction(item)),
            again,
            there=lambda: _next(draft_id, item),
            stands=lambda: act is _correct and _is_saved(draft_id, key, form),
            is_right=lambda: form.is_right_for(item),
        )
    except NotFound as error:  # the place in the item, or meanwhile the item itself
        return again(error_sentence(error)), 404


def _revision() -> int:
    return request.form.get("revision", default=0, type=row_id)


def _is_saved(draft_id: int, key: int, form: forms.ItemForm) -> bool:
    """The form came twice: everything in it is saved already."""
    review = get_import(draft_id).review
    return any(
        is_done(review, key, form.correction(item)) for item in review.kept if item.key == key
    )


def _overtaken(draft_id: int, key: int, form: forms.ItemForm, words: str) -> str:
    """What was typed stays in the form. The other person's version is in the list beside it."""
    page = get_import(draft_id)
    if all(item.key != key for item in page.review.kept):
        return _gone(draft_id, words)
    return review_page(page, Shown(open_key=key, form=form, error=words))


def _gone(draft_id: int, words: str) -> str:
    """The item is no more; what was typed into its form can be copied."""
    shown = Shown(typed=forms.typed_words(request.form), error=words)
    return review_page(get_import(draft_id), shown)


def _next(draft_id: int, item: ReviewItem) -> str:
    """After a settled doubt to the next one, else to the item."""
    anchor = "doubts" if item.is_doubtful else f"item-{item.key}"
    return url_for(".show", draft_id=draft_id, _anchor=anchor)


@reviews.route("/items", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def correct_several(draft_id: int) -> Page:
    """What the buttons over the list do with the items that are picked."""
    picked, act = _picked(), request.form.get("act", "")
    lead, due_on = (visible(request.form.get(name)) for name in ("lead", "due_on"))

    def use_case(doing: Doing) -> Page:
        _several(doing, draft_id, picked, act)
        anchor = "doubts" if request.form.get("back") == "doubts" else "draft"
        return redirect(url_for(".show", draft_id=draft_id, _anchor=anchor), code=303)

    keys = {item.key for item in picked}
    return _acted(draft_id, use_case, Shown(picked=keys, lead=lead, due_on=due_on))


@reviews.route("/undo", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def undo(draft_id: int) -> Page:
    """撤销上一步: the page says what was undone."""
    there = url_for(".show", draft_id=draft_id, _anchor="last-step")

    def use_case(doing: Doing) -> Page:
        number = request.form.get("step", default=0, type=row_id)
        with suppress(SentTwice):  # the page says that it is undone, and by whom
            review_services.undo(doing, draft_id=draft_id, number=number)
        return redirect(there, code=303)

    return _acted(draft_id, use_case, Shown())


def _acted(draft_id: int, use_case: UseCase, shown: Shown) -> Page:
    """Refused, the page shows the draft as it stands now with the reason above it."""
    form = forms.SeveralForm()

    def again(words: str) -> str:
        wrong = [field.name for field in form if field.errors]
        sentences = [*form.form_errors, *(form[name].errors[0] for name in wrong)]
        shown_now = replace(shown, error=words or "".join(sentences), wrong=wrong)
        return review_page(get_import(draft_id), shown_now)

    try:
        return sent(form, use_case, again)
    except NotFound as error:
        return again(error_sentence(error)), 404


def _several(doing: Doing, draft_id: int, picked: Sequence[Picked], act: str) -> None:
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
        raise RuleBroken("day.not-a-day", field="due_on")
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

    def use_case(doing: Doing) -> Page:
        _change(doing, draft_id, Picked(key, _revision()), None)
        return redirect(url_for(".show", draft_id=draft_id, _anchor="doubts"), code=303)

    return _acted(draft_id, use_case, Shown(open_key=key))


def _change_typed(
    doing: Doing, draft_id: int, item: ReviewItem, seen: Picked, typed: Correction
) -> Response:
    _change(doing, draft_id, seen, typed)
    return redirect(url_for(".show", draft_id=draft_id, item=item.key, _anchor="edit"), code=303)


def _change(doing: Doing, draft_id: int, seen: Picked, typed: Correction | None) -> None:
    part, place = _part()
    review_services.change_part(
        doing, draft_id=draft_id, item=seen, part=part, place=place, typed=typed
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
    form = names_form(get_import(draft_id).review, session.house(), request.form)

    def use_case(doing: Doing) -> Page:
        review_services.rename(doing, draft_id=draft_id, names=form.typed, was=form.was)
        return redirect(url_for(".show", draft_id=draft_id), code=303)

    def again(stale: str) -> str:
        page = get_import(draft_id)
        if stale:
            form.overtake(page.review)
        return review_page(page, Shown(names=form, error=stale))

    return sent(form, use_case, again)


@reviews.route("/strategies/<int:key>", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def rename_strategy(draft_id: int, key: int) -> Page:
    form = StrategyForm()

    def use_case(doing: Doing) -> Page:
        title, was = form.title.data or "", form.was.data or ""
        review_services.rename_strategy(
            doing, draft_id=draft_id, strategy=key, title=title, was=was
        )
        return redirect(url_for(".show", draft_id=draft_id, _anchor=f"strategy-{key}"), code=303)

    def again(stale: str) -> str:
        page = get_import(draft_id)
        if stale:
            form.overtake(page.review, key)
        return review_page(page, Shown(strategies={key: form}, error=stale))

    try:
        return sent(form, use_case, again)
    except NotFound as error:  # the strategy is no more: what was typed can be copied
        typed = [(str(form.title.label.text), form.title.data or "")]
        shown = Shown(typed=typed, error=error_sentence(error))
        return review_page(get_import(draft_id), shown), 404
