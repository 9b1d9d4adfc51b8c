"""Logging in."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired


class LoginForm(FlaskForm):  # type: ignore[misc]
    login = StringField("登录名", [InputRequired("请填写登录名。")])
    password = PasswordField("密码", [InputRequired("请填写密码。")])
    next = HiddenField()
