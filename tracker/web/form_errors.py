"""Puts a broken rule on the field it is about, so that the form can be shown again."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask_wtf import FlaskForm
from wtforms import Field, FieldList
from wtforms.form import BaseForm

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
    field = _find(form, f"{form._prefix}{fault.field}") if fault.field else None
    if field is None:
        form.form_errors.append(error_sentence(fault))
    else:
        field.errors = [*field.errors, error_sentence(fault, named=_name(field))]


def _name(field: Field) -> str:
    """Its label without what is added: 进展情况（必填）; 别名，一行一个."""
    return re.split("[（，]", str(field.label.text), maxsplit=1)[0]


def _find(form: BaseForm, name: str) -> Field | None:
    """By its whole name, in the rows of the form, too."""
    return next((field for field in _fields(form) if field.name == name), None)


def _fields(form: BaseForm) -> Iterator[Field]:
    for field in form:
        if isinstance(field, FieldList):
            for entry in field:
                yield from _fields(entry.form)
        else:
            yield field
