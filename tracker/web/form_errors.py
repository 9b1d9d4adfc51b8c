"""Puts a broken rule on the field it is about, so that the form can be shown again."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_wtf import FlaskForm

from tracker.domain.errors import RuleBroken
from tracker.domain.words.errors import error_sentence


@contextmanager
def form_errors(form: FlaskForm) -> Iterator[None]:
    """Inside the block a `RuleBroken` becomes errors of the form; ask `form.errors` afterwards."""
    try:
        yield
    except RuleBroken as error:
        for fault in error.all:
            _put(form, fault)


def _put(form: FlaskForm, fault: RuleBroken) -> None:
    sentence = error_sentence(fault)
    field = form._fields.get(fault.field) if fault.field else None
    if field is None:
        form.form_errors.append(sentence)
    else:
        field.errors = [*field.errors, sentence]
