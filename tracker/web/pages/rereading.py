"""重读: year, plan part and level of strategies are chosen beside the text, and read anew."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from tracker.domain.doing import Doing
from tracker.domain.drafts.hints import NO_HINTS, Hints
from tracker.domain.drafts.rereading import Rereading
from tracker.domain.errors import RuleBroken
from tracker.domain.permissions import Permission
from tracker.domain.values import SourceSpan
from tracker.queries.imports import ImportPage, get_import
from tracker.rendering.passages import bounds, passages, words_at
from tracker.services import rereading as services
from tracker.web import session
from tracker.web.access import requires
from tracker.web.converters import row_id
from tracker.web.forms.rereading import ReadingForm, reading_form, sent_hints, show_reading
from tracker.web.sending import Page, sent, told

rereading = Blueprint("rereading", __name__, url_prefix="/imports/<int:draft_id>/reading")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before it is done. `stale` and `stay`: of an answer that came too late."""

    hints: Hints
    seen: Rereading
    stale: str = ""
    stay: Collection[int] = ()


@rereading.route("")
@requires(Permission.PLAN_IMPORT)
def show(draft_id: int) -> Page:
    """With a year in the address: what a new reading would make of the draft."""
    page = get_import(draft_id)
    if page.plan_id is not None:
        return redirect(url_for("plans.show", plan_id=page.plan_id), code=303)
    if "year" not in request.args:
        return _page(page, _form(page))
    form = _form(page, request.args)
    return sent(form, lambda doing: _asked(doing, page, form), lambda _: _page(page, form))


def _asked(doing: Doing, page: ImportPage, form: ReadingForm) -> str:
    hints = form.hints(page.review, _here(page))
    if hints == NO_HINTS:
        raise RuleBroken("draft.nothing-to-reread")
    seen = services.look(doing, draft_id=page.id, hints=hints)
    return _page(page, form, Question(hints, seen))


@rereading.route("", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def reread(draft_id: int) -> Page:
    """The answer to the question carries what was said of the document."""
    stay = request.form.getlist("stay", type=row_id)
    version = request.form.get("version", default=0, type=row_id)
    there = url_for("reviews.show", draft_id=draft_id)
    form = FlaskForm()

    def use_case(doing: Doing) -> Page:
        hints = sent_hints(request.form)
        done = services.reread(doing, draft_id=draft_id, version=version, hints=hints, stay=stay)
        return told(_done(done), there)

    def again(stale: str) -> Page:
        page = get_import(draft_id)
        shown = _form(page)
        if not stale:
            shown.form_errors.extend(form.form_errors)
            return _page(page, shown)
        hints = sent_hints(request.form)
        seen = services.look(session.doing(), draft_id=draft_id, hints=hints)
        return _page(page, shown, Question(hints, seen, stale, stay))

    return sent(form, use_case, again, there=lambda: there, stands=lambda: _stands(draft_id))


def _stands(draft_id: int) -> bool:
    """The button was pressed twice."""
    known = get_import(draft_id).review.hints
    return known.joined(sent_hints(request.form)) == known


def _done(done: Rereading) -> str:
    kept = f"，保留已改 {len(done.kept)} 项" if done.kept else ""
    return f"已重读：{len(done.after.kept)} 项任务{kept}"


def _form(page: ImportPage, given: Mapping[str, str] | None = None) -> ReadingForm:
    return reading_form(page.review, _here(page), given)


def _here(page: ImportPage) -> SourceSpan:
    span = page.review.plan_span
    return bounds(passages(page.text, span), span)


def _page(page: ImportPage, form: ReadingForm, question: Question | None = None) -> str:
    places = passages(page.text, page.review.plan_span)
    part = form.part or _here(page)
    if question is not None:
        show_reading(form, question.seen.after)
        part = bounds(places, question.seen.after.plan_span)
    return render_template(
        "reviews/reading.html",
        page=page,
        form=form,
        passages=places,
        part=part,
        ends_in_words=words_at(places, part),
        question=question,
    )
