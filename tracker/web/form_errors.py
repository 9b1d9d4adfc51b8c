"""Puts a broken rule on the field it is about, so that the form can be shown again."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from flask_wtf import FlaskForm
from wtforms import Field, FieldList
from wtforms.form import BaseForm
from wtforms.widgets import HiddenInput, ListWidget

from tracker.domain.errors import RuleBroken
from tracker.domain.words.errors import error_sentence

AT_A_GLANCE = 2  # fields: so short a form shows by itself what is wrong with it


@dataclass(frozen=True, slots=True)
class FaultyField:
    id: str  # of what a link to it leads to
    name: str


def faulty_fields(form: BaseForm) -> Sequence[FaultyField]:
    """The fields of a form with something wrong, for a summary above it."""
    fields = [(row, field) for row, field in _placed_fields(form) if not _is_hidden(field)]
    if len(fields) <= AT_A_GLANCE:
        return ()
    return [
        FaultyField(_target(field), row + _name(field)) for row, field in fields if field.errors
    ]


def _is_hidden(field: Field) -> bool:
    return isinstance(field.widget, HiddenInput)


def _target(field: Field) -> str:
    """Of buttons and boxes the first one: the group itself takes no focus."""
    return f"{field.id}-0" if isinstance(field.widget, ListWidget) else field.id


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
    return (field for _, field in _placed_fields(form))


def _placed_fields(form: BaseForm) -> Iterator[tuple[str, Field]]:
    """With the row that each stands in, such as 第 2 行, or nothing."""
    for field in form:
        if isinstance(field, FieldList):
            for place, entry in enumerate(field, start=1):
                yield from ((f"第 {place} 行", cell) for cell in entry.form)
        else:
            yield "", field
