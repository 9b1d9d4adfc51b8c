"""重读: year, plan part and level of strategies are chosen beside the text, and read anew."""

from collections.abc import Collection, Mapping

from flask import Blueprint, redirect, render_template, request, url_for

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
from tracker.web.forms.rereading import ReadingForm, offer_levels, reading_form
from tracker.web.sending import Page, sent, told

rereading = Blueprint("rereading", __name__, url_prefix="/imports/<int:draft_id>/reading")


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
    return sent(form, lambda doing: _question(doing, page, form), lambda _: _page(page, form))


@rereading.route("", methods=["POST"])
@requires(Permission.PLAN_IMPORT)
def reread(draft_id: int) -> Page:
    page = get_import(draft_id)
    form = _form(page, request.form)
    stay = request.form.getlist("stay", type=row_id)
    version = request.form.get("version", default=0, type=row_id)
    there = url_for("reviews.show", draft_id=draft_id)

    def use_case(doing: Doing) -> Page:
        hints = _hints(page, form)
        if hints == NO_HINTS:
            return told("已经按此重读过，没有重复办理", there)
        done = services.reread(doing, draft_id=draft_id, version=version, hints=hints, stay=stay)
        return told(_done(done), there)

    def again(stale: str) -> Page:
        now = get_import(draft_id)
        if not stale or _hints(now, form) == NO_HINTS:
            return _page(now, form)
        return _question(session.doing(), now, form, stale=stale, stay=stay)

    return sent(
        form,
        use_case,
        again,
        there=lambda: there,
        stands=lambda: _hints(get_import(draft_id), form) == NO_HINTS,
    )


def _done(done: Rereading) -> str:
    kept = f"，保留已改 {len(done.kept)} 项" if done.kept else ""
    return f"已重读：{len(done.after.kept)} 项任务{kept}"


def _form(page: ImportPage, given: Mapping[str, str] | None = None) -> ReadingForm:
    return reading_form(page.review, _here(page), given)


def _here(page: ImportPage) -> SourceSpan:
    span = page.review.plan_span
    return bounds(passages(page.text, span), span)


def _hints(page: ImportPage, form: ReadingForm) -> Hints:
    return form.hints(page.review, _here(page))


def _question(
    doing: Doing,
    page: ImportPage,
    form: ReadingForm,
    *,
    stale: str = "",
    stay: Collection[int] = (),
) -> str:
    """What would become of the draft, before anything is done."""
    hints = _hints(page, form)
    if hints == NO_HINTS:
        raise RuleBroken("draft.nothing-to-reread")
    seen = services.look(doing, draft_id=page.id, hints=hints)
    offer_levels(form, seen.after)
    return _page(page, form, seen=seen, stale=stale, stay=stay)


def _page(
    page: ImportPage,
    form: ReadingForm,
    *,
    seen: Rereading | None = None,
    stale: str = "",
    stay: Collection[int] = (),
) -> str:
    places = passages(page.text, page.review.plan_span)
    part = form.part or _here(page)
    return render_template(
        "reviews/reading.html",
        page=page,
        form=form,
        passages=places,
        part=part,
        ends_in_words=words_at(places, part),
        seen=seen,
        stale=stale,
        stay=stay,
    )
