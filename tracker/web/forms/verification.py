"""报请核查, 核查通过, 退回重办."""

from flask_wtf import FlaskForm
from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.form import BaseForm

from tracker.domain.values import Grade
from tracker.domain.verification import PASSING, grade_faults
from tracker.domain.words.errors import error_sentence
from tracker.domain.words.labels import label
from tracker.web.fields import OneOfListField, WordsField


class AskForm(FlaskForm):  # type: ignore[misc]
    statement = WordsField("办结说明")


class PassingGradeField(OneOfListField):
    """Who sends a failing grade is told what to do instead."""

    def pre_validate(self, form: BaseForm) -> None:
        for fault in grade_faults(next((each for each in Grade if each == self.data), None)):
            raise ValidationError(error_sentence(fault))
        super().pre_validate(form)


class AcceptForm(FlaskForm):  # type: ignore[misc]
    grade = PassingGradeField(
        "评价档次",
        choices=[
            SelectChoice("", "不评"),
            *(SelectChoice(each.value, label(each)) for each in PASSING),
        ],
    )


class SendBackForm(FlaskForm):  # type: ignore[misc]
    reason = WordsField("退回理由")
