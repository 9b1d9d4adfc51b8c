"""Form fields that this product adds, and what may stand on a page of what was typed."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from wtforms import RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.form import BaseForm
from wtforms.widgets import DateInput

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.dates import read_day
from tracker.domain.terms.figures import read_figure
from tracker.domain.words.errors import error_sentence

# Unicode's Cc but for line breaks and the tab.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def visible(text: str | None) -> str:
    """Without control characters, which neither a page nor PostgreSQL (NUL) can hold."""
    return _UNSEEN.sub("", text or "")


def line_field(words: str, *, most: int) -> StringField:
    """One line. The browser stops at `most` characters, as the rule does."""
    return StringField(words, filters=[visible], render_kw={"maxlength": most})


class WordsField(TextAreaField):
    """Several lines. A control character reaches the rule, which names it; shown again are the
    words without it, so that they can be sent."""

    def _value(self) -> str:
        return visible(self.data)


class FigureField(StringField):
    """A number as people type it. Empty is None; anything else is a sentence."""

    def __init__(
        self, *args: object, wrong: str = "reading.not-a-number", unit: str = "", **named: object
    ) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self._wrong, self._unit = wrong, unit
        self.value: Decimal | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = visible(valuelist[0]) if valuelist else ""
        try:
            self.value = read_figure(self.data, unit=self._unit, wrong=self._wrong)
        except RuleBroken as fault:
            raise ValueError(error_sentence(fault)) from None


class DayField(StringField):
    """A date as 2026-06-30, also as people write it: 2026/6/30, 2026.6.30, 2026年6月30日."""

    widget = DateInput()

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self.day: date | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = visible(valuelist[0]).strip() if valuelist else ""
        if not self.data:
            return
        self.day = read_day(self.data)
        if self.day is None:
            raise ValueError(error_sentence(RuleBroken("day.not-a-day")))


class OneOfListField(SelectField):
    """Refuses anything but a listed choice, in our own words."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        try:
            super().process_formdata(list(valuelist))
        except ValueError:
            raise ValueError(error_sentence(RuleBroken("choice.not-listed"))) from None

    def pre_validate(self, form: BaseForm) -> None:
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError(error_sentence(RuleBroken("choice.not-listed"))) from None


class OneOfButtonsField(OneOfListField, RadioField):
    """The same as radio buttons."""
