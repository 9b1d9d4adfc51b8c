"""整体顺延: the new end of a plan."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import HiddenField

from tracker.domain.terms.dates import read_day
from tracker.web.fields import DayField, WordsField
from tracker.web.forms.terms_fields import sentence


class PostponeForm(FlaskForm):  # type: ignore[misc]
    """`was` is the end that the page showed: a button pressed twice moves the plan once."""

    ends_on = DayField("新的结束日期")
    reason = WordsField("顺延理由")
    was = HiddenField()

    def validate_ends_on(self, field: DayField) -> None:
        if field.day is None:
            raise sentence("day.missing")

    @property
    def seen(self) -> date:
        return read_day(self.was.data or "") or date.min

    @property
    def new_end(self) -> date:
        return self.ends_on.day or date.min
