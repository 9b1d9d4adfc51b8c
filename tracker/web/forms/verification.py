"""报请核查, 核查通过, 退回重办."""

from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from tracker.domain.verification import PASSING
from tracker.domain.words.labels import label
from tracker.web.fields import OneOfListField, WordsField


class AskForm(FlaskForm):  # type: ignore[misc]
    statement = WordsField("办结说明")


class AcceptForm(FlaskForm):  # type: ignore[misc]
    grade = OneOfListField(
        "评价档次",
        choices=[
            SelectChoice("", "不评"),
            *(SelectChoice(each.value, label(each)) for each in PASSING),
        ],
    )


class SendBackForm(FlaskForm):  # type: ignore[misc]
    reason = WordsField("退回理由")
