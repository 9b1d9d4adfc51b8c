"""报请核查, 核查通过, 退回重办."""

from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from tracker.domain.labels import label
from tracker.domain.values import Grade


class AskForm(FlaskForm):  # type: ignore[misc]
    statement = TextAreaField("办结说明")


class AcceptForm(FlaskForm):  # type: ignore[misc]
    grade = SelectField(
        "评价档次",
        choices=[
            SelectChoice("", "不评"),
            *(SelectChoice(each.value, label(each)) for each in Grade),
        ],
    )


class SendBackForm(FlaskForm):  # type: ignore[misc]
    reason = TextAreaField("退回理由")
