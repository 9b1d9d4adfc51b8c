"""延期, 批示, 中止, 撤销, 回头看: short forms, most of them a word or a reason."""

from flask_wtf import FlaskForm

from tracker.web.fields import DayField, WordsField


class ExtensionForm(FlaskForm):  # type: ignore[misc]
    to_on = DayField("延到")
    reason = WordsField("延期理由")
    progress = WordsField("目前进展")


class ExtensionDecisionForm(FlaskForm):  # type: ignore[misc]
    to_on = DayField("同意延到")
    word = WordsField("审批意见")


class InstructionForm(FlaskForm):  # type: ignore[misc]
    text = WordsField("批示内容")


class AnswerForm(FlaskForm):  # type: ignore[misc]
    answer = WordsField("回复")


class HelpAnswerForm(FlaskForm):  # type: ignore[misc]
    word = WordsField("答复")


class ReasonForm(FlaskForm):  # type: ignore[misc]
    reason = WordsField("理由")


class ReasonAndDayForm(FlaskForm):  # type: ignore[misc]
    reason = WordsField("理由")
    due_on = DayField("新的时限")


class UrgingForm(FlaskForm):  # type: ignore[misc]
    word = WordsField("催办的话")


class WordForm(FlaskForm):  # type: ignore[misc]
    word = WordsField("意见")
