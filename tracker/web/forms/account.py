"""Logging in, and a new password."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField, ValidationError
from wtforms.validators import InputRequired

from tracker.domain.errors import RuleBroken
from tracker.domain.words.errors import error_sentence
from tracker.web.fields import visible


class LoginForm(FlaskForm):  # type: ignore[misc]
    login = StringField("登录名", [InputRequired("请填写登录名。")], filters=[visible])
    password = PasswordField("密码", [InputRequired("请填写密码。")])
    next = HiddenField(filters=[visible])
    kept_words = HiddenField()


class PasswordForm(FlaskForm):  # type: ignore[misc]
    current = PasswordField("现在的密码", [InputRequired("请填写现在的密码。")])
    password = PasswordField("新密码", [InputRequired("请填写新密码。")])
    again = PasswordField("再填一次新密码")
    kept_words = HiddenField()

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.password.data:
            raise ValidationError(error_sentence(RuleBroken("user.password-differs")))
