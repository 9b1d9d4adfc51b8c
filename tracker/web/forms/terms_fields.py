"""Fields that the plan office's forms share: units, whole numbers, the version of the task."""

from collections.abc import Sequence
from decimal import Decimal

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.form import BaseForm
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from tracker.domain.errors import RuleBroken
from tracker.domain.words.errors import error_sentence
from tracker.queries.unit_choices import UnitChoice
from tracker.web.fields import FigureField, OneOfListField

LARGEST = Decimal(10**9)  # 1e999999999 as an integer would fill the memory
UNCHOSEN = SelectChoice(0, "请选择")


def sentence(code: str) -> ValidationError:
    return ValidationError(error_sentence(RuleBroken(code)))


class WholeField(FigureField):
    """A whole number; empty is `empty`."""

    def __init__(self, *args: object, empty: int | None = None, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self._empty = empty

    @property
    def whole(self) -> int | None:
        if self.value is None:
            return self._empty
        return int(max(-LARGEST, min(self.value, LARGEST)))

    def pre_validate(self, form: BaseForm) -> None:
        if self.value is not None and self.value != self.value.to_integral_value():
            raise sentence(self._wrong)


def unit_field(words: str) -> OneOfListField:
    """One unit, by its number; 0 is none."""
    return OneOfListField(words, coerce=int)


class UnitsField(SelectMultipleField):
    """Any number of units, as boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        try:
            super().process_formdata(list(valuelist))
        except ValueError:
            raise ValueError(str(sentence("choice.not-listed"))) from None

    def pre_validate(self, form: BaseForm) -> None:
        try:
            super().pre_validate(form)
        except ValidationError:
            raise sentence("choice.not-listed") from None


def units_field(words: str) -> UnitsField:
    return UnitsField(words, coerce=int)


class VersionedForm(FlaskForm):  # type: ignore[misc]
    """Carries the version of the task that the page showed."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


def weight_field(default: int = 1) -> WholeField:
    return WholeField("权重", wrong="weight.not-a-number", empty=1, default=str(default))


def unit_list(units: Sequence[UnitChoice]) -> list[SelectChoice]:
    return [UNCHOSEN, *(SelectChoice(unit.id, unit.name) for unit in units)]
