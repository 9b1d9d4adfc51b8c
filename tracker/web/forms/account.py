"""Logging in."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from tracker.web.fields import visible


class LoginForm(FlaskForm):  # type: ignore[misc]
    login = StringField("登录名", [InputRequired("请填写登录名。")], filters=[visible])
    password = PasswordField("密码", [InputRequired("请填写密码。")])
    next = HiddenField(filters=[visible])
