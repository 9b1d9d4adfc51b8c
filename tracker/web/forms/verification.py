"""报请核查, 核查通过, 退回重办."""

from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField

from tracker.domain.labels import label
from tracker.domain.values import Grade


class AskForm(FlaskForm):  # type: ignore[misc]
    statement = TextAreaField("办结说明")


class AcceptForm(FlaskForm):  # type: ignore[misc]
    grade = SelectField(
        "评价档次", choices=[("", "不评"), *((each.value, label(each)) for each in Grade)]
    )


class SendBackForm(FlaskForm):  # type: ignore[misc]
    reason = TextAreaField("退回理由")
