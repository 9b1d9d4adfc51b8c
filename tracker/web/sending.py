"""The one protocol of a form: done, refused, overtaken by somebody else, or sent twice."""

from collections.abc import Callable

from flask import flash, redirect
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from tracker.domain.doing import Doing
from tracker.domain.errors import RuleBroken, SentTwice, StaleWrite
from tracker.domain.words.errors import error_sentence
from tracker.web import kept_words, session
from tracker.web.form_errors import form_errors

Page = str | Response | tuple[str, int]
UseCase = Callable[[Doing], Page]


def sent(
    form: FlaskForm,
    use_case: UseCase,
    again: Callable[[str], Page],
    *,
    there: Callable[[], str] | None = None,
    stands: Callable[[], bool] = lambda: False,
    is_right: Callable[[], bool] | None = None,
) -> Page:
    """What becomes of a form that was sent.

    Done: the answer of `use_case`, mostly `told` (303). Refused: `again`, the page with what was
    typed and what is wrong with it (422). Overtaken: `again` with a sentence, so that it shows
    what the other one did, too, and can be sent anew (409). Sent twice, which the use case says
    or which shows since all `stands` as typed: led `there` and told (303). Brought
    back after a login: `again`, and nothing is done until it is sent anew.
    """
    if not (is_right or form.validate)() or kept_words.brought_back():
        return _with(again(""), 422)
    try:
        with form_errors(form):
            return use_case(session.doing())
    except SentTwice as error:
        if there is None:
            raise
        return told(error_sentence(error), there())
    except StaleWrite as error:
        if there is not None and stands():
            return told("刚才已经保存，没有重复办理", there())
        return _with(again(error_sentence(error)), 409)
    return _with(again(""), 422)


def pressed(use_case: UseCase, back: str) -> Page:
    """What becomes of a button without a form: done, or back with the reason why not."""
    try:
        return use_case(session.doing())
    except (RuleBroken, StaleWrite) as error:
        return told(error_sentence(error), back, "error")


def told(words: str, address: str, kind: str = "message") -> Response:
    flash(words, kind)
    return redirect(address, code=303)


def _with(page: Page, status: int) -> Page:
    return (page, status) if isinstance(page, str) else page
